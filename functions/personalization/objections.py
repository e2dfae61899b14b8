"""GET /me/objections, PUT and DELETE /me/objections/{purpose}: object to what rests on legitimate interests.

Purpose: personalization; the right is that of art. 21(1) GDPR. Stores: standings (read, write), overrides, contests and
keys (read), signals (delete), audit and quotas (write). An objection holds from the next request on, and takes along
what was derived before it. Course news, to which an objection is absolute, have a door of their own in the privacy
room.
"""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import AwareDatetime, BaseModel

from inarax import http, objecting, problems
from inarax.declared import Purpose
from inarax.ids import SlugInPath
from inarax.stores import overrides, quotas, signals
from inarax.stores.audit import Action
from inarax.stores.base import read
from inarax.stores.overrides import Override
from personalization import appealing
from personalization.objecting import RESTING, objectable, outweighed

app = http.Api()

DAILY = 20
"""Objections lifted a day. To object is never refused, and cannot be done more often."""


class OutweighedBy(BaseModel):
    """The compelling grounds for which an objection is not honoured; where they hold for everybody, nothing else.

    `appeal` is the contest in which another person decides on that anew, once the caller appealed.
    """

    grounds: str
    decided_at: AwareDatetime | None
    appeal: str | None


class Objection(BaseModel):
    """Whether the caller objects to a purpose, and what outweighs an objection to it, if anything does."""

    purpose: Purpose
    objected: bool
    outweighed: OutweighedBy | None


class Objections(BaseModel):
    """Every purpose that rests on legitimate interests, and course news."""

    objections: list[Objection]


@app.get("/me/objections")
def show() -> Objections:
    """What the caller may object to, and whether they do."""
    override = _override(Purpose.SIGNALS)
    return Objections(objections=[_shown(each, override) for each in (*RESTING, Purpose.NEWS)])


@app.put(
    "/me/objections/<purpose>",
    **http.may(problems.UnknownPurpose, problems.NotByInterests, problems.ObjectionOutweighed),
)
def make(purpose: SlugInPath) -> Objection:
    """Object; repeating it changes nothing, and finishes what an interrupted one left."""
    named, learner = objectable(purpose), app.caller.learner_id
    if _override(named):
        raise problems.ObjectionOutweighed("You find the grounds at /me/objections.")
    objecting.change(learner, named, objecting.objecting, Action.OBJECTED, app.at)
    signals.erase(learner)
    return Objection(purpose=named, objected=True, outweighed=None)


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
    objecting.change(learner, named, objecting.lifting, Action.OBJECTION_LIFTED, app.at, spent)
    return http.emptied()


def _override(purpose: Purpose) -> Override | None:
    return read(overrides.of(app.caller.learner_id, purpose))[0]


def _shown(purpose: Purpose, override: Override | None) -> Objection:
    mine = override if override and override.purpose is purpose else None
    weighed = outweighed(purpose, mine)
    appeal = appealing.of(mine) if mine else None
    return Objection(
        purpose=purpose,
        objected=purpose in app.caller.objects,
        outweighed=OutweighedBy(**weighed._asdict(), appeal=appeal and appeal.contest_id) if weighed else None,
    )


handler = http.handler(app, __name__)
