"""POST /courses/{course}/placements/{attempt}/answers: count an answer, and ask the next item or end the placement.

Purpose: assessment. Stores: attempts, beliefs, responses, evidence, keys (read); the published course and its answer
keys.
"""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict

from assessment.answering import REFUSALS, Answered, count
from assessment.given import ItemAnswer
from assessment.placement_shown import PlacementAttempt, shown
from inarax import access, http
from inarax.ids import Slug, SlugInPath, UuidInPath

app = http.Api(access.using)


class PlacementAnswer(BaseModel):
    """The item asked now, and the answer to it."""

    model_config = ConfigDict(extra="forbid")

    item: Slug
    answer: ItemAnswer


@app.post(
    "/courses/<course>/placements/<attempt>/answers",
    status_code=HTTPStatus.CREATED,
    **http.may(*REFUSALS),
)
def answer(course: SlugInPath, attempt: UuidInPath, given: PlacementAnswer) -> Response[PlacementAttempt]:
    """Count the answer; whether it was right is not told during a placement."""
    answered = Answered(app.caller.learner_id, course, None, attempt, given.item, given.answer.read())
    counted = count(answered, app.at)
    return http.created(shown(counted.attempt), f"/courses/{course}/placements/{attempt}")


handler = http.handler(app, __name__)
