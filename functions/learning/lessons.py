"""One lesson, as its reader sees it: GET /me/courses/{course}/lessons/{lesson}, PUT .../opened, PUT .../completed.

Purpose: learning. Stores: enrollments (read, write), beliefs (read: who mastered a lesson's skills need not take it
before the next, and who passed its quiz need not open it), courses (read), standings (checked), lessons in S3. Lessons
are of the course's current version.
"""

from datetime import datetime
from typing import Self

from pydantic import BaseModel, Field

from inarax import access, courses, http, problems
from inarax.enrolled import enrolled
from inarax.ids import SlugInPath
from inarax.stores import beliefs, enrollments, standings
from inarax.stores import courses as editions
from inarax.stores.base import read, transact
from learning.reading import Reading, reading

app = http.Api(access.using)
_REFUSALS = (problems.NotFound, problems.NotEnrolled, problems.LessonLocked)
_CHANGES = (*_REFUSALS, problems.AccountClosed, problems.Conflict)


class LessonQuiz(BaseModel):
    """How many items the lesson's quiz asks, and the share of right answers that passes."""

    items: int
    passes: float = Field(serialization_alias="pass")


class LessonPage(BaseModel):
    """A lesson with its text, and when the caller first opened it and completed it (without a quiz: last)."""

    id: str
    title: str
    module: str
    minutes: int
    skills: list[str]
    html: str
    markdown: str
    quiz: LessonQuiz | None
    opened_at: datetime | None
    completed_at: datetime | None

    @classmethod
    def of(cls, read: Reading) -> Self:
        """The page of a lesson that may be read."""
        lesson, enrollment = read.lesson, read.enrollment
        text = courses.lesson_text(read.outline.course, read.outline.version, lesson.id)
        return cls(
            id=lesson.id,
            title=lesson.title,
            module=lesson.module,
            minutes=lesson.minutes,
            skills=list(lesson.skills),
            html=text["html"],
            markdown=text["markdown"],
            quiz=LessonQuiz(items=lesson.quiz.items, passes=lesson.quiz.passes) if lesson.quiz else None,
            opened_at=enrollment.opened.get(lesson.id),
            completed_at=enrollment.completed.get(lesson.id),
        )


@app.get("/me/courses/<course>/lessons/<lesson>", **http.may(*_REFUSALS))
def show(course: SlugInPath, lesson: SlugInPath) -> LessonPage:
    """A lesson that is open to the caller."""
    return LessonPage.of(_reading(course, lesson))


@app.put("/me/courses/<course>/lessons/<lesson>/opened", **http.may(*_CHANGES))
def opened(course: SlugInPath, lesson: SlugInPath) -> LessonPage:
    """The caller opened the lesson; repeating it changes nothing."""
    before = _reading(course, lesson)
    return _kept(before, before.opened(app.at))


@app.put("/me/courses/<course>/lessons/<lesson>/completed", **http.may(*_CHANGES, problems.LessonUnopened))
def completed(course: SlugInPath, lesson: SlugInPath) -> LessonPage:
    """The caller completed the lesson: they opened it before, or passed its quiz. Repeating it changes nothing, but of
    a lesson without a quiz when that was: they went through it again."""
    before = _reading(course, lesson)
    return _kept(before, before.completed(app.at))


def _reading(course: str, lesson: str) -> Reading:
    learner = app.caller.learner_id
    edition, enrollment, belief = read(
        editions.current(course), enrollments.of(learner, course), beliefs.of(learner, course)
    )
    edition, enrollment = enrolled(edition, enrollment)
    return reading(courses.outline(course, edition.version), lesson, enrollment, belief, app.at)


def _kept(before: Reading, after: Reading) -> LessonPage:
    if after is not before:
        transact(enrollments.save(after.enrollment), standings.learning(app.caller.learner_id))
    return LessonPage.of(after)


handler = http.handler(app, __name__)
