"""GET, PUT and DELETE /me/calendar: an address by which a calendar program reads when the caller's reviews are due.

Purpose: personalization. Stores: calendars (read, write), quotas; standings are checked. The address is shown once, and
opens until the caller makes another one or revokes it.
"""

from datetime import datetime
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel

from inarax import http, problems, settings
from inarax.stores import calendars, quotas, standings
from inarax.stores.base import read, transact
from inarax.stores.calendars import Calendar

app = http.Api()

DAILY = 20
"""New addresses a day."""


class CalendarState(BaseModel):
    """Since when an address opens the caller's calendar."""

    created_at: datetime


class CalendarAddress(CalendarState):
    """The address itself: whoever has it can read the calendar."""

    url: str


@app.get("/me/calendar", **http.may(problems.NotFound))
def show() -> CalendarState:
    """Whether there is an address; which one, only its holder knows."""
    (found,) = read(calendars.of(app.caller.learner_id))
    if found is None:
        raise problems.NotFound
    return CalendarState(created_at=found.created_at)


@app.put("/me/calendar", **http.may(problems.AccountClosed, problems.Restricted, problems.TooMany))
def renew() -> CalendarAddress:
    """A new address; the one before opens nothing any more."""
    if app.caller.restriction is not None:
        raise problems.Restricted
    learner, secret = app.caller.learner_id, calendars.new_secret()
    transact(
        calendars.save(Calendar(learner, calendars.digest(secret), app.at)),
        quotas.spend(learner, "calendars", daily=DAILY, at=app.at),
        standings.unrestricted(learner),
    )
    return CalendarAddress(created_at=app.at, url=f"{settings.current().public_origin}/calendars/{secret}")


@app.delete("/me/calendar", status_code=HTTPStatus.NO_CONTENT)
def revoke() -> Response[None]:
    """Revoke the address; without one, it changes nothing."""
    transact(calendars.revoke(app.caller.learner_id))
    return http.emptied()


handler = http.handler(app, __name__)
