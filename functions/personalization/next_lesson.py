"""GET /me/courses/{course}/next: the next lesson for the caller, who may have so many minutes, and why.

Purpose: personalization. Stores, in one read: courses, enrollments, beliefs, preferences (without the note), signals;
outlines in S3. For who objects to personalization, or has restricted their record, it is the next lesson in the order
of the course.
"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import BaseModel, Field

from adaptive.path import Kind, Lesson
from inarax import courses, http, problems
from inarax.declared import Purpose
from inarax.enrolled import enrolled
from inarax.ids import SlugInPath
from inarax.stores import beliefs, enrollments, preferences, signals, standings
from inarax.stores import courses as editions
from inarax.stores.base import read
from personalization.choosing import Situation, choose, ignored

app = http.Api()


class NextLesson(BaseModel):
    """The lesson to take next, with the minutes that it takes the caller."""

    id: str
    title: str
    module: str
    minutes: int


class NextReason(BaseModel):
    """Why: a code for programs, a text for the learner, and the numbers and ids the choice rests on."""

    code: str
    text: str
    facts: dict[str, float | str]


class NextStep(BaseModel):
    """The next lesson (null when the course is finished), what sort of step it is, and why.

    `ignored` names choices of the caller's that the course does not have any more: domain, goal.
    """

    course: str
    lesson: NextLesson | None
    kind: Annotated[str, Field(json_schema_extra={"enum": [kind.value for kind in Kind]})]
    because: NextReason
    personalized: bool
    ignored: list[str]


@app.get("/me/courses/<course>/next", **http.may(problems.NotFound, problems.NotEnrolled))
def next_step(course: SlugInPath, minutes: Annotated[int | None, Query(ge=1, le=600)] = None) -> NextStep:
    """What to do next in a course; with `minutes`, the best that fits into them, or else the shortest."""
    learner = app.caller.learner_id
    edition, enrollment, belief, choice, raised = read(
        editions.current(course),
        enrollments.of(learner, course),
        beliefs.of(learner, course),
        preferences.choice_of(learner, course),
        signals.of(learner, course),
    )
    edition, enrollment = enrolled(edition, enrollment)
    outline = courses.outline(course, edition.version)
    plain = standings.refused(app.caller, Purpose.SIGNALS)
    situation = Situation(outline, enrollment, belief, choice or preferences.Choice(), raised)
    chosen = choose(situation, app.at, plain=plain, minutes=minutes)
    return NextStep(
        course=course,
        lesson=_lesson(chosen.lesson) if chosen.lesson else None,
        kind=chosen.kind,
        because=NextReason(code=chosen.reason.code, text=chosen.reason.text, facts=dict(chosen.reason.facts)),
        personalized=not plain,
        ignored=ignored(situation),
    )


def _lesson(lesson: Lesson) -> NextLesson:
    return NextLesson(id=lesson.id, title=lesson.title, module=lesson.module, minutes=lesson.minutes)


handler = http.handler(app, __name__)
