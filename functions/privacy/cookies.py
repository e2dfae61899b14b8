"""GET /privacy/cookies: the cookie policy, as JSON, Markdown or a page, as the request accepts. Public.

Purpose: privacy (art. 13 GDPR). Stores: none.
"""

from aws_lambda_powertools.event_handler import Response

from inarax import access, cookies, http, problems
from privacy import cookie_policy
from privacy.answering import HTML, JSON, MARKDOWN, answer, documented
from privacy.cookie_policy import CookiePolicy

app = http.Api(access.anyone)

_KEPT = 300  # seconds for which a cache may go on with it


@app.get("/privacy/cookies", **documented(CookiePolicy, HTML, MARKDOWN), **http.may(problems.NotAcceptable))
def show() -> Response[str]:
    """The cookie policy, written from the cookies that the code declares."""
    forms = {
        JSON: cookie_policy.policy(cookies.ALL).model_dump_json,
        HTML: lambda: cookie_policy.html(cookies.ALL),
        MARKDOWN: lambda: cookie_policy.markdown(cookies.ALL),
    }
    return answer(app, forms, max_age=_KEPT)


handler = http.handler(app, __name__)
