"""Round trips that a request costs, counted at the client, for a learner with 10 answers and for one with 10,000.

Every trip, with its retries, is seen by a hook of the botocore session that all doors share. The course is in the
environment's memory, as it is from its first use on; what that first use reads is `course_reads`. The emulated account
is moto's; the history is written through the stores.
"""

from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from random import Random
from typing import Any

from benchmarks import environment, report
from benchmarks.wire import Trip, Wire

SEED = 7
COURSE = "networks"
QUIZ = "addresses"
HISTORIES = (10, 1_000, 10_000)


@contextmanager
def account() -> Iterator[Wire]:
    """An emulated account with every store of the template, and the wire to it."""
    from moto import mock_aws
    from tests.kit import aws, permissions

    from inarax import aws as shared

    wire = Wire()
    with mock_aws():
        permissions.watch()
        wire.watch(shared.dynamodb().session)
        aws.provision()
        yield wire


@dataclass(frozen=True, slots=True)
class Cost:
    """What the dearest request of a kind cost."""

    sessions: int
    """Reads of the session and standing."""
    reads: int
    """Other reads."""
    transactions: int
    technical: int
    """Writes of the request's own entry in the technical log."""
    decrypts: int
    """Unwrappings of a learner's data key, which are KMS's and no store's."""
    others: int
    size: int
    read_units: int
    write_units: int

    @property
    def trips(self) -> int:
        """Round trips altogether."""
        return self.sessions + self.reads + self.transactions + self.technical + self.decrypts + self.others

    @classmethod
    def of(cls, trips: list[Trip]) -> "Cost":
        """The cost of one request."""
        reads = [trip for trip in trips if trip.operation == "BatchGetItem"]
        sessions = sum("inarax-sessions" in trip.stores for trip in reads)
        transactions = sum(trip.operation == "TransactWriteItems" for trip in trips)
        technical = sum(trip.operation == "BatchWriteItem" for trip in trips)
        decrypts = sum(trip.operation == "Decrypt" for trip in trips)
        return cls(
            sessions=sessions,
            reads=len(reads) - sessions,
            transactions=transactions,
            technical=technical,
            decrypts=decrypts,
            others=len(trips) - len(reads) - transactions - technical - decrypts,
            size=sum(trip.size for trip in trips),
            read_units=sum(trip.read_units for trip in trips),
            write_units=sum(trip.write_units for trip in trips),
        )

    @classmethod
    def dearest(cls, costs: list["Cost"]) -> "Cost":
        """The most that any of these cost, figure by figure."""
        return cls(*(max(getattr(cost, field) for cost in costs) for field in cls.__dataclass_fields__))


