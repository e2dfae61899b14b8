"""GET /privacy/cookies: the cookie policy, as JSON, Markdown or a page, as the request accepts. Public.

Purpose: privacy (art. 13 GDPR). Stores: none.
"""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponseContentSchema

from inarax import access, cookies, http
from privacy import cookie_policy
from privacy.accepting import choose
from privacy.answering import HTML, JSON, MARKDOWN
from privacy.cookie_policy import CookiePolicy

app = http.Api(access.anyone)

_OFFERED = (JSON, HTML, MARKDOWN)
_WRITTEN = {HTML: cookie_policy.html, MARKDOWN: cookie_policy.markdown}
_TEXT: OpenAPIResponseContentSchema = {"schema": {"type": "string"}}


@app.get(
    "/privacy/cookies",
    responses={
        HTTPStatus.OK: {
            "description": "Every cookie that is ever set",
            "content": {JSON: {"model": CookiePolicy}, HTML: _TEXT, MARKDOWN: _TEXT},
        }
    },
)
def show() -> Response[CookiePolicy | str]:
    """The cookie policy, written from the cookies that the code declares."""
    media_type = choose(app.header("accept"), _OFFERED) or JSON
    headers: dict[str, str | list[str]] = {"Vary": "Accept"}
    if media_type == JSON:
        return Response(HTTPStatus.OK, media_type, cookie_policy.policy(cookies.ALL), headers=headers)
    return Response(HTTPStatus.OK, media_type, _WRITTEN[media_type](cookies.ALL), headers=headers)


handler = http.handler(app, __name__)
