"""Mail on the deployed stack: from the transaction that asks for it, over stream and queue, to SES."""

from collections.abc import Iterator
from typing import Any

import pytest
from local.running import Running

from inarax.announcements import Announcement
from inarax.stores.mails import Template
from tests.kit import erasures, newcomers

PATIENCE = 400
"""Looks at SES, each after a request of about 20 ms, before mail counts as lost."""


@pytest.fixture
def notice(stack: Running) -> Iterator[str]:
    """A notice, there for one test."""
    key = {"kind": {"S": "policy"}, "notice_id": {"S": "policy-900"}}
    about = {"date": {"S": "2100-01-01"}, "summary": {"S": '["Something changed."]'}}
    table = {"TableName": f"{stack.stack.name}-notices"}
    flags = {"mail": {"BOOL": True}, "announced": {"BOOL": True}}
    stack.client("dynamodb").put_item(**table, Item={**key, **about, **flags})
    yield "policy-900"
    stack.client("dynamodb").delete_item(**table, Key=key)


def test_a_change_of_the_policy_is_shown_and_mailed_once_and_gone_when_acknowledged(
    stack: Running, notice: str
) -> None:
    client = newcomers.signed_in(stack, "Nora Newcomer")
    profile = client.get("/me/profile").json
    shard = Announcement(Template.POLICY_CHANGED, notice, notice, profile["learner_id"][0])
    queue = stack.client("sqs").get_queue_url(QueueName=f"{stack.stack.name}-announcements")["QueueUrl"]
    for _ in range(2):
        stack.client("sqs").send_message(QueueUrl=queue, MessageBody=shard.message())
    pending = [each["notice"] for each in client.get("/me/notices").json["notices"]]
    assert notice in pending
    mails: list[dict[str, Any]] = []
    for _ in range(PATIENCE):
        client.get("/me/notices")
        mails = [
            each for each in erasures.letters(stack, "Our privacy policy has changed") if profile["email"] in each["To"]
        ]
        if mails:
            break
    (mail,) = mails
    assert "Hello Nora Newcomer," in mail["BodyText"]
    client.put(f"/me/notices/{notice}/acknowledgement")
    assert notice not in [each["notice"] for each in client.get("/me/notices").json["notices"]]
