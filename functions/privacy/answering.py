"""How the room's public documents are answered: in the form that the client asks for, tagged, and kept by caches."""

import hashlib
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel

from inarax import http, problems
from privacy.accepting import choose

JSON = "application/json"
MARKDOWN = "text/markdown; charset=utf-8"
HTML = "text/html; charset=utf-8"

_PAGE_LOADS = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
"""What a page of ours may load: its stylesheet and its icon, from this origin."""

type Forms = Mapping[str, Callable[[], str]]
"""The media types in which a document can be had, the one for who does not say first, and how each is made."""


def documented(model: type[BaseModel], *others: str) -> dict[str, Any]:
    """What a route says of a document: as JSON (or a kind of it) by its model, and as text of other types."""
    content: dict[str, Any] = {JSON: {"model": model}} | {
        other: {"model": model} if other.endswith("+json") else {"schema": {"type": "string"}} for other in others
    }
    return {
        "enable_validation": False,  # of the answer: a document is text already
        "responses": {
            HTTPStatus.OK: {"description": "The document", "content": content},
            HTTPStatus.NOT_MODIFIED: {"description": "The client has the current document, as If-None-Match says"},
        },
    }


def answer(app: http.Api, forms: Forms, *, max_age: int) -> Response[str]:
    """A document that caches may keep for `max_age` seconds; 304 for who has it, NotAcceptable where no form is."""
    form = choose(app.header("accept"), list(forms))
    if form is None:
        raise problems.NotAcceptable(f"There is: {', '.join(each.partition(';')[0] for each in forms)}.")
    text = forms[form]()
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    headers: dict[str, str | list[str]] = {
        "Cache-Control": f"public, max-age={max_age}",
        "ETag": etag,
        "Vary": "Accept",
    }
    if app.holds(etag):
        return Response(HTTPStatus.NOT_MODIFIED, body="", headers=headers)
    if form == HTML:
        headers["Content-Security-Policy"] = _PAGE_LOADS
    return Response(HTTPStatus.OK, form, text, headers=headers)
