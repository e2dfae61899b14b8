"""Placement attempts: begin one, under the course's current version, find those begun, and read where one stands.

Purpose: assessment. Stores: enrollments, courses, beliefs (what was answered, placed and reviewed) and snapshots
(read), attempts; the published course.
"""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from adaptive.placement.steps import Ask
from assessment import piloting, placement_steps, published, retaking
from assessment.answering import own
from assessment.placement_shown import PlacementAttempt, Placements, going_on, shown
from assessment.starting import REFUSALS, begun
from inarax import access, http, problems
from inarax.enrolled import enrolled
from inarax.ids import SlugInPath, UuidInPath
from inarax.stores import attempts, beliefs, courses, enrollments, snapshots
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.base import read
from inarax.stores.beliefs import Belief
from inarax.stores.courses import Edition

DAILY = 5

app = http.Api(access.using)


@app.post(
    "/courses/<course>/placements",
    status_code=HTTPStatus.CREATED,
    **http.may(*REFUSALS),
)
def start(course: SlugInPath) -> Response[PlacementAttempt]:
    """Begin a placement of the caller's; after one that ended, not within seven days."""
    attempt = begun(app, lambda attempt_id: _new(course, attempt_id), what="placements", daily=DAILY)
    return http.created(shown(attempt), f"/courses/{course}/placements/{attempt.attempt_id}")


@app.get("/courses/<course>/placements", **http.may(problems.NotFound, problems.NotEnrolled))
def mine(course: SlugInPath) -> Placements:
    """The placements of the caller's to go on with, begun on whichever device, and what a new one would be."""
    edition, belief = _current(course)
    placement = published.course_of(course, edition.version).placement
    tried = retaking.tried(belief.seen, [item.id for item in placement.pilots])
    counting = placement.held.rules.max_items
    unfinished = attempts.unfinished_placements(belief.learner_id, course)
    return Placements(
        course=course,
        open=[going_on(attempt) for attempt in retaking.of_use(unfinished, belief.placement)],
        again_from=retaking.possible_from(belief.placement, app.at),
        counting=counting,
        on_trial=piloting.at_most(placement.pilots, None, tried, counting),
    )


@app.get("/courses/<course>/placements/<attempt>", **http.may(problems.NotFound))
def resume(course: SlugInPath, attempt: UuidInPath) -> PlacementAttempt:
    """Where a placement of the caller's stands."""
    found, belief = read(attempts.of(app.caller.learner_id, attempt), beliefs.of(app.caller.learner_id, course))
    return shown(own(found, course, None), belief)


def _current(course: str) -> tuple[Edition, Belief]:
    """The course as it is now, and what is believed of the caller in it; NotFound, or NotEnrolled."""
    learner = app.caller.learner_id
    edition, enrollment, belief = read(
        courses.current(course), enrollments.of(learner, course), beliefs.of(learner, course)
    )
    edition, _ = enrolled(edition, enrollment)
    return edition, belief or Belief(learner, course)


def _new(course: str, attempt_id: str) -> Attempt:
    edition, belief = _current(course)
    if opens := retaking.possible_from(belief.placement, app.at):
        raise problems.TooMany(
            f"You have been placed; this placement can be taken again from {opens:%Y-%m-%d %H:%M} UTC."
        )
    (learned,) = read(snapshots.current(course, edition.version))
    snapshot = learned.revision if learned else 0
    placement = published.course_of(course, edition.version, snapshot).placement
    avoided = (
        *retaking.avoided(belief.seen, placement.held.bank.position, placement.held.rules.max_items),
        *retaking.tried(belief.seen, [item.id for item in placement.pilots]),
    )
    match placement_steps.step(placement, attempt_id, (), avoided):
        case Ask(item, reason):
            return Attempt(
                learner_id=belief.learner_id,
                attempt_id=attempt_id,
                kind=Kind.PLACEMENT,
                course=course,
                version=edition.version,
                quiz=None,
                asked=(item.id,),
                started_at=app.at,
                because=reason,
                snapshot=snapshot,
                avoided=avoided,
            )
    raise problems.NotFound("This course has no placement.")


handler = http.handler(app, __name__)
