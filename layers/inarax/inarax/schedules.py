"""The frame of a door that a schedule calls: what it did is logged and answered, and a failure is not swallowed."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Protocol, TypedDict

from aws_lambda_powertools.utilities.typing import LambdaContext

from inarax import cold_start, logs

type TimeLeft = Callable[[], bool]


class Tick(TypedDict):
    """The event of a schedule; nothing in it is needed."""

    id: str
    time: str


class Done(Protocol):
    """What a run did, a named tuple of two counts: how many it looked at, and how many it changed."""

    def __getitem__(self, place: int, /) -> int:
        """A count by its place."""

    def _asdict(self) -> dict[str, int]:
        """The counts by name."""


class Scheduled(Protocol):
    """A Lambda handler."""

    def __call__(self, event: Tick, context: LambdaContext, /) -> Mapping[str, int]:
        """Run once more; answers the counts."""


def handler(door: str, run: Callable[[datetime, TimeLeft], Done], *, reserve: int) -> Scheduled:
    """The Lambda handler of a door; `door` is its module's name.

    A run is told the clock's time and not the schedule's, since a late one must not say that it was early; and whether
    more than `reserve` milliseconds are left.
    """

    def handle(_event: Tick, context: LambdaContext) -> Mapping[str, int]:
        try:
            done = run(datetime.now(UTC), lambda: context.get_remaining_time_in_millis() > reserve)
        except Exception as error:
            logs.failed(door, context.aws_request_id, error)
            raise
        logs.handled(door, request_id=context.aws_request_id, records=done[0], changed=done[1])
        return done._asdict()

    cold_start.ended()
    return handle
