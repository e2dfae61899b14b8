"""Every hour: ask for a mail to those of a shard who consented to be reminded and of whom a review is due.

Purpose: reminders, on consent. Stores: reminders (who there is, by index), standings, enrollments, courses, beliefs
(read), mails (read, write); outlines in S3. The mail says that something is due, and not what.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TypedDict

from aws_lambda_powertools.utilities.typing import LambdaContext

from inarax import cold_start, logs
from personalization import rounds


class Tick(TypedDict):
    """The event of the schedule; nothing in it is needed."""

    id: str
    time: str


_RESERVE = 10_000
"""Milliseconds that are left for the learner under way, and the answer."""


def handler(_event: Tick, context: LambdaContext) -> Mapping[str, int]:
    """Remind the shard whose turn it is; answers how many learners were looked at, and how many mails asked for."""
    try:
        found = rounds.run(datetime.now(UTC), lambda: context.get_remaining_time_in_millis() > _RESERVE)
    except Exception as error:
        logs.failed(__name__, context.aws_request_id, error)
        raise
    logs.handled(__name__, request_id=context.aws_request_id, records=found.looked, changed=found.asked)
    return found._asdict()


cold_start.ended()
