"""The door frame: every API door is an `Api` whose `handler` authenticates, calls, answers and logs alike.

A door states who may enter (`Api(access=...)`) and its routes. Problems are raised and answered here; bodies are never
logged. The time of a request is API Gateway's, so a recorded event replays to the same answer.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Protocol, cast, override

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, CORSConfig, Response
from aws_lambda_powertools.event_handler.api_gateway import BaseRouter, ResponseBuilder
from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent
from pydantic import BaseModel

from inarax import access, cold_start, logs, problems, refusals, settings, technical
from inarax.access import Access, Caller
from inarax.problem import Problem
from inarax.stores.idempotency import Once

type Answer = dict[str, Any]


class Handler(Protocol):
    """A Lambda handler, named after its door."""

    __name__: str

    def __call__(self, event: dict[str, Any], context: Any) -> Answer:
        """Answer one API Gateway event."""


SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
}


class Api(APIGatewayRestResolver):
    """The routes of one door, and who may enter it."""

    def __init__(self, access: Access = access.signed_in, *, forms: bool = False) -> None:
        super().__init__(enable_validation=True, cors=_cors(), json_body_deserializer=refusals.parsed)
        self.access = access
        self.forms = forms
        """Whether a route reads a form itself: never where a cookie says who is asking."""
        self.refused: Problem | None = None
        """The problem that this request was answered with, for the log."""
        self.known: Caller | None = None
        """Who sent this request, also where it was refused: its technical data is kept under them."""
        self.exception_handler(Exception)(self.refuse)

    @property
    def at(self) -> datetime:
        """The time of this request."""
        return _at(self.current_event.raw_event)

    @property
    def caller(self) -> Caller:
        """Who is calling; a public door has nobody and may not ask."""
        return cast("Caller", self.context["caller"])

    @property
    def request_id(self) -> str:
        """The id that follows this request through the logs."""
        return _request_id(self.current_event.raw_event)

    def cookie(self, name: str) -> str | None:
        """A cookie of this request."""
        return access.cookie(self.current_event.raw_event, name)

    def header(self, name: str) -> str | None:
        """A header of this request, by its lower-case name."""
        return access.header(self.current_event.raw_event, name)

    def holds(self, etag: str) -> bool:
        """Whether the client has this version already (RFC 9110, 13.1.2: compared weakly)."""
        held = (self.header("if-none-match") or "").split(",")
        return any(each.strip().removeprefix("W/") in (etag, "*") for each in held)

    def refuse(self, error: Exception) -> Response[str]:
        """Answer an error as a problem; one that nobody expected is logged by type and place."""
        problem = refusals.problem_of(error)
        if isinstance(problem, problems.Unexpected):
            logs.failed(self.context["door"], self.request_id, error)
        self.refused = problem
        document = json.dumps(problem.document(settings.current().public_origin, self.request_id))
        return Response(problem.status, "application/problem+json", document, headers=refusals.headers_of(problem))

    @override
    def resolve(self, event: Mapping[str, Any], context: Any) -> Answer:
        """Admit the caller first, so that a stranger learns nothing from validation."""
        self.refused, self.known = None, None
        if event["httpMethod"] != "OPTIONS":
            try:
                self.context["caller"] = self.known = self.access(event, _at(event))
                if not self.forms:
                    _refuse_form(event)
            except access.Refused as refused:
                self.known = refused.caller
                return self._refused_entry(event, refused.problem)
            except Exception as error:  # whatever goes wrong is answered
                return self._refused_entry(event, error)
        return super().resolve(event, context)

    def _refused_entry(self, event: Mapping[str, Any], error: Exception) -> Answer:
        BaseRouter.current_event = proxied = self._to_proxy_event(dict(event))
        try:
            response = self.refuse(error)
            if self._cors and (origin := self._cors.allowed_origin(self.header("origin") or "")):
                response.headers.update(self._cors.to_dict(origin))
            answer: ResponseBuilder[BaseProxyEvent] = ResponseBuilder(response)
            return answer.build(proxied)
        finally:
            self.context.clear()


def handler(app: Api, door: str) -> Handler:
    """The Lambda handler of a door; `door` is its module's name, for logs and metrics."""

    def handle(event: dict[str, Any], context: Any) -> Answer:
        app.context["door"] = door
        answer = app.resolve(event, context)
        answer["body"] = answer.get("body") or ""  # API Gateway takes null for no body, not every emulator does
        own = answer.setdefault("multiValueHeaders", {})
        for name, value in SECURITY_HEADERS.items():
            own.setdefault(name, [value])
        code, status = app.refused.code if app.refused else None, int(answer["statusCode"])
        if app.known:
            technical.record(door, app.known, event, _at(event), status)
        logs.answered(door, _request_id(event), event["httpMethod"], status, code)
        return answer

    handle.__name__ = door
    cold_start.ended()
    return handle


