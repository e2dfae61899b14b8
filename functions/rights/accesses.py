"""GET /me/accesses: who read the caller's data, for which purpose, of which stores, when (art. 15(1)(c) GDPR).

Purpose: rights. Stores: audit (read). People are told by the role in which they read, machines by their name: who it
was is between them and us (CJEU, C-579/21), and stands in the trail.
"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import AwareDatetime, BaseModel

from inarax import http, problems
from inarax.ids import UUID
from inarax.stores import audit
from rights import access_log
from rights.access_log import Access

app = http.Api()


class AccessShown(BaseModel):
    """One access; `by` is a role or a machine, `stores` are named as in the record of processing."""

    at: AwareDatetime
    by: str
    purpose: str
    stores: list[str]


class Accesses(BaseModel):
    """Some of the accesses, the newest first, and where what is older begins."""

    accesses: list[AccessShown]
    cursor: str | None


@app.get("/me/accesses", **http.may(problems.UnknownCursor))
def mine(cursor: Annotated[str | None, Query(pattern=f"^{UUID}$")] = None) -> Accesses:
    """Every time that somebody else, or a machine that reads a record whole, read what is held about the caller."""
    page = access_log.page(audit.entries(app.caller.learner_id), cursor)
    return Accesses(accesses=list(map(_shown, page.accesses)), cursor=page.cursor)


def _shown(access: Access) -> AccessShown:
    return AccessShown(at=access.at, by=access.by, purpose=access.purpose, stores=list(access.stores))


handler = http.handler(app, __name__)
