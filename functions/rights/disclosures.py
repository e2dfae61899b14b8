"""Legal disclosures, for privacy admins: list, record, see, approve, discard, and say until when an order bans telling.

Purpose: rights. Stores: disclosures, keys (read), standings (check), mails, audit and idempotency (write).
"""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from inarax import access, http, problems
from inarax.roles import Role
from inarax.stores import disclosures
from inarax.stores.base import read
from inarax.stores.disclosures import Disclosure, DisclosureState
from inarax.stores.handles import Handle
from inarax.tokens import new_id
from rights.admin.fields import refuse_past
from rights.admin.seen import CHANGES, found, seen
from rights.disclosure import disclosing
from rights.disclosure.disclosed import (
    DisclosureShown,
    ListedDisclosures,
    NewDisclosure,
    Silence,
    asked,
    listed_one,
    shown,
)

app = http.Api(access.in_role(Role.PRIVACY_ADMIN))

InPath = Annotated[str, Path(max_length=64)]


@app.get("/rights/disclosures", **http.may(problems.UnknownCursor))
def listed(
    state: Annotated[DisclosureState, Query()] = DisclosureState.RECORDED,
    cursor: Annotated[str | None, Query(max_length=512)] = None,
) -> ListedDisclosures:
    """Those in a state, by day; unless one is named, those that wait for approval.

    Of a disclosure about themselves an admin learns when they are told, as anybody.
    """
    page = disclosures.listed(state, cursor)
    named = read(*map(disclosures.of, page.entries)) if page.entries else ()
    return ListedDisclosures(
        disclosures=[
            listed_one(each)
            for each in named
            if each and each.state is state and not disclosing.unknown_to(each, app.caller.learner_id)
        ],
        cursor=page.cursor,
    )


@app.post(
    "/rights/disclosures",
    status_code=HTTPStatus.CREATED,
    **http.may(problems.NotFound, problems.KeyMissing, problems.KeyReused, problems.Conflict),
)
def record(new: NewDisclosure) -> Response[DisclosureShown]:
    """Record what is to be given out; it counts once somebody else has approved it."""
    disclosure = asked(new, new_id(), app.caller.learner_id, app.at)
    recorded = disclosing.record(disclosure, http.once(app), app.at)
    made = shown(recorded)
    return http.created(made, f"/rights/disclosures/{made.disclosure}", http.etag(recorded.revision))


@app.get("/rights/disclosures/<disclosure>", **http.may(problems.NotFound))
def one(disclosure: InPath) -> Response[DisclosureShown]:
    """One disclosure; that this was looked at is noted."""
    kept = found(disclosures.of(Handle.parse(disclosure)))
    if disclosing.unknown_to(kept, app.caller.learner_id):
        raise problems.NotFound
    disclosing.looked(kept, app.caller.learner_id, app.at)
    return _tagged(kept)


@app.put("/rights/disclosures/<disclosure>/approval", **CHANGES)
def approve(disclosure: InPath) -> Response[DisclosureShown]:
    """Approve what another admin recorded: the learner is told, now or when the ban ends."""
    return _tagged(disclosing.approve(seen(app, Handle.parse(disclosure))))


@app.put("/rights/disclosures/<disclosure>/silence", **CHANGES)
def silence(disclosure: InPath, asked_for: Silence) -> Response[DisclosureShown]:
    """Say until when an order forbids to tell the learner, or that none does any more."""
    refuse_past("body/until", asked_for.until, app.at)
    return _tagged(disclosing.silence(seen(app, Handle.parse(disclosure)), asked_for.until))


@app.delete("/rights/disclosures/<disclosure>", status_code=HTTPStatus.NO_CONTENT, **CHANGES)
def discard(disclosure: InPath) -> Response[None]:
    """Discard one that nobody has approved."""
    disclosing.discard(seen(app, Handle.parse(disclosure)))
    return http.emptied()


def _tagged(disclosure: Disclosure) -> Response[DisclosureShown]:
    return http.tagged(shown(disclosure), http.etag(disclosure.revision))


handler = http.handler(app, __name__)
