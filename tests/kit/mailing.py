"""What the notices room has beside its tables, in the emulated account: a MAC key, a queue, a verified sender."""

import json
from datetime import datetime
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from datamap.template import REGION
from moto.backends import get_backend

from inarax.batches import Failures
from inarax.stores import accounts, notices, subscriptions
from inarax.stores.base import read, transact
from inarax.stores.subscriptions import State, Subscription
from notices import mailing as door
from tests.kit import aws, permissions
from tests.kit.clock import clock
from tests.kit.events import NOW, recorded
from tests.kit.learners import Person, signed_in

DOMAIN = "inarax.example"
_CONTEXT: Any = SimpleNamespace(aws_request_id="c6af9ac6-7b61-11e6-9a41-93e8deadbeef")


@cache
def environment() -> dict[str, str]:
    """The room's settings; what they name is made once a process."""
    aws.client("sesv2").create_email_identity(EmailIdentity=DOMAIN)
    key = aws.client("kms").create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")
    return {
        "MAIL_FROM": f"inaraX <notices@{DOMAIN}>",
        "MAIL_CONFIGURATION_SET": "inarax-mail",
        "NEWS_MAC_KEY": str(key["KeyMetadata"]["KeyId"]),
        "ANNOUNCEMENTS_QUEUE": str(aws.client("sqs").create_queue(QueueName="inarax-announcements")["QueueUrl"]),
    }


@pytest.fixture
def room(stores: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The room's settings, an empty queue, and nothing sent yet."""
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    queued()
    forget_sent()


def _ses() -> Any:
    """Where moto keeps what was sent. (Untyped in moto.)"""
    backends: Any = get_backend
    return backends("ses")["123456789012"][REGION]


def sent() -> list[Any]:
    """Every mail that SES took, the oldest first."""
    return list(_ses().sent_messages)


def forget_sent() -> None:
    """Nothing was sent yet."""
    _ses().sent_messages.clear()


def record(learner_id: str, mail_id: str) -> dict[str, Any]:
    """What the outbox's stream says when a mail was asked for."""
    sample: dict[str, Any] = recorded("notices/mailing")["Records"][0]
    sample["dynamodb"]["Keys"] = {"learner_id": {"S": learner_id}, "mail_id": {"S": mail_id}}
    sample["dynamodb"]["SequenceNumber"] = f"{learner_id}.{mail_id}"
    return sample


def delivered(*records: Any, at: datetime = NOW) -> Failures:
    """Let the outbox's stream have them."""
    with pytest.MonkeyPatch.context() as patched, permissions.of("notices.mailing"):
        patched.setattr(door, "datetime", clock(lambda: at))
        return door.handler({"Records": records}, _CONTEXT)


def queued() -> list[dict[str, Any]]:
    """Take every announcement out of the queue."""
    found: list[dict[str, Any]] = []
    queue = environment()["ANNOUNCEMENTS_QUEUE"]
    while messages := aws.client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
        for each in messages:
            aws.client("sqs").delete_message(QueueUrl=queue, ReceiptHandle=each["ReceiptHandle"])
            found.append(json.loads(each["Body"]))
    return found


def reachable(name: str = "Ada", email: str | None = "ada@example.com", *, verified: bool = True) -> Person:
    """Somebody with an account and an address."""
    person = signed_in()
    account = accounts.Account(person.learner_id, "issuer", name, name, email, verified, NOW)
    transact(accounts.create(account))
    return person


def publish(notice_id: str = "policy-2", *, day: int = 24, mail: bool = True) -> notices.Notice:
    """A notice of a change of the policy, dated on that day of this month."""
    lines = ("We keep dead letters for 14 days.", "<b>Nothing</b> else & no more.")
    notice = notices.Notice(notice_id, notices.NoticeKind.POLICY, NOW.date().replace(day=day), lines, mail)
    transact(notices.publish(notice))
    return notice


def asking(learner_id: str, state: State = State.ASKED) -> Subscription:
    """A subscription, in that state."""
    (before,) = read(subscriptions.of(learner_id))
    transact(subscriptions.save(Subscription(learner_id, state, NOW, NOW, before.revision if before else 0)))
    (now,) = read(subscriptions.of(learner_id))
    assert now
    return now
