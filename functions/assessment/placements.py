"""Placement attempts: begin one, under the course's current version, and read where it stands.

Purpose: assessment. Stores: enrollments, courses, attempts, beliefs (whether the level was reviewed); the
published course.
"""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from adaptive.placement.steps import Ask
from assessment import placement_steps, published
from assessment.answering import own
from assessment.placement_shown import PlacementAttempt, shown
from assessment.starting import REFUSALS, begun
from inarax import access, http, problems
from inarax.ids import SlugInPath, UuidInPath
from inarax.stores import attempts, beliefs, courses, enrollments
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.base import read

DAILY = 5

app = http.Api(access.using)


@app.post(
    "/courses/<course>/placements",
    status_code=HTTPStatus.CREATED,
    **http.may(*REFUSALS),
)
def start(course: SlugInPath) -> Response[PlacementAttempt]:
    """Begin a placement of the caller's."""
    attempt = begun(app, lambda attempt_id: _new(course, attempt_id), what="placements", daily=DAILY)
    return http.created(shown(attempt), f"/courses/{course}/placements/{attempt.attempt_id}")


@app.get("/courses/<course>/placements/<attempt>", **http.may(problems.NotFound))
def resume(course: SlugInPath, attempt: UuidInPath) -> PlacementAttempt:
    """Where a placement of the caller's stands."""
    found, belief = read(attempts.of(app.caller.learner_id, attempt), beliefs.of(app.caller.learner_id, course))
    return shown(own(found, course, None), belief)


def _new(course: str, attempt_id: str) -> Attempt:
    edition, enrollment = read(courses.current(course), enrollments.of(app.caller.learner_id, course))
    if edition is None:
        raise problems.NotFound
    if enrollment is None:
        raise problems.NotEnrolled
    match placement_steps.step(published.course_of(course, edition.version).placement, attempt_id, ()):
        case Ask(item, reason):
            return Attempt(
                learner_id=app.caller.learner_id,
                attempt_id=attempt_id,
                kind=Kind.PLACEMENT,
                course=course,
                version=edition.version,
                quiz=None,
                asked=(item.id,),
                started_at=app.at,
                because=reason,
            )
    raise problems.NotFound("This course has no placement.")


handler = http.handler(app, __name__)
