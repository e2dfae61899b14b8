"""`make openapi`: one OpenAPI 3.1 document, merged from all doors, written to docs/openapi.json.

Each door is imported and asked for its own schema. Models of one name from two doors must be the same model, or the
merge is refused. The problems that a route documents (`http.may`) become its responses, and those that the door frame
can answer are added. For programs, `x-problems` of a response lists their codes, `x-roles` of an operation the roles of
which it needs one.
"""

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "openapi.json"
ORIGIN = "https://learn.inarax.example"

PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem details; `type` is a page that explains the problem.",
    "required": ["type", "title", "status", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "description": "names the request; quote it to support"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "reason"],
                "properties": {"field": {"type": "string"}, "reason": {"type": "string"}},
            },
        },
    },
}
SECURITY = {
    "session": {"type": "apiKey", "in": "cookie", "name": "__Host-session"},
    "bearer": {"type": "http", "scheme": "bearer"},
}
_KEY = {"type": "string", "minLength": 8, "maxLength": 128}
_TEXT = {"type": "string"}
_HEADERS: dict[str, list[dict[str, Any]]] = {
    "idempotency-key-missing": [{"name": "Idempotency-Key", "in": "header", "required": True, "schema": _KEY}],
    "version-missing": [
        {"name": "If-Match", "in": "header", "schema": _TEXT, "description": "the ETag that was read"},
        {"name": "If-None-Match", "in": "header", "schema": _TEXT, "description": "* to create what is not there"},
    ],
}
"""Headers that a route reads, by the problem that tells of their absence."""
_OF_POWERTOOLS = {"HTTPValidationError", "ValidationError", "ResponseValidationError"}
"""Models of error bodies that our doors never answer with."""
METHODS = {"get", "put", "post", "patch", "delete"}
_SAFE = {"get"}


def render() -> str:
    """The document as it is committed."""
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": "inaraX",
            "version": "1",
            "description": "Technical courses that adapt to each learner. Problems are RFC 9457 problem details.",
        },
        "servers": [{"url": ORIGIN}],
        "paths": {},
        "components": {"schemas": {"Problem": PROBLEM}, "securitySchemes": SECURITY},
    }
    for name in doors():
        _merge(document, import_module(name), name)
    document["paths"] = dict(sorted(document["paths"].items()))
    document["components"]["schemas"] = dict(sorted(document["components"]["schemas"].items()))
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def doors() -> list[str]:
    """The modules of all API doors: those with an `app`."""
    found = sorted((ROOT / "functions").glob("*/*.py"))
    return [f"{path.parent.name}.{path.stem}" for path in found if "\napp = http.Api(" in path.read_text()]


def _merge(document: dict[str, Any], door: Any, name: str) -> None:
    schema = json.loads(door.app.get_openapi_json_schema(title=name, openapi_version="3.1.0"))
    for title, model in schema.get("components", {}).get("schemas", {}).items():
        if title in _OF_POWERTOOLS:
            continue
        known = document["components"]["schemas"].setdefault(title, model)
        if known != model:
            raise ValueError(f"{name}: two different models are called {title}")
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            if method in METHODS:
                operation["tags"] = [name.split(".", maxsplit=1)[0]]
                _describe(operation, door.app.access, method, path)
        document["paths"].setdefault(path, {}).update(operations)


def _refusing(admits: Any, method: str) -> set[Any]:
    """What a door answers whom it knows and does not let in."""
    from inarax import access, problems  # noqa: PLC0415  after sys.path is set

    if isinstance(admits, access.InRole):
        return {problems.NotAllowed, problems.AccountClosed}
    return {problems.Restricted} if admits is access.using and method not in _SAFE else set()


def _describe(operation: dict[str, Any], admits: Any, method: str, path: str) -> None:
    from inarax import access, problems  # noqa: PLC0415  after sys.path is set

    may = {problems.TABLE[code] for code in operation.pop("x-problems", [])}
    may |= {problems.Malformed, problems.Unexpected, problems.Busy}
    if operation["responses"].pop("422", None) and ("requestBody" in operation or operation.get("parameters")):
        may |= {problems.Invalid}
    if "{" in path:
        may |= {problems.NoSuchRoute}
    if admits not in (access.anyone, access.whoever):
        operation["security"] = [{"session": []}, {"bearer": []}]
        may |= {problems.NotSignedIn}
        may |= set() if method in _SAFE else {problems.ForeignOrigin}
    may |= _refusing(admits, method)
    if isinstance(admits, access.InRole):
        operation["x-roles"] = sorted(admits.roles)
    if headers := [header for code, headers in _HEADERS.items() if problems.TABLE[code] in may for header in headers]:
        operation["parameters"] = operation.get("parameters", []) + headers
    for status in sorted({problem.status for problem in may}):
        same = sorted((problem for problem in may if problem.status == status), key=lambda problem: problem.code)
        operation["responses"][str(int(status))] = {
            "description": " ".join(f"{problem.code}: {problem.title}" for problem in same),
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            "x-problems": [problem.code for problem in same],
        }


if __name__ == "__main__":
    os.environ.update(STACK_NAME="inarax", ACCOUNT_ID="0", AWS_REGION="eu-west-1", PUBLIC_ORIGIN=ORIGIN)
    sys.path[:0] = [str(ROOT / part) for part in ("functions", "layers/inarax", "layers/adaptive")]
    TARGET.write_text(render())
