"""Learners who are to be erased, and their erasures in the emulated account: the machine's own .asl.json, its doors
as they are deployed, every call of theirs measured."""

import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from threading import Thread
from time import thread_time
from typing import Any, NamedTuple

import pytest
from moto.stepfunctions.parser.backend.execution_worker import ExecutionWorker

from benchmarks.metering import Call, Meter

COURSE = "networks"


class Learner(NamedTuple):
    """Somebody who has asked to be erased at once, and under which other keys there is something of theirs."""

    learner_id: str
    request_id: str
    identity: str

    @property
    def names(self) -> frozenset[str]:
        """Every partition key of theirs; in the closing entry of the audit trail stands a digest."""
        from inarax.stores import audit

        return frozenset({*self, audit.nobody(self.learner_id)})


class Run(NamedTuple):
    """What erasing took: every call, those of the machine's steps named by step, store and request."""

    calls: Sequence[Call]
    invocations: int
    seconds: float
    """Of processor time, the emulated account's own included."""

    @property
    def of_steps(self) -> list[Call]:
        """The machine's own: not the schedule's that started it, nor the mail's."""
        return [call for call in self.calls if " " in call.door]

    @property
    def shared(self) -> int:
        """Items that more than one erasure touched."""
        touched = {(item, call.door.split()[-1]) for call in self.of_steps for item in call.touched}
        return sum(requests > 1 for requests in Counter(item for item, _ in touched).values())


@dataclass
class Bench:
    """The machine, and who is to be erased."""

    machine: Any
    meter: Meter
    version: str
    rng: Random
    working: threading.local
    seconds: float = 0.0

    def learner(self, items: int, *, asks: bool = True) -> Learner:
        """Somebody of whom the stores hold so many items, at least one in each that is erased by items; who does not
        ask to be erased at once waits."""
        from tests.kit import aws, gateway
        from tests.kit.events import NOW
        from tests.kit.planting import plant

        from benchmarks import history
        from inarax import identifying, settings
        from inarax.stores import accounts, identities
        from inarax.stores.base import transact
        from inarax.tokens import new_id
        from rights.erasure import plan

        person = history.learner(COURSE, self.version, items // 3, NOW, self.rng)
        learner_id = person.learner_id
        account = accounts.Account(learner_id, "issuer", learner_id, "Ada", "ada@example.com", True, NOW)
        identity = identifying.identity_key(account.issuer, account.subject)
        transact(accounts.create(account), identities.claim(identity, learner_id))
        body, key = {"waive_cooling_off": asks}, {"Idempotency-Key": new_id()}
        opened = gateway.send(person.request("POST", "/me/erasures", body=body, headers=key)).json
        _write(learner_id, NOW - timedelta(milliseconds=self.rng.randrange(10**9)))
        planned = [each.name for each in (*plan.current().first, *plan.current().last) if each.means == "items"]
        for store in planned:
            if store not in _NEVER and not aws.part(store, learner_id):
                plant(store, learner_id)
        for bucket in ("images", "exports"):
            where = {"Bucket": settings.current().bucket(bucket), "Key": f"{learner_id}/an object"}
            aws.client("s3").put_object(**where, Body=b"an object")
        held = sum(len(aws.part(store, learner_id)) for store in planned)
        _log(learner_id, items - held)
        return Learner(learner_id, opened["request"]["id"], identity)

    def erase(self, *learners: Learner) -> Run:
        """Erase them all at once: their executions run side by side, one step of any at a time."""
        from tests.kit.events import NOW

        self.meter.take()
        self.machine.calls.clear()
        self.machine.at = NOW
        self.machine.fault, self.seconds = self._timed, 0.0
        ours = {each.request_id for each in learners}
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(ExecutionWorker, "start", _beside)
            self.machine.run(lambda: ours <= _complete(), _deliver)
        calls = [call for call in self.meter.take() if call.door]
        return Run(calls, len(self.machine.calls), self.seconds)

    def _timed(self, step: str, event: Mapping[str, Any], call: Callable[[], Any]) -> Any:
        """A step, noted with what it is about."""
        if "request" not in event:  # the schedule
            return call()
        self.working.on, begun = f"{step} {event.get('store', '-')} {event['request']}", thread_time()
        try:
            return call()
        finally:
            self.seconds += thread_time() - begun
            self.working.on = ""

    def entered(self) -> int:
        """States that all executions have entered so far."""
        from tests.kit import aws

        pages = aws.client("stepfunctions").get_paginator("get_execution_history")
        return sum(
            event["type"].endswith("StateEntered")
            for execution in self.machine.executions()
            for page in pages.paginate(executionArn=execution["executionArn"])
            for event in page["events"]
        )


_NEVER = {"suppressions", "holds"}
"""A suppression keeps the mail from being sent, a hold the store."""


@contextmanager
def bench(seed: int) -> Iterator[Bench]:
    """An account with every store of the template and a course, and the machine in it."""
    from tests.kit import aws, courses, emulated, identity, ledger, machine, permissions

    from inarax import aws as shared

    working = threading.local()

    def at_work() -> str:
        return str(getattr(working, "on", "")) or permissions.at_work()

    def items(table: str, key: str | None) -> Sequence[Any]:
        store = table.removeprefix("inarax-")
        return aws.items(store) if key is None else aws.part(store, key)

    meter = Meter(at_work, items)
    with emulated.provisioned(), pytest.MonkeyPatch.context() as patched:
        meter.watch(shared.dynamodb().session)
        os.environ.update(identity.environment(), SEAL_KEY=ledger.seal_key(), RECEIPT_KEY=ledger.receipt_key())
        version = courses.publish_folder(COURSE)
        yield Bench(machine.assembled(patched), meter, version, Random(seed), working)


def _beside(worker: Any) -> None:
    """The execution in a thread of its own."""
    Thread(target=worker._execution_logic).start()  # noqa: SLF001  what moto itself would start


def _write(learner_id: str, at: datetime) -> None:
    """A contest that waits, and a mail that was asked for: both stand in an index."""
    from inarax import deadlines
    from inarax.stores import contests, keys, mails
    from inarax.stores.base import read, transact
    from inarax.tokens import new_id

    read(keys.of(learner_id))  # so that it can be sealed
    contest = contests.Contest(
        learner_id, contests.grade_of(new_id(), "an-item"), COURSE, "I was right.", at, deadlines.due(at)
    )
    transact(contests.begin(contest), mails.ask(learner_id, "news", mails.Template.NEWS, at, COURSE))


def _log(learner_id: str, entries: int) -> None:
    """So many requests in the technical log."""
    from tests.kit.events import NOW

    from inarax.stores import batch, requests

    for number in range(entries):
        key = requests.Key(learner_id, NOW - timedelta(minutes=number), f"request-{number}")
        batch.record(
            requests.entry_of(requests.Request(key, "Firefox", "Linux", "/me/courses", "GET", 200, "192.0.2.0/24"))
        )


def _complete() -> set[str]:
    """The requests that have come to their end."""
    from tests.kit import aws

    return {item["request_id"]["S"] for item in aws.items("rights-requests") if item["state"]["S"] == "complete"}


def _deliver() -> None:
    """Let the outbox's stream have the mails about erasures."""
    from tests.kit import aws, mailing

    asked = [item for item in aws.items("mails") if item["template"]["S"] in {"erased", "recipients"}]
    mailing.delivered(*(mailing.record(item["learner_id"]["S"], item["mail_id"]["S"]) for item in asked))
