"""GET / and what lies beside the API: the web client's files, a page for every problem, and what programs look for;
OPTIONS of every address, which a browser asks before a page of another origin may call it.

That is robots.txt, the icon, and /.well-known/gpc.json, by which we say that we honour Global Privacy Control.

Purpose: none, since nobody is asked who they are and nothing is kept. Stores: none.
"""

from http import HTTPStatus
from pathlib import Path

from aws_lambda_powertools.event_handler import Response

from inarax import access, http, problems
from web.site import File, site

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
"""What the client's pages may load: files of this origin, nothing inline, nothing from elsewhere."""

_LASTING = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"  # kept, but asked for with If-None-Match each time

FILES = site(Path(__file__).parent / "static", problems.TABLE)

app = http.Api(access.anyone)


@app.get("/", include_in_schema=False)
def shell() -> Response[str]:
    """The web client."""
    return _answer(FILES["/"])


@app.get("/.+", include_in_schema=False)
def file() -> Response[str]:
    """A file of the client, or a page beside it."""
    try:
        found = FILES[app.current_event.path]
    except KeyError:
        raise problems.NoSuchRoute from None
    return _answer(found)


@app.route("/.+", method=["OPTIONS"], include_in_schema=False)
def preflight() -> Response[None]:
    """What a page of an origin that the deployment names may ask of any door (the Fetch standard's CORS preflight)."""
    return Response(HTTPStatus.NO_CONTENT, headers={"Access-Control-Allow-Methods": "DELETE, GET, PATCH, POST, PUT"})


def _answer(found: File) -> Response[str]:
    headers: dict[str, str | list[str]] = {
        "Cache-Control": _LASTING if found.lasting else _ASK_AGAIN,
        "Content-Security-Policy": POLICY,
        "ETag": found.etag,
    }
    if app.holds(found.etag):
        return Response(HTTPStatus.NOT_MODIFIED, body="", headers=headers)
    return Response(HTTPStatus.OK, found.content_type, found.text, headers=headers)


handler = http.handler(app, __name__)
