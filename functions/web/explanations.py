"""A page for every problem code, at the address that a problem's `type` names (RFC 9457, 3.1.1)."""

from collections.abc import Mapping
from html import escape
from http import HTTPStatus

from inarax.problem import Problem

_ADVICE = {
    HTTPStatus.BAD_REQUEST: "Repeating the same request will not help: change what it sends first.",
    HTTPStatus.UNAUTHORIZED: "Sign in, then repeat the request with the new session or token.",
    HTTPStatus.FORBIDDEN: "Whoever is signed in now may not do this, so repeating the request will not help.",
    HTTPStatus.NOT_FOUND: "Check the address. What belongs to another person is answered in the same way.",
    HTTPStatus.NOT_ACCEPTABLE: "Name one of the media types in “detail” in the Accept header, or send none.",
    HTTPStatus.CONFLICT: "Read the resource again: its state decides what can be done next.",
    HTTPStatus.PRECONDITION_FAILED: "Read the resource again, apply your change to it, and send its new ETag.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "The member “errors”, if present, names each field that is wrong and the reason.",
    HTTPStatus.PRECONDITION_REQUIRED: "Read the resource first; its ETag header is what If-Match has to name.",
    HTTPStatus.TOO_MANY_REQUESTS: "Wait before you try again. Limits are per account and day.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Repeat it later with the same Idempotency-Key: it is done at most once.",
    HTTPStatus.BAD_GATEWAY: "Another service that we depend on failed. Try again in a minute.",
    HTTPStatus.SERVICE_UNAVAILABLE: "Repeat the request in a few seconds with the same Idempotency-Key.",
}
"""What a client does about a status, beyond the problem's own title."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title} · inaraX</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/style.css">
</head>
<body>
<header class="bar"><a class="brand" href="/">inara<span>X</span></a></header>
<main class="page">
{content}
</main>
</body>
</html>
"""


_YOURS = "The request was refused as a whole, and nothing was changed."
_OURS = "The fault is ours. Repeat the request as it was: what it had done already is not done twice."


def pages(table: Mapping[str, type[Problem]]) -> dict[str, str]:
    """Address to page: one for every code, and the list of them."""
    listed = {"/problems": _PAGE.format(title="Problems", content=_list(table))}
    return listed | {f"/problems/{code}": _explained(problem) for code, problem in table.items()}


def _explained(problem: type[Problem]) -> str:
    """The page of one problem."""
    content = f"""<p class="eyebrow">Problem · {int(problem.status)} {escape(problem.status.phrase)}</p>
<h1>{escape(problem.title)}</h1>
<p>{escape(_ADVICE[problem.status])}</p>
<p>{_OURS if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR else _YOURS} The member “instance” of the answer names
the request; quote it if you ask us about this.</p>
<p>Its code is <code>{escape(problem.code)}</code>. <a href="/problems">All problems</a></p>"""
    return _PAGE.format(title=escape(problem.title), content=content)


def _list(table: Mapping[str, type[Problem]]) -> str:
    rows = "\n".join(
        f'<li><a href="/problems/{escape(code)}"><code>{escape(code)}</code></a> {escape(problem.title)}</li>'
        for code, problem in sorted(table.items())
    )
    return f"""<p class="eyebrow">Reference</p>
<h1>Every way a request can be refused</h1>
<p>Refusals are <a href="https://www.rfc-editor.org/rfc/rfc9457">problem details</a> (RFC 9457), whose type is one of
these addresses.</p>
<ul class="plain">
{rows}
</ul>"""
