"""POST /courses/{course}/quizzes/{quiz}/submissions: grade the answer to one item of a quiz attempt, once.

Purpose: assessment. Stores: attempts, beliefs, responses, evidence, keys (read); the published course and its answer
keys.
"""

from copy import replace
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict

from assessment import attempting
from assessment.answering import REFUSALS, Answered, Counted, count
from assessment.given import ItemAnswer
from assessment.shown import ShownAnswer, shown_key
from inarax import access, http
from inarax.ids import Slug, SlugInPath, Uuid

app = http.Api(access.using)


class Submission(BaseModel):
    """An answer to an item that the attempt asks."""

    model_config = ConfigDict(extra="forbid")

    attempt: Uuid
    item: Slug
    answer: ItemAnswer


class AttemptSoFar(BaseModel):
    """The attempt right after this answer."""

    status: str
    answered: int
    asked: int
    correct: int
    passed: bool | None


class SubmissionResult(BaseModel):
    """The grade, the right answer and why; `options` explains those chosen and the right ones."""

    item: str
    correct: bool
    key: ShownAnswer
    explanation: str
    options: dict[str, str]
    misconception: str | None
    attempt: AttemptSoFar
    next: str


@app.post(
    "/courses/<course>/quizzes/<quiz>/submissions",
    status_code=HTTPStatus.CREATED,
    **http.may(*REFUSALS),
)
def submit(course: SlugInPath, quiz: SlugInPath, submission: Submission) -> Response[SubmissionResult]:
    """Grade an answer; the same answer again gets the same result."""
    answer = submission.answer.read()
    counted = count(Answered(app.caller.learner_id, course, quiz, submission.attempt, submission.item, answer), app.at)
    return http.created(_result(counted), f"/courses/{course}/quizzes/{quiz}/attempts/{submission.attempt}")


def _result(counted: Counted) -> SubmissionResult:
    response, grade = counted.response, counted.grade
    return SubmissionResult(
        item=response.item,
        correct=response.correct,
        key=shown_key(counted.key),
        explanation=response.grades[-1].explanation or grade.explanation,
        options=dict(grade.options),
        misconception=None if response.correct else grade.misconception,
        attempt=_so_far(counted),
        next=f"/me/courses/{response.course}/next",
    )


def _so_far(counted: Counted) -> AttemptSoFar:
    """As of this answer, so that repeating it later gets the same result."""
    items = [item for item, _ in counted.attempt.answers]
    answers = counted.attempt.answers[: items.index(counted.response.item) + 1]
    then = replace(counted.attempt, answers=answers)
    ended = len(then.answers) == len(then.asked)
    return AttemptSoFar(
        status="closed" if ended else "open",
        answered=len(then.answers),
        asked=len(then.asked),
        correct=then.correct,
        passed=attempting.passed(then, counted.course) if ended else None,
    )


handler = http.handler(app, __name__)
