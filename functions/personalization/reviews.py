"""GET /me/courses/{course}/reviews: which skills are to be reviewed, and from when.

Purpose: personalization. Stores, in one read: courses, enrollments, beliefs; outlines in S3. Who objects to
personalization has none.
"""

from datetime import datetime

from pydantic import BaseModel

from inarax import courses, http, problems
from inarax.declared import Purpose
from inarax.enrolled import enrolled
from inarax.ids import SlugInPath
from inarax.stores import beliefs, enrollments
from inarax.stores import courses as editions
from inarax.stores.base import read
from personalization.upcoming import upcoming

app = http.Api()


class SkillReview(BaseModel):
    """A skill, the lesson that teaches it, and the moment from which another look is due; `now` where that is past."""

    skill: str
    title: str
    lesson: str
    lesson_title: str
    due: datetime
    now: bool


class CourseReviews(BaseModel):
    """The reviews of a course, the one that is due first at first."""

    course: str
    reviews: list[SkillReview]


@app.get("/me/courses/<course>/reviews", **http.may(problems.NotFound, problems.NotEnrolled))
def show(course: SlugInPath) -> CourseReviews:
    """What of the caller's completed lessons is to be reviewed when."""
    learner = app.caller.learner_id
    edition, enrollment, belief = read(
        editions.current(course), enrollments.of(learner, course), beliefs.of(learner, course)
    )
    edition, enrollment = enrolled(edition, enrollment)
    objecting = Purpose.SIGNALS in app.caller.objects
    found = [] if objecting else upcoming(courses.outline(course, edition.version), enrollment, belief)
    return CourseReviews(
        course=course,
        reviews=[
            SkillReview(
                skill=each.skill,
                title=each.title,
                lesson=each.lesson.id,
                lesson_title=each.lesson.title,
                due=each.due,
                now=each.due <= app.at,
            )
            for each in found
        ],
    )


handler = http.handler(app, __name__)