def may(*refusals: type[Problem]) -> dict[str, Any]:
    """Document the problems a route of its own can answer: `@app.post(rule, **may(NotFound))`."""
    return {"openapi_extensions": {"x-problems": [refusal.code for refusal in refusals]}}


def created[Body: BaseModel](body: Body, location: str, etag: str | None = None) -> Response[Body]:
    """201 with where the new resource is."""
    return Response(HTTPStatus.CREATED, "application/json", body, headers=_headers(Location=location, ETag=etag))


def tagged[Body: BaseModel](body: Body, etag: str) -> Response[Body]:
    """200 with the version that a later If-Match must name."""
    return Response(HTTPStatus.OK, "application/json", body, headers=_headers(ETag=etag))


def remembered[Body: BaseModel](body: Body, cookies: Sequence[str]) -> Response[Body]:
    """200, with the cookies it sets."""
    return Response(HTTPStatus.OK, "application/json", body, headers={"Set-Cookie": list(cookies)} if cookies else None)


def emptied(cookies: Sequence[str] = ()) -> Response[None]:
    """204, with the cookies it sets."""
    return Response(HTTPStatus.NO_CONTENT, headers={"Set-Cookie": list(cookies)} if cookies else None)


def redirect(location: str, cookies: Sequence[str] = ()) -> Response[None]:
    """303 See Other, with the cookies it sets."""
    headers: dict[str, str | list[str]] = {"Location": location}
    if cookies:
        headers["Set-Cookie"] = list(cookies)
    return Response(HTTPStatus.SEE_OTHER, headers=headers)


def etag(version: int) -> str:
    """A strong entity tag of a numbered version."""
    return f'"{version}"'


def expected_version(app: Api) -> int | None:
    """The version that an update may replace: If-Match's number, or None where If-None-Match: * asks to create."""
    if app.header("if-none-match") == "*":
        return None
    match = re.fullmatch(r'"(\d{1,9})"', app.header("if-match") or "")
    if match is None:
        raise problems.VersionMissing
    return int(match[1])


def once(app: Api) -> Once:
    """The current request as one that may be repeated: its Idempotency-Key with a fingerprint of address and body."""
    key = app.header("idempotency-key")
    if key is None or len(key) not in _KEY_LENGTH:
        raise problems.KeyMissing("The key must have 8 to 128 characters; a UUID is a good one.")
    event = app.current_event
    return Once(app.caller.learner_id, _digest(app.context["door"], key), _digest(event.path, event.body or ""))


_KEY_LENGTH = range(8, 129)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _headers(**headers: str | None) -> dict[str, str | list[str]]:
    return {name: value for name, value in headers.items() if value is not None}


def _refuse_form(event: Mapping[str, Any]) -> None:
    """Powertools would read forms too: a second grammar for every body, and one that any page can send."""
    sent = (access.header(event, "content-type") or "").strip().lower()
    if sent.startswith(("application/x-www-form-urlencoded", "multipart/")):
        raise problems.Malformed(refusals.JSON_ONLY)


def _cors() -> CORSConfig | None:
    allowed = settings.current().allowed_origins
    if not allowed:
        return None
    return CORSConfig(
        allow_origin=allowed[0],
        extra_origins=list(allowed[1:]),
        allow_headers=_CORS_HEADERS,
        expose_headers=["ETag", "Location"],
        max_age=600,
    )


_CORS_HEADERS = ["Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match"]


def _at(event: Mapping[str, Any]) -> datetime:
    return datetime.fromtimestamp(event["requestContext"]["requestTimeEpoch"] / 1000, UTC)


def _request_id(event: Mapping[str, Any]) -> str:
    return str(event["requestContext"]["requestId"])
