"""docs/openapi.json as a contract: what a door answers under test must be what the document says it can answer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any

from docs.render import openapi
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]  # it has no types
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from inarax import problems
from inarax.roles import Role

_URI = "urn:inarax:api"
_PROBLEM = "application/problem+json"
_BODILESS = {HTTPStatus.NO_CONTENT, HTTPStatus.SEE_OTHER, HTTPStatus.NOT_MODIFIED}


class OffContract(AssertionError):
    """A door answered what the document does not say."""


@dataclass(frozen=True)
class Operation:
    """One method of one path, as documented."""

    method: str
    path: str
    described: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def public(self) -> bool:
        """Whether strangers may use it."""
        return "security" not in self.described

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of which one is needed to use it; none where every account will do."""
        return frozenset(map(Role, self.described.get("x-roles", ())))

    @property
    def parameters(self) -> list[dict[str, Any]]:
        """Its parameters, in path and query."""
        return list(self.described.get("parameters", ()))

    @property
    def body(self) -> dict[str, Any] | None:
        """The schema of its JSON body, if it takes one."""
        if "requestBody" not in self.described:
            return None
        schema: dict[str, Any] = self.described["requestBody"]["content"]["application/json"]["schema"]
        return schema

    def may_answer(self, code: str) -> bool:
        """Whether it documents that problem."""
        return any(code in response.get("x-problems", ()) for response in self.described["responses"].values())


@cache
def operations() -> dict[tuple[str, str], Operation]:
    """Every operation of the document, by method and path."""
    return {
        (method.upper(), path): Operation(method.upper(), path, described)
        for path, methods in _document()["paths"].items()
        for method, described in methods.items()
        if method in openapi.METHODS
    }


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema, or the one that it refers to."""
    if "$ref" not in schema:
        return schema
    found: Any = _document()
    for part in schema["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return resolved(found)


def hold(door: str, event: Mapping[str, Any], raw: Mapping[str, Any]) -> None:
    """Compare the raw answer of `door` to `event` with the document; doors of rooms without an API go free."""
    if door.split(".", maxsplit=1)[0] not in _rooms() or event["httpMethod"] == "OPTIONS":
        return
    where = f"{event['httpMethod']} {event['resource']}"
    operation = operations().get((event["httpMethod"], event["resource"]))
    if operation is None:
        raise OffContract(f"{where} is not documented")
    documented = operation.described["responses"].get(str(raw["statusCode"]))
    if documented is None:
        raise OffContract(f"{where} answered {raw['statusCode']}, which is not documented: {raw['body']}")
    try:
        _hold_answer(operation, documented, raw)
    except OffContract as off:
        raise OffContract(f"{where} {raw['statusCode']}: {off}: {raw['body']}") from None


def _hold_answer(operation: Operation, documented: Mapping[str, Any], raw: Mapping[str, Any]) -> None:
    headers, status = raw["multiValueHeaders"], raw["statusCode"]
    if status in {HTTPStatus.CREATED, HTTPStatus.SEE_OTHER} and "Location" not in headers:
        raise OffContract("it does not say where")
    if status in _BODILESS:
        if raw["body"] or "Content-Type" in headers:
            raise OffContract("it has a body")
        return
    (sent,) = headers["Content-Type"]
    if sent not in documented["content"]:
        raise OffContract(f"{sent} is not documented")
    if raw.get("isBase64Encoded") or sent.startswith("text/"):
        return
    body = json.loads(raw["body"])
    _hold_schema(_pointer("paths", operation.path, operation.method.lower(), "responses", str(status)), sent, body)
    if sent == _PROBLEM:
        _hold_problem(documented, body)


def _hold_schema(response: str, media_type: str, body: Any) -> None:
    for error in _validator(f"{response}{_pointer('content', media_type, 'schema')}").iter_errors(body):
        raise OffContract(f"{error.json_path} {error.message}")


def _hold_problem(documented: Mapping[str, Any], body: Mapping[str, Any]) -> None:
    code = body["type"].rsplit("/", 1)[-1]
    if code not in documented["x-problems"]:
        raise OffContract(f"the problem {code} is not documented")
    known = problems.TABLE[code]
    if (body["status"], body["title"]) != (known.status, known.title):
        raise OffContract(f"the problem {code} is told otherwise in the table")


@cache
def _document() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(openapi.TARGET.read_text())
    return loaded


@cache
def _rooms() -> frozenset[str]:
    return frozenset(room for operation in operations().values() for room in operation.described["tags"])


@cache
def _registry() -> Any:
    return Registry().with_resource(_URI, DRAFT202012.create_resource(_document()))


@cache
def _validator(pointer: str) -> Any:
    """Of the schema at a JSON pointer into the document. (Untyped in jsonschema.)"""
    make: Callable[..., Any] = Draft202012Validator
    return make({"$ref": f"{_URI}#{pointer}"}, registry=_registry(), format_checker=FormatChecker())


def _pointer(*parts: str) -> str:
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)
