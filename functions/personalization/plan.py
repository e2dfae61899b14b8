"""GET /me/courses/{course}/plan: what is left for the caller, and the honest chance to be done by the day they chose.

Purpose: personalization. Stores, in one read: courses, enrollments, beliefs, preferences (without the note); outlines
in S3. Who objects to personalization, or has restricted their record, is told what is left, and no chance.
"""

import datetime as dt

from pydantic import BaseModel

from inarax import courses, http, problems
from inarax.declared import Purpose
from inarax.enrolled import enrolled
from inarax.ids import SlugInPath
from inarax.stores import beliefs, enrollments, preferences, standings
from inarax.stores import courses as editions
from inarax.stores.base import read
from personalization.choosing import Situation
from personalization.planning import Plan, plan

app = http.Api()


class PlannedLesson(BaseModel):
    """A lesson still to take, with the minutes that it takes the caller."""

    id: str
    title: str
    minutes: int


class PlanReason(BaseModel):
    """On what the chance rests, or why there is none: a code for programs, a text for the learner."""

    code: str
    text: str


class CoursePlan(BaseModel):
    """What is left, in order. Until the end of `deadline` there are `days`, which makes `needed` minutes a week.

    `seen` are the minutes a week of the last `weeks`. `chance` is an estimate, never a promise; null: unknown.
    """

    course: str
    lessons: list[PlannedLesson]
    minutes: int
    deadline: dt.date | None
    days: int | None
    needed: float | None
    seen: float | None
    weeks: int | None
    chance: float | None
    because: PlanReason
    personalized: bool


@app.get("/me/courses/<course>/plan", **http.may(problems.NotFound, problems.NotEnrolled))
def show(course: SlugInPath) -> CoursePlan:
    """What is left of a course, and how likely it is done in time."""
    learner = app.caller.learner_id
    edition, enrollment, belief, choice = read(
        editions.current(course),
        enrollments.of(learner, course),
        beliefs.of(learner, course),
        preferences.choice_of(learner, course),
    )
    edition, enrollment = enrolled(edition, enrollment)
    plain = standings.refused(app.caller, Purpose.SIGNALS)
    outline = courses.outline(course, edition.version)
    situation = Situation(outline, enrollment, belief, choice or preferences.Choice(), None)
    return _shown(course, plan(situation, app.at, plain=plain), personalized=not plain)


def _shown(course: str, found: Plan, *, personalized: bool) -> CoursePlan:
    return CoursePlan(
        course=course,
        lessons=[PlannedLesson(id=each.id, title=each.title, minutes=each.minutes) for each in found.lessons],
        minutes=found.minutes,
        deadline=found.deadline,
        days=found.days,
        needed=None if found.needed is None else round(found.needed, 1),
        seen=round(found.pace.mean, 1) if found.pace else None,
        weeks=found.pace.weeks if found.pace else None,
        chance=None if found.chance is None else round(found.chance, 4),
        because=PlanReason(code=found.code, text=found.text),
        personalized=personalized,
    )


handler = http.handler(app, __name__)
