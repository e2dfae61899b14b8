"""GET and PUT /privacy/preferences: choices that a browser remembers without an account. Public.

Purpose: privacy. Stores: none but for who is signed in; the choices are in a cookie of their own. Reading them removes
a cookie that nobody can read, and the visit cookie where it is not, or no longer, allowed.
"""

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict, Field

from inarax import access, http, problems, wordings
from inarax.choices import Choice, Choices, Scheme, parse, spelled
from inarax.cookies import PREFERENCES, VISIT
from inarax.declared import Purpose
from privacy import visiting
from privacy.choosing import chosen
from privacy.consent_shown import ConsentWording, asked

app = http.Api(access.whoever)


class VisitsChoice(BaseModel):
    """Whether visits may be counted, and by which version of the wording that was chosen."""

    model_config = ConfigDict(extra="forbid")

    allowed: bool
    version: Annotated[int, Field(ge=1, le=9999)]


class BrowserChoices(BaseModel):
    """All choices; `visits` is null while nobody has chosen."""

    model_config = ConfigDict(extra="forbid")

    scheme: Scheme
    visits: VisitsChoice | None


class BrowserPreferences(BaseModel):
    """What holds in this browser.

    `visits` is null while nobody has chosen. `counted` is whether visits are counted: not where `refuses_tracking` says
    that the browser sends Global Privacy Control. Who is signed in allows visits by `/me/consents/usage`.
    """

    scheme: Scheme
    visits: bool | None
    counted: bool
    refuses_tracking: bool
    wording: ConsentWording


@app.get("/privacy/preferences")
def show() -> Response[BrowserPreferences]:
    """The choices of this browser, and what is asked."""
    found = parse(app.cookie(PREFERENCES.name), app.at)
    return _answer(found or Choices(), [PREFERENCES.clear()] if found is None else [])


@app.put(
    "/privacy/preferences",
    **http.may(
        problems.ForeignOrigin, problems.PreferencesMalformed, problems.WordingOutdated, problems.BrowserRefuses
    ),
)
def change(wanted: BrowserChoices) -> Response[BrowserPreferences]:
    """Replace the choices of this browser."""
    before = parse(app.cookie(PREFERENCES.name), app.at)
    if before is None:
        raise problems.PreferencesMalformed
    after = Choices(wanted.scheme, _choice(before.visits, wanted.visits) if wanted.visits else None)
    return _answer(after, [PREFERENCES.set(spelled(after))])


def _choice(before: Choice | None, wanted: VisitsChoice) -> Choice:
    return chosen(
        before,
        allowed=wanted.allowed,
        version=wanted.version,
        signed_in=app.caller is not None,
        refuses_tracking=_refuses_tracking(),
        at=app.at,
    )


def _answer(choices: Choices, cookies: list[str]) -> Response[BrowserPreferences]:
    allowed = visiting.allowed(choices, app.caller)
    counted = visiting.may_count(choices, app.caller, refuses_tracking=_refuses_tracking())
    if not counted and app.cookie(VISIT.name) is not None:
        cookies = [*cookies, VISIT.clear()]
    body = BrowserPreferences(
        scheme=choices.scheme,
        visits=allowed if allowed or choices.visits else None,
        counted=counted,
        refuses_tracking=_refuses_tracking(),
        wording=asked(wordings.current(Purpose.USAGE)),
    )
    return http.remembered(body, cookies)


def _refuses_tracking() -> bool:
    return access.refuses_tracking(app.current_event.raw_event)


handler = http.handler(app, __name__)
