"""GET /me/courses/{course}/progress: how far the caller is, lesson by lesson.

Purpose: learning. Stores: enrollments and beliefs (read: mastered skills unlock), courses (read), outlines in S3.
"""

from pydantic import BaseModel

from inarax import courses, http, problems
from inarax.enrolled import enrolled
from inarax.ids import SlugInPath
from inarax.stores import beliefs, enrollments
from inarax.stores import courses as editions
from inarax.stores.base import read
from learning.counting import count
from learning.unlocking import LessonState, states

app = http.Api()


class LessonProgress(BaseModel):
    """One lesson and how far the caller is with it."""

    id: str
    title: str
    module: str
    minutes: int
    state: LessonState
    remedial: bool


class CourseProgress(BaseModel):
    """The lessons of the current version in order; `completed` of `total` counts core lessons."""

    course: str
    version: str
    completed: int
    total: int
    lessons: list[LessonProgress]


@app.get("/me/courses/<course>/progress", **http.may(problems.NotFound, problems.NotEnrolled))
def progress(course: SlugInPath) -> CourseProgress:
    """How far the caller is in a course."""
    learner = app.caller.learner_id
    edition, enrollment, belief = read(
        editions.current(course), enrollments.of(learner, course), beliefs.of(learner, course)
    )
    edition, enrollment = enrolled(edition, enrollment)
    outline = courses.outline(course, edition.version)
    counted = count(outline, enrollment)
    found = states(outline, enrollment, belief, app.at)
    return CourseProgress(
        course=course,
        version=edition.version,
        completed=counted.completed,
        total=counted.total,
        lessons=[_lesson(outline.lesson(lesson), state) for lesson, state in found.items()],
    )


def _lesson(lesson: courses.Lesson, state: LessonState) -> LessonProgress:
    return LessonProgress(
        id=lesson.id,
        title=lesson.title,
        module=lesson.module,
        minutes=lesson.minutes,
        state=state,
        remedial=lesson.remedial,
    )


handler = http.handler(app, __name__)
