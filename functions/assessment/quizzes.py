"""Quiz attempts: begin one at a lesson's quiz, under the course's current version, and read where it stands.

Purpose: assessment. Stores: enrollments, courses, beliefs (what was answered when, and how likely the next answer is
right), attempts; the published course. Who objects to personalization, or has restricted their record, is asked
questions that no belief chose.
"""

from functools import partial
from http import HTTPStatus
from random import Random

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel

from assessment import attempting, published
from assessment.answering import own
from assessment.foreseeing import foreseen
from assessment.quiz_selection import chosen
from assessment.shown import ShownItem, shown_item
from assessment.starting import REFUSALS, begun
from inarax import access, http, problems
from inarax.declared import Purpose
from inarax.enrolled import enrolled
from inarax.ids import SlugInPath, UuidInPath
from inarax.stores import attempts, beliefs, courses, enrollments, standings
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.base import read
from inarax.stores.beliefs import Belief

DAILY = 40

app = http.Api(access.using)


class QuizAttempt(BaseModel):
    """One attempt at a lesson's quiz: all its items, those answered, and whether it was passed once it has ended."""

    attempt: str
    course: str
    quiz: str
    status: str
    items: list[ShownItem]
    answered: list[str]
    correct: int
    asked: int
    passed: bool | None


@app.post(
    "/courses/<course>/quizzes/<quiz>/attempts",
    status_code=HTTPStatus.CREATED,
    **http.may(*REFUSALS),
)
def start(course: SlugInPath, quiz: SlugInPath) -> Response[QuizAttempt]:
    """Begin an attempt of the caller's."""
    attempt = begun(app, lambda attempt_id: _new(course, quiz, attempt_id), what="quizzes", daily=DAILY)
    return http.created(_shown(attempt, quiz), f"/courses/{course}/quizzes/{quiz}/attempts/{attempt.attempt_id}")


@app.get("/courses/<course>/quizzes/<quiz>/attempts/<attempt>", **http.may(problems.NotFound))
def resume(course: SlugInPath, quiz: SlugInPath, attempt: UuidInPath) -> QuizAttempt:
    """Where an attempt of the caller's stands."""
    (found,) = read(attempts.of(app.caller.learner_id, attempt))
    return _shown(own(found, course, quiz), quiz)


def _new(course: str, quiz: str, attempt_id: str) -> Attempt:
    learner = app.caller.learner_id
    edition, enrollment, belief = read(
        courses.current(course), enrollments.of(learner, course), beliefs.of(learner, course)
    )
    edition, _ = enrolled(edition, enrollment)
    version = published.course_of(course, edition.version)
    belief = belief or Belief(learner, course)
    plain = standings.refused(app.caller, Purpose.SIGNALS)
    chance = None if plain else partial(foreseen, belief, version.items, app.at)
    rng = Random(attempt_id)  # noqa: S311  reproducible
    asked = chosen(version.outline.lesson(quiz), version.items, belief.seen, rng, chance)
    if not asked:
        raise problems.NotFound("This lesson has no quiz.")
    return Attempt(learner, attempt_id, Kind.QUIZ, course, edition.version, quiz, asked, started_at=app.at)


def _shown(attempt: Attempt, quiz: str) -> QuizAttempt:
    course = published.course_of(attempt.course, attempt.version)
    closed = attempt.closed_at is not None
    return QuizAttempt(
        attempt=attempt.attempt_id,
        course=attempt.course,
        quiz=quiz,
        status="closed" if closed else "open",
        items=[shown_item(course.items[item]) for item in attempt.asked],
        answered=[item for item, _ in attempt.answers],
        correct=attempt.correct,
        asked=len(attempt.asked),
        passed=attempting.passed(attempt, course) if closed else None,
    )


handler = http.handler(app, __name__)