class Visitor:
    """One learner, whose requests are counted."""

    def __init__(self, wire: Wire, version: str, answers: int) -> None:
        from tests.kit.events import NOW

        from benchmarks import history

        self._wire, self._version, self._now = wire, version, NOW
        self._person = history.learner(COURSE, version, answers, NOW, Random(SEED))

    def _call(self, handler: Any, event: dict[str, Any]) -> tuple[Any, Cost]:
        from tests.kit.doors import call

        self._wire.take()
        with redirect_stdout(StringIO()):  # the door's metrics
            answer = call(handler, event)
        assert answer.status in {200, 201}, answer.text
        return answer.json, Cost.of(self._wire.take())

    def quiz(self, *, cold: bool = False) -> list[Cost]:
        """A whole quiz, answer by answer, always the same items; `cold` where neither course nor keys were read."""
        from assessment import keys, quiz_selection, submissions
        from benchmarks import history
        from benchmarks.quizzing import some_answer
        from inarax import courses, sealing
        from inarax.stores import attempts
        from inarax.stores.base import transact

        lesson = courses.outline(COURSE, self._version).lesson(QUIZ)
        items = courses.items(COURSE, self._version)
        asked = quiz_selection.chosen(lesson, items, {}, Random(SEED))
        attempt = history.begun(self._person, COURSE, self._version, QUIZ, asked, self._now)
        transact(attempts.save(attempt))
        path = {"course": COURSE, "quiz": QUIZ}
        resource = "/courses/{course}/quizzes/{quiz}/submissions"
        given = {item: some_answer(items[item], Random(SEED)) for item in asked}
        bodies = [{"attempt": attempt.attempt_id, "item": item, "answer": given[item]} for item in asked]
        events = [self._person.request("POST", resource, path, body=body) for body in bodies]
        if cold:
            for cache in (courses.outline, courses.items, keys.keys):
                cache.cache_clear()
            sealing.forget(self._person.learner_id)
        return [self._call(submissions.handler, event)[1] for event in events]

    def placement(self, answers: int) -> list[Cost]:
        """The first answers of a placement."""
        from assessment import placement_answers, placements
        from benchmarks.quizzing import some_answer
        from inarax import courses
        from inarax.tokens import new_id

        items = courses.items(COURSE, self._version)
        path = {"course": COURSE}
        key = {"Idempotency-Key": new_id()}
        begin = self._person.request("POST", "/courses/{course}/placements", path, headers=key)
        shown, _ = self._call(placements.handler, begin)
        resource = "/courses/{course}/placements/{attempt}/answers"
        path["attempt"] = shown["attempt"]
        costs = []
        for _ in range(answers):
            item = shown["item"]["id"]
            body = {"item": item, "answer": some_answer(items[item], Random(SEED))}
            shown, cost = self._call(placement_answers.handler, self._person.request("POST", resource, path, body=body))
            costs.append(cost)
        return costs

    def next(self, minutes: int = 0) -> Cost:
        """The next lesson, so many minutes after the session was last seen."""
        from personalization import next_lesson

        at = self._now + timedelta(minutes=minutes)
        path = {"course": COURSE}
        event = self._person.request("GET", "/me/courses/{course}/next", path, at=at)
        return self._call(next_lesson.handler, event)[1]


def main() -> None:
    """Count."""
    environment.enter(POWERTOOLS_LOG_LEVEL="CRITICAL")
    from tests.kit import courses

    with account() as wire:
        version = courses.publish_folder(COURSE)
        visitors = {answers: Visitor(wire, version, answers) for answers in HISTORIES}
        cold = visitors[10].quiz(cold=True)
        answered = {answers: Cost.dearest(each.quiz()) for answers, each in visitors.items()}
        placed = Cost.dearest(visitors[10].placement(3))
        following = {answers: each.next() for answers, each in visitors.items()}
        touching = visitors[10].next(minutes=11)
    few, some, many = (answered[answers] for answers in HISTORIES)
    report.write(
        "requests",
        {
            "session_reads": many.sessions,
            "answer_reads": many.reads,
            "answer_transactions": many.transactions,
            "answer_others": many.others,
            "technical_writes": many.technical,
            "answer_growth": many.trips / few.trips,
            "placement_answer_reads": placed.reads,
            "placement_answer_transactions": placed.transactions,
            "next_reads": following[10_000].sessions + following[10_000].reads,
            "next_others": following[10_000].transactions + following[10_000].others,
            "next_growth": following[10_000].trips / following[10].trips,
            "answer_decrypts": many.decrypts,
            "answer_decrypts_cold": sum(each.decrypts for each in cold),
            "course_reads": cold[0].others,
            "session_touch_transactions": touching.transactions,
            **{f"answer_bytes_at_{answers}": cost.size for answers, cost in answered.items()},
            **{f"answer_read_units_at_{answers}": cost.read_units for answers, cost in answered.items()},
            **{f"answer_write_units_at_{answers}": cost.write_units for answers, cost in answered.items()},
            "answer_bytes_growth": many.size / few.size,
            "answer_bytes_growth_from_1000": many.size / some.size,
            "answer_write_units_growth": many.write_units / few.write_units,
            "answer_write_units_growth_from_1000": many.write_units / some.write_units,
        },
        "botocore",
        "pynamodb",
        "moto",
        seed=SEED,
    )


if __name__ == "__main__":
    main()
