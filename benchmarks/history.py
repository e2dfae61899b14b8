"""A learner with a history: many quiz answers of one course, written directly through the stores."""

from collections.abc import Iterable
from copy import replace
from datetime import datetime, timedelta
from itertools import cycle
from random import Random
from typing import Any

from tests.kit.learners import Person, signed_in

from assessment import counting, quiz_selection
from inarax import courses
from inarax.stores import attempts, beliefs, enrollments, evidence, responses
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.base import Write, transact
from inarax.stores.beliefs import Belief
from inarax.stores.responses import By, Graded, Response
from inarax.tokens import new_id


class _Puts:
    """Takes the items of writes that create, and puts them in batches: nobody races with a seed."""

    def __init__(self, writes: Iterable[Write]) -> None:
        self._items: list[Any] = []
        for write in writes:
            write.apply(self)  # type: ignore[arg-type]

    def save(self, item: Any, condition: object) -> None:
        self._items.append(item)

    def send(self) -> None:
        for model in {type(item) for item in self._items}:
            with model.batch_write() as batch:
                for item in self._items:
                    if type(item) is model:
                        batch.save(item)


def learner(course: str, version: str, answers: int, at: datetime, rng: Random) -> Person:
    """Somebody enrolled who has given so many answers, quiz after quiz, a minute each and the last just before `at`."""
    person = signed_in(at=at)
    lessons = [each for each in courses.outline(course, version).lessons.values() if each.quiz]
    items = courses.items(course, version)
    belief = Belief(person.learner_id, course)
    writes: list[Write] = [enrollments.save(enrollments.Enrollment(person.learner_id, course, at))]
    done = 0
    for lesson in cycle(lessons):
        if done == answers:
            break
        asked = quiz_selection.chosen(lesson, items, belief.seen, rng)[: answers - done]
        when = at - timedelta(minutes=answers - done)
        attempt = begun(person, course, version, lesson.id, asked, when)
        for item in asked:
            correct, when = rng.random() < 0.7, when + timedelta(minutes=1)
            attempt = replace(attempt, answers=(*attempt.answers, (item, correct)), closed_at=when)
            found = counting.evidence_of(items, item, correct, when)
            belief, recorded = counting.counted(belief, attempt.attempt_id, found, items)
            writes += [evidence.record(recorded), responses.save(_response(attempt, item, correct, when, items))]
        outcome = counting.quiz_outcome(attempt, attempt.correct >= 0.7 * len(asked), when)
        belief = replace(belief, quizzes={**belief.quizzes, lesson.id: outcome})
        writes.append(attempts.save(attempt))
        done += len(asked)
    _Puts(writes).send()
    transact(beliefs.save(belief))
    return person


def begun(person: Person, course: str, version: str, quiz: str, asked: tuple[str, ...], at: datetime) -> Attempt:
    """A new quiz attempt, not stored yet."""
    return Attempt(person.learner_id, new_id(), Kind.QUIZ, course, version, quiz, asked, at)


def _response(attempt: Attempt, item: str, correct: bool, at: datetime, items: counting.Items) -> Response:
    return Response(
        learner_id=attempt.learner_id,
        attempt_id=attempt.attempt_id,
        item=item,
        course=attempt.course,
        version=attempt.version,
        parameters=items[item]["parameters"],
        answer={"options": ["a"]},
        grades=(Graded(correct, By.KEY, at),),
        answered_at=at,
    )
