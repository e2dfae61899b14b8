"""GET /me/courses/{course}/next: the next lesson for the caller, and why.

Purpose: personalization. Stores, in one read: courses, enrollments, beliefs, preferences (without the note), signals;
outlines in S3. For who objects to personalization, or has restricted their record, it is the next lesson in the order
of the course.
"""

from typing import Annotated

from pydantic import BaseModel, Field

from adaptive.path import Kind
from inarax import courses, http, problems
from inarax.declared import Purpose
from inarax.ids import SlugInPath
from inarax.stores import beliefs, enrollments, preferences, signals, standings
from inarax.stores import courses as editions
from inarax.stores.base import read
from personalization.choosing import Situation, choose

app = http.Api()


class NextLesson(BaseModel):
    """The lesson to take next."""

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
    """The next lesson (null when the course is finished), what sort of step it is, and why."""

    course: str
    lesson: NextLesson | None
    kind: Annotated[str, Field(json_schema_extra={"enum": [kind.value for kind in Kind]})]
    because: NextReason
    personalized: bool


@app.get("/me/courses/<course>/next", **http.may(problems.NotFound, problems.NotEnrolled))
def next_step(course: SlugInPath) -> NextStep:
    """What to do next in a course."""
    learner = app.caller.learner_id
    edition, enrollment, belief, choice, raised = read(
        editions.current(course),
        enrollments.of(learner, course),
        beliefs.of(learner, course),
        preferences.choice_of(learner, course),
        signals.of(learner, course),
    )
    if edition is None:
        raise problems.NotFound
    if enrollment is None:
        raise problems.NotEnrolled
    outline = courses.outline(course, edition.version)
    plain = standings.refused(app.caller, Purpose.SIGNALS)
    situation = Situation(outline, enrollment, belief, choice or preferences.Choice(), raised)
    chosen = choose(situation, app.at, plain=plain)
    return NextStep(
        course=course,
        lesson=_lesson(outline.lesson(chosen.lesson.id)) if chosen.lesson else None,
        kind=chosen.kind,
        because=NextReason(code=chosen.reason.code, text=chosen.reason.text, facts=dict(chosen.reason.facts)),
        personalized=not plain,
    )


def _lesson(lesson: courses.Lesson) -> NextLesson:
    return NextLesson(id=lesson.id, title=lesson.title, module=lesson.module, minutes=lesson.minutes)


handler = http.handler(app, __name__)
