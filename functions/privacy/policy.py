"""GET /privacy/policy, /privacy/policy/versions and /privacy/policy/versions/{version}: what we say of your data.

Purpose: none, since nobody is asked who they are. Stores: none: every version is a file beside this one.
As JSON, Markdown or HTML, as the client asks.
"""

import re

from aws_lambda_powertools.event_handler import Response

from inarax import access, http, problems
from privacy import policy_shown, published
from privacy.answering import HTML, JSON, MARKDOWN, Forms, answer, documented
from privacy.published import PolicyVersion, PolicyVersions

app = http.Api(access.anyone)

_CURRENT = 300  # seconds for which a cache may go on with what is current
_FIXED = 86_400  # a version never changes, but how a page looks may


@app.get(
    "/privacy/policy",
    **documented(PolicyVersion, MARKDOWN, HTML),
    **http.may(problems.NotFound, problems.NotAcceptable),
)
def current() -> Response[str]:
    """The privacy policy as it holds now."""
    return answer(app, _forms(published.latest()), max_age=_CURRENT)


@app.get("/privacy/policy/versions", **documented(PolicyVersions, HTML), **http.may(problems.NotAcceptable))
def versions() -> Response[str]:
    """Every version that was published."""
    found = published.versions()
    forms = {JSON: found.model_dump_json, HTML: lambda: policy_shown.listed_html(found)}
    return answer(app, forms, max_age=_CURRENT)


@app.get(
    "/privacy/policy/versions/<version>",
    **documented(PolicyVersion, MARKDOWN, HTML),
    **http.may(problems.NotFound, problems.NotAcceptable),
)
def one(version: str) -> Response[str]:
    """A version as it was published, with how it differed from the one before."""
    if not re.fullmatch(r"[1-9][0-9]{0,5}", version):
        raise problems.NotFound
    return answer(app, _forms(int(version)), max_age=_FIXED)


def _forms(version: int) -> Forms:
    text = published.policy_text(version)
    return {
        JSON: lambda: text,
        MARKDOWN: lambda: policy_shown.markdown(published.policy(version)),
        HTML: lambda: policy_shown.html(published.policy(version)),
    }


handler = http.handler(app, __name__)
