"""POST /privacy/visits: count a visit of a kind of page, once a browser and day, where that is consented to. Public.

Purpose: usage (consent). Stores: visits, visitors (write); who is signed in. It is the one door that sets a cookie that
the service does not need, and whatever it may not count it answers in the same way.
"""

import hashlib
import re
from contextlib import suppress
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict

from inarax import access, http, problems
from inarax.choices import Choices, parse
from inarax.cookies import PREFERENCES, VISIT
from inarax.ids import UUID
from inarax.stores import visitors
from inarax.stores import visits as store
from inarax.stores.base import transact
from inarax.tokens import new_id
from privacy import visiting
from privacy.pages import Page

app = http.Api(access.whoever)


class PageVisit(BaseModel):
    """Which kind of page was visited; never which course, lesson or attempt."""

    model_config = ConfigDict(extra="forbid")

    page: Page


@app.post("/privacy/visits", status_code=HTTPStatus.NO_CONTENT, **http.may(problems.ForeignOrigin))
def count(visit: PageVisit) -> Response[None]:
    """Count a visit, or remove the cookie that visits are counted by where this one may not be."""
    sent, choices = app.cookie(VISIT.name), parse(app.cookie(PREFERENCES.name), app.at) or Choices()
    refuses = access.refuses_tracking(app.current_event.raw_event)
    if not visiting.may_count(choices, app.caller, refuses_tracking=refuses):
        return http.emptied([VISIT.clear()] if sent is not None else [])
    known = sent is not None and re.fullmatch(UUID, sent)
    browser = sent if sent is not None and known else new_id()
    digest = hashlib.sha256(f"{browser} {visit.page} {app.at:%Y-%m-%d}".encode()).hexdigest()
    with suppress(problems.Conflict):  # counted already
        transact(visitors.first(digest, app.at), store.count(visit.page, app.at))
    return http.emptied([] if known else [VISIT.set(browser)])


handler = http.handler(app, __name__)
