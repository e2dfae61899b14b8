"""Holds on what an erasure would delete, for privacy admins: list, place, see, review, lift.

Purpose: rights. Stores: holds, keys (read), standings (check), rights-claims and rights-progress (read),
rights-requests (change), audit and idempotency (write).
"""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from inarax import access, http, problems
from inarax.roles import Role
from inarax.stores import holds
from inarax.stores.base import read
from inarax.stores.handles import Handle
from inarax.stores.holds import Hold
from inarax.tokens import new_id
from rights.admin import audited
from rights.admin.fields import refuse_past
from rights.admin.seen import CHANGES, found, seen
from rights.hold import holding
from rights.hold.held import HoldShown, ListedHolds, NewHold, Review, asked, listed_one, shown

app = http.Api(access.in_role(Role.PRIVACY_ADMIN))

HoldInPath = Annotated[str, Path(max_length=64)]


@app.get("/rights/holds", **http.may(problems.UnknownCursor))
def listed(cursor: Annotated[str | None, Query(max_length=512)] = None) -> ListedHolds:
    """The active holds, the next to be reviewed first."""
    page = holds.active(cursor)
    named = read(*map(holds.of, page.entries)) if page.entries else ()
    return ListedHolds(holds=[listed_one(each) for each in named if each and not each.lifted_at], cursor=page.cursor)


@app.post(
    "/rights/holds",
    status_code=HTTPStatus.CREATED,
    **http.may(problems.NotFound, problems.HoldTooLate, problems.KeyMissing, problems.KeyReused, problems.Conflict),
)
def place(new: NewHold) -> Response[HoldShown]:
    """Hold some stores of a learner from now on; an erasure that is under way keeps what it has not begun with."""
    hold = asked(new, new_id(), app.caller.learner_id, app.at)
    placed = holding.place(hold, http.once(app), app.at)
    made = shown(placed, holding.begun(placed))
    return http.created(made, f"/rights/holds/{made.hold}", http.etag(placed.revision))


@app.get("/rights/holds/<hold>", **http.may(problems.NotFound))
def one(hold: HoldInPath) -> Response[HoldShown]:
    """One hold, active or lifted; that this was looked at is noted."""
    kept = found(holds.of(Handle.parse(hold)))
    audited.looked(kept.learner_id, app.caller.learner_id, "holds", app.at)
    return _tagged(kept)


@app.put("/rights/holds/<hold>", **CHANGES)
def review(hold: HoldInPath, reviewed: Review) -> Response[HoldShown]:
    """Say that the reason still holds."""
    refuse_past("body/review_on", reviewed.review_on, app.at)
    return _tagged(holding.review(seen(app, Handle.parse(hold)), reviewed.review_on, reviewed.reason))


@app.delete("/rights/holds/<hold>", status_code=HTTPStatus.NO_CONTENT, **CHANGES)
def lift(hold: HoldInPath) -> Response[None]:
    """Lift it: an erasure that kept something for it goes on by itself."""
    holding.lift(seen(app, Handle.parse(hold)))
    return http.emptied()


def _tagged(hold: Hold) -> Response[HoldShown]:
    return http.tagged(shown(hold, holding.begun(hold)), http.etag(hold.revision))


handler = http.handler(app, __name__)
