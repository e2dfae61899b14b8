"""The submission as a FastAPI app behind Mangum: `handler` is what Lambda would call."""

import json
import os
import time
from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import FastAPI, Path, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from mangum import Mangum
from mangum.adapter import DEFAULT_TEXT_MIME_TYPES

from benchmarks.peer import counting, technical
from benchmarks.peer.errors import Refused
from benchmarks.peer.models import SLUG, Submission, SubmissionResult
from benchmarks.peer.session import SignedIn

_SECURITY = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
}

SlugInPath = Annotated[str, Path(pattern=SLUG, max_length=64)]

app = FastAPI(docs_url=None, redoc_url=None)


@app.post("/courses/{course}/quizzes/{quiz}/submissions", status_code=HTTPStatus.CREATED)
def submit(
    course: SlugInPath,
    quiz: SlugInPath,
    learner: SignedIn,
    submission: Submission,
    request: Request,
    response: Response,
) -> SubmissionResult:
    """Grade an answer; the same answer again gets the same result."""
    result = counting.submitted(learner, course, quiz, submission)
    response.headers.update(_SECURITY)
    response.headers["Location"] = f"/courses/{course}/quizzes/{quiz}/attempts/{submission.attempt}"
    technical.record(learner, request.scope["aws.event"], HTTPStatus.CREATED)
    _measured(request, HTTPStatus.CREATED, None)
    return result


@app.exception_handler(Refused)
def refused(request: Request, refusal: Refused) -> JSONResponse:
    """Answer a refusal."""
    return _problem(request, refusal.status, refusal.code, {"title": refusal.title})


@app.exception_handler(RequestValidationError)
def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
    """Answer what did not validate: which field, and why."""
    faults = [{"field": "/".join(map(str, each["loc"])), "reason": each["msg"]} for each in error.errors()]
    more = {"title": "The request is not as documented.", "errors": faults}
    return _problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", more)


def _problem(request: Request, status: HTTPStatus, code: str, more: Mapping[str, object]) -> JSONResponse:
    _measured(request, status, code)
    document = {
        "type": f"{os.environ['PUBLIC_ORIGIN']}/problems/{code}",
        "status": status,
        "instance": f"urn:inarax:request:{_request_id(request)}",
        **more,
    }
    return JSONResponse(document, status, _SECURITY, "application/problem+json")


def _measured(request: Request, status: int, code: str | None) -> None:
    """One line that is log and metric at once (CloudWatch's embedded metric format)."""
    name = "Problems" if code else "Answers"
    metrics = [{"Namespace": "Peer", "Dimensions": [["door"]], "Metrics": [{"Name": name, "Unit": "Count"}]}]
    line = {
        "_aws": {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": metrics},
        "door": "submissions",
        name: 1,
        "request_id": _request_id(request),
        "method": request.method,
        "status": status,
        "problem": code,
    }
    print(json.dumps(line))


def _request_id(request: Request) -> str:
    return str(request.scope["aws.event"]["requestContext"]["requestId"])


handler = Mangum(app, lifespan="off", text_mime_types=[*DEFAULT_TEXT_MIME_TYPES, "application/problem+json"])
