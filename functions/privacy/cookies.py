"""GET /privacy/cookies: the cookie policy, as JSON, Markdown or a page, as the request accepts. Public.

Purpose: privacy (art. 13 GDPR). Stores: none.
"""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponseContentSchema

from inarax import access, cookies, http
from privacy import cookie_policy
from privacy.cookie_policy import CookiePolicy
from privacy.representations import chosen

app = http.Api(access.anyone)

_JSON, _PAGE, _MARKDOWN = "application/json", "text/html; charset=utf-8", "text/markdown; charset=utf-8"
_OFFERED = {each.partition(";")[0]: each for each in (_JSON, _PAGE, _MARKDOWN)}
_WRITTEN = {_PAGE: cookie_policy.html, _MARKDOWN: cookie_policy.markdown}
_TEXT: OpenAPIResponseContentSchema = {"schema": {"type": "string"}}


@app.get(
    "/privacy/cookies",
    responses={
        HTTPStatus.OK: {
            "description": "Every cookie that is ever set",
            "content": {_JSON: {"model": CookiePolicy}, _PAGE: _TEXT, _MARKDOWN: _TEXT},
        }
    },
)
def show() -> Response[CookiePolicy | str]:
    """The cookie policy, written from the cookies that the code declares."""
    media_type = _OFFERED[chosen(app.header("accept"), list(_OFFERED))]
    headers: dict[str, str | list[str]] = {"Vary": "Accept"}
    if media_type == _JSON:
        return Response(HTTPStatus.OK, media_type, cookie_policy.policy(cookies.ALL), headers=headers)
    return Response(HTTPStatus.OK, media_type, _WRITTEN[media_type](cookies.ALL), headers=headers)


handler = http.handler(app, __name__)
