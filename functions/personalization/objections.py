"""GET /me/objections, PUT and DELETE /me/objections/{purpose}: object to what rests on legitimate interests.

Purpose: personalization; the right is that of art. 21(1) GDPR. Stores: standings (read, write), signals (delete), audit
and quotas (write). An objection holds from the next request on, and takes along what was derived before it.
"""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel

from inarax import http, problems
from inarax.again import settled
from inarax.declared import Purpose
from inarax.ids import SlugInPath
from inarax.roles import Role
from inarax.stores import audit, quotas, signals, standings
from inarax.stores.audit import Action
from inarax.stores.base import Write, read, transact
from inarax.stores.standings import Standing
from personalization.objecting import RESTING, lifting, objectable, objecting

app = http.Api()

DAILY = 20
"""Objections lifted a day. To object is never refused, and cannot be done more often."""


class Objection(BaseModel):
    """Whether the caller objects to a purpose that rests on legitimate interests."""

    purpose: Purpose
    objected: bool


class Objections(BaseModel):
    """Every purpose that rests on legitimate interests."""

    objections: list[Objection]


@app.get("/me/objections")
def show() -> Objections:
    """What the caller may object to, and whether they do."""
    return Objections(objections=[Objection(purpose=each, objected=each in app.caller.objects) for each in RESTING])


@app.put(
    "/me/objections/<purpose>",
    **http.may(problems.UnknownPurpose, problems.NotByInterests, problems.ObjectionOutweighed),
)
def make(purpose: SlugInPath) -> Objection:
    """Object; repeating it changes nothing, and finishes what an interrupted one left."""
    named = objectable(purpose)
    learner = app.caller.learner_id
    change(learner, named, objecting, Action.OBJECTED, app.at)
    signals.erase(learner)
    return Objection(purpose=named, objected=True)


@app.delete(
    "/me/objections/<purpose>",
    status_code=HTTPStatus.NO_CONTENT,
    **http.may(
        problems.UnknownPurpose,
        problems.NotByInterests,
        problems.ObjectionOutweighed,
        problems.AccountClosed,
        problems.TooMany,
    ),
)
def lift(purpose: SlugInPath) -> Response[None]:
    """Lift an objection: what comes from here on may be derived from again. Without one, it changes nothing."""
    learner, named = app.caller.learner_id, objectable(purpose)
    spent = quotas.spend(learner, "objections", daily=DAILY, at=app.at)
    change(learner, named, lifting, Action.OBJECTION_LIFTED, app.at, spent)
    return http.emptied()


def change(
    learner: str,
    purpose: Purpose,
    decide: Callable[[Standing, Purpose], Standing],
    action: Action,
    at: datetime,
    *also: Write,
) -> None:
    """Standing and audit trail in one transaction, decided anew where another request was faster."""

    def act() -> None:
        (standing,) = read(standings.of(learner))
        if standing is None:  # erased meanwhile
            raise problems.NotSignedIn
        after = decide(standing, purpose)
        if after != standing:
            told = audit.Event(learner, action, learner, purpose, purpose.value, at, Role.LEARNER)
            transact(standings.replace(standing, after), audit.record(told), *also)

    settled(act, problems.Busy)


handler = http.handler(app, __name__)
