"""GET and PUT /me/courses/{course}/settings: domain, goal, the day to be done by, extra time, and a note in own words.

Purpose: personalization. Stores: preferences (read, write), quotas, enrollments, courses and keys (read), standings
(checked), outlines in S3. The note is stored and shown to its writer: it is sent nowhere, logged nowhere, and chooses
nothing.
"""

import datetime as dt
from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from inarax import access, courses, days, http, problems
from inarax.courses import Outline
from inarax.enrolled import enrolled
from inarax.ids import SlugInPath
from inarax.problem import Fault
from inarax.stores import courses as editions
from inarax.stores import enrollments, preferences, quotas, standings
from inarax.stores.base import read, transact

app = http.Api(access.using)

DAILY = 200
"""Changes a day: more than anybody makes who is choosing."""
AHEAD = dt.timedelta(days=5 * 366)


class CourseSettings(BaseModel):
    """What the learner chose for a course; null where nothing was. `note` is for the learner alone.

    `deadline` is the day by whose end the course is to be done. `extra_time` is in percent of the usual time.
    """

    model_config = ConfigDict(extra="forbid")

    domain: Annotated[str, StringConstraints(max_length=64)] | None
    goal: Annotated[str, StringConstraints(max_length=64)] | None
    deadline: dt.date | None
    extra_time: Literal[0, 25, 50, 100]
    note: Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)] | None


@app.get("/me/courses/<course>/settings", **http.may(problems.NotFound, problems.NotEnrolled))
def show(course: SlugInPath) -> Response[CourseSettings]:
    """The caller's settings; all null, as version 0, before the first change."""
    return _tagged(_found(course)[1])


@app.put(
    "/me/courses/<course>/settings",
    **http.may(
        problems.NotFound,
        problems.NotEnrolled,
        problems.VersionMissing,
        problems.Outdated,
        problems.AccountClosed,
        problems.TooMany,
    ),
)
def change(course: SlugInPath, settings: CourseSettings) -> Response[CourseSettings]:
    """Replace the settings that the caller read: If-Match, or If-None-Match: * for the first."""
    learner = app.caller.learner_id
    expected = http.expected_version(app) or 0
    outline, kept = _found(course)
    if faults := [*_faults(settings, outline), *_late(settings, kept.choice)]:
        raise problems.Invalid(faults=faults)
    choice = preferences.Choice(settings.domain, settings.goal, settings.deadline, settings.extra_time)
    new = preferences.Preferences(learner, course, choice, settings.note or None, expected)
    transact(
        preferences.save(new),
        quotas.spend(learner, "settings", daily=DAILY, at=app.at),
        standings.learning(learner),
    )
    return _tagged(new, expected + 1)


def _found(course: str) -> tuple[Outline, preferences.Preferences]:
    learner = app.caller.learner_id
    edition, enrollment, kept = read(
        editions.current(course), enrollments.of(learner, course), preferences.of(learner, course)
    )
    edition, enrollment = enrolled(edition, enrollment)
    return courses.outline(course, edition.version), kept or preferences.Preferences(learner, course)


def _faults(settings: CourseSettings, outline: Outline) -> list[Fault]:
    found = []
    if settings.domain is not None and settings.domain not in outline.domains:
        found.append(Fault("body/domain", "This course has no such domain."))
    if settings.goal is not None and settings.goal not in outline.goals:
        found.append(Fault("body/goal", "This course's catalogue of goals has no such goal."))
    return found


def _late(settings: CourseSettings, kept: preferences.Choice) -> list[Fault]:
    """A day that was chosen in time may stay; a new one must lie ahead, or be today somewhere on earth."""
    chosen, today = settings.deadline, days.last_on_earth(app.at)
    if chosen is None or chosen == kept.deadline or today <= chosen <= today + AHEAD:
        return []
    return [Fault("body/deadline", "Choose a day from today on, within five years.")]


def _tagged(kept: preferences.Preferences, revision: int | None = None) -> Response[CourseSettings]:
    body = CourseSettings.model_validate({**kept.choice._asdict(), "note": kept.note})
    return http.tagged(body, http.etag(kept.revision if revision is None else revision))


handler = http.handler(app, __name__)
