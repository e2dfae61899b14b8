"""The courses a learner is in: GET /me/courses, and GET, PUT (enroll) and DELETE (leave) /me/courses/{course}.

Purpose: learning. Stores: enrollments (read, write), courses (read), quotas and standings (checked), outlines in S3.

Leaving deletes the enrollment with what was opened and completed. What stays: attempts, answers, the evidence and
beliefs that rest on them, and the settings of the course. They are the learner's own record, kept until erasure, so
that who comes back need not prove again what they know.
"""

from datetime import datetime
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel

from inarax import access, courses, http, problems
from inarax.ids import SlugInPath
from inarax.stores import courses as editions
from inarax.stores import enrollments, quotas, standings
from inarax.stores.base import read, transact
from learning.counting import count

app = http.Api(access.using)

DAILY = 50
"""Enrollments a day: enrolling and leaving in a loop is the only way to need more."""


class EnrolledCourse(BaseModel):
    """One enrollment; `completed` counts core lessons."""

    course: str
    title: str
    enrolled_at: datetime
    completed: int


class EnrolledCourses(BaseModel):
    """All enrollments of the caller, by course."""

    enrollments: list[EnrolledCourse]


@app.get("/me/courses")
def enrolled() -> EnrolledCourses:
    """The caller's courses, those that were withdrawn left out."""
    shelf = {edition.course: edition for edition in editions.shelf()}
    mine = enrollments.all_of(app.caller.learner_id)
    return EnrolledCourses(enrollments=[_body(each, shelf[each.course]) for each in mine if each.course in shelf])


@app.get("/me/courses/<course>", **http.may(problems.NotFound))
def one(course: SlugInPath) -> EnrolledCourse:
    """One of the caller's courses."""
    enrollment, edition = read(enrollments.of(app.caller.learner_id, course), editions.current(course))
    if enrollment is None or edition is None:
        raise problems.NotFound
    return _body(enrollment, edition)


@app.put(
    "/me/courses/<course>",
    responses={
        HTTPStatus.OK: {
            "description": "Enrolled already",
            "content": {"application/json": {"model": EnrolledCourse}},
        },
        HTTPStatus.CREATED: {"description": "Enrolled", "content": {"application/json": {"model": EnrolledCourse}}},
    },
    **http.may(problems.NotFound, problems.AccountClosed, problems.Conflict, problems.TooMany),
)
def enroll(course: SlugInPath) -> Response[EnrolledCourse]:
    """Enroll the caller; who is enrolled already stays so."""
    learner = app.caller.learner_id
    enrollment, edition = read(enrollments.of(learner, course), editions.current(course))
    if edition is None:
        raise problems.NotFound
    if enrollment is not None:
        return Response(HTTPStatus.OK, "application/json", _body(enrollment, edition))
    new = enrollments.Enrollment(learner, course, app.at)
    transact(
        enrollments.save(new),
        quotas.spend(learner, "enrollments", daily=DAILY, at=app.at),
        standings.learning(learner),
    )
    return http.created(_body(new, edition), f"/me/courses/{course}")


@app.delete(
    "/me/courses/<course>",
    status_code=HTTPStatus.NO_CONTENT,
    **http.may(problems.NotEnrolled, problems.AccountClosed),
)
def leave(course: SlugInPath) -> Response[None]:
    """End the enrollment."""
    learner = app.caller.learner_id
    transact(enrollments.leave(learner, course), standings.learning(learner))
    return http.emptied()


def _body(enrollment: enrollments.Enrollment, edition: editions.Edition) -> EnrolledCourse:
    outline = courses.outline(edition.course, edition.version)
    return EnrolledCourse(
        course=edition.course,
        title=edition.title,
        enrolled_at=enrollment.enrolled_at,
        completed=count(outline, enrollment).completed,
    )


handler = http.handler(app, __name__)
