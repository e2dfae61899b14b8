"""The queue of announcements: ask for the mail of a page of learners, and queue the page that follows.

Purpose: notices (a change of the policy, to everybody) and news (to subscribers). Stores: standings and subscriptions
(who there is, by index), mails (write). A message that comes twice asks for nothing twice.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypedDict

from aws_lambda_powertools.utilities.typing import LambdaContext

from inarax import aws, batches, cold_start, problems
from inarax.announcements import Announcement
from inarax.batches import Failures
from inarax.stores import mails, standings, subscriptions
from inarax.stores.base import transact
from inarax.stores.mails import Template
from notices import configuration

_ROSTERS = {
    Template.POLICY_CHANGED: standings.everybody,
    Template.NEWS: subscriptions.subscribers,
}


class Message(TypedDict):
    """One message of the queue."""

    messageId: str
    body: str


class Messages(TypedDict):
    """The event."""

    Records: Sequence[Message]


def handler(event: Messages, context: LambdaContext) -> Failures:
    """Announce page by page; answers which messages must come again."""
    messages = [(message["messageId"], message["body"]) for message in event["Records"]]
    return batches.each(__name__, context, len(messages), messages, _announce)


def _announce(message: str) -> int:
    """How many mails were asked for."""
    told = Announcement.parse(message)
    page = _ROSTERS[told.template](told.shard, told.after)
    asked = sum(_ask(learner_id, told) for learner_id in page.learners)
    if page.after:
        following = told._replace(after=page.after).message()
        aws.client("sqs").send_message(QueueUrl=configuration.announcements(), MessageBody=following)
    return asked


def _ask(learner_id: str, told: Announcement) -> bool:
    try:
        transact(
            standings.remaining(learner_id),
            mails.ask(learner_id, told.mail_id, told.template, datetime.now(UTC), told.about),
        )
    except (problems.Conflict, problems.AccountClosed):  # asked for before; or erased, and listed still
        return False
    return True


cold_start.ended()
