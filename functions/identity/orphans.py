"""Every hour: delete profile images that no account names any more, in one of the shards that take turns.

Purpose: identity. Stores: accounts (which image is the current one), images (list, delete). An upload names its image
in the account before storing it, and the account forgets the one before; what breaks off in between leaves an image
that is shown to nobody and that nothing else would delete while the account lives.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TypedDict

from aws_lambda_powertools.utilities.typing import LambdaContext

from identity import sweeper
from inarax import cold_start, logs


class Tick(TypedDict):
    """The event of the schedule; nothing in it is needed."""

    id: str
    time: str


_RESERVE = 5_000
"""Milliseconds that are left for the answer."""


def handler(_event: Tick, context: LambdaContext) -> Mapping[str, int]:
    """Sweep the shard whose turn it is; answers how many images were looked at, and how many deleted."""
    try:
        swept = sweeper.run(datetime.now(UTC), lambda: context.get_remaining_time_in_millis() > _RESERVE)
    except Exception as error:
        logs.failed(__name__, context.aws_request_id, error)
        raise
    logs.handled(__name__, request_id=context.aws_request_id, records=swept.looked, changed=swept.deleted)
    return swept._asdict()


cold_start.ended()
