"""What went wrong, as the client is told: an error becomes a problem of the table and repeats nothing that was sent."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)

from inarax import aws, problems
from inarax.problem import Fault, Problem

JSON_ONLY = "The body is not application/json."
_NO_OBJECT = "The body is not a JSON object."


def headers_of(problem: Problem) -> dict[str, str | list[str]]:
    """What a status must come with (RFC 9110, 15.5.2; RFC 6750, 3)."""
    return {"WWW-Authenticate": "Bearer"} if problem.status is HTTPStatus.UNAUTHORIZED else {}


def problem_of(error: Exception) -> Problem:
    """The problem that an error is answered with; what nobody expected is Unexpected."""
    match error:
        case Problem():
            return error
        case RequestValidationError():
            return _validation_problem(error)
        case RequestUnsupportedContentType():
            return problems.Malformed(JSON_ONLY)
        case NotFoundError():
            return problems.NoSuchRoute()
        case _:
            return problems.Busy() if aws.throttled(error) else problems.Unexpected()


def parsed(body: str) -> Any:
    """A JSON body. Python gives up on deep nesting and on endless numbers with errors of its own."""
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        raise problems.Malformed(_NO_OBJECT) from None
    if not isinstance(read, dict):  # Powertools takes 0, "" and the like for no body, and stumbles over them
        raise problems.Malformed(_NO_OBJECT)
    return read


def _validation_problem(error: RequestValidationError) -> Problem:
    found = error.errors()
    if any(_is_body_itself(each["loc"]) and not each["type"].startswith("union_tag") for each in found):
        return problems.Malformed(_NO_OBJECT)
    return problems.Invalid(faults=[_fault(each) for each in found])


def _fault(found: Mapping[str, Any]) -> Fault:
    """Field and reason, where neither is what the client wrote: a field we do not know is named by where it stands."""
    match found["type"]:
        case "extra_forbidden":
            return Fault(_pointer(found["loc"][:-1]), "has a field that is not known here")
        case "union_tag_invalid":
            return Fault(_pointer(found["loc"]), f"expected one of {found['ctx']['expected_tags']}")
        case _:
            return Fault(_pointer(found["loc"]), found["msg"])


def _pointer(location: Sequence[str | int]) -> str:
    return "/".join(map(str, location))


def _is_body_itself(location: Sequence[str | int]) -> bool:
    """Whether an error concerns the body as such: ("body",), or ("body", position) where it is not JSON."""
    return location[:1] == ("body",) and (len(location) == 1 or isinstance(location[1], int))
