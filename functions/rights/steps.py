"""The frame of a step: it is told the id of a request, and perhaps a store's name, and answers a named outcome.

Both stay in the execution's history, and so does what an error says; so an error leaves with its type alone.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from time import sleep
from typing import NamedTuple, NotRequired, Protocol, TypedDict

from aws_lambda_powertools.utilities.typing import LambdaContext

from inarax import cold_start, logs, problems
from inarax.stores import rights_requests
from inarax.stores.base import read, transact
from inarax.stores.rights_requests import RightsRequest
from rights import moves


class Asked(TypedDict):
    """The event of a step: of which request, and perhaps which store is to be worked on, or which are to be looked at,
    and what became of each when it was last."""

    request: str
    store: NotRequired[str]
    stores: NotRequired[Sequence[str]]
    erased: NotRequired[Sequence["Outcome"]]


class Outcome(TypedDict):
    """What a step answers: an outcome by which the machine decides, and perhaps the stores to go on with."""

    outcome: str
    stores: NotRequired[Sequence[str]]


class StepFailed(Exception):
    """A step failed; the message is the type of the error, which the log tells more of."""


class Step(Protocol):
    """A Lambda handler, named after its door."""

    __name__: str

    def __call__(self, event: Asked, context: LambdaContext) -> Outcome:
        """Do the step once more, or for the first time."""


class Turn(NamedTuple):
    """One run of a step: for which request, of which store or stores, and what became of those that were erased; when;
    whether there is time left, and how to let a moment of it pass."""

    request: RightsRequest
    store: str
    stores: Sequence[str]
    erased: Mapping[str, str]
    at: datetime
    time_left: Callable[[], bool]
    pause: Callable[[], None]


type Act = Callable[[Turn], str | Outcome]

_RESERVE = 5_000
"""Milliseconds that are left for the answer."""
_MOMENT = 0.25
"""Seconds: what an index lags behind its table is mostly less."""


def step(door: str, act: Act) -> Step:
    """The Lambda handler of a step; `door` is its module's name, for logs."""

    def handle(event: Asked, context: LambdaContext) -> Outcome:
        try:
            done = act(_turn(event, context))
        except Exception as error:
            logs.failed(door, context.aws_request_id, error)
            raise StepFailed(type(error).__name__) from None
        logs.handled(door, request_id=context.aws_request_id, records=1)
        return {"outcome": done} if isinstance(done, str) else done

    handle.__name__ = door
    cold_start.ended()
    return handle


def more(turn: Turn) -> str:
    """`more`: the step is to come again, and its execution needs longer."""
    with suppress(problems.Conflict):  # another step of this execution has just said so
        transact(rights_requests.save(moves.prolonged(turn.request, turn.at)))
    return "more"


def _turn(event: Asked, context: LambdaContext) -> Turn:
    (request,) = read(rights_requests.of(event["request"]))
    if request is None:
        raise LookupError
    time_left = partial(_time_left, context)
    stores, erased = event.get("stores", ()), [each["outcome"] for each in event.get("erased", ())]
    done = dict(zip(stores, erased, strict=True)) if erased else {}
    return Turn(request, event.get("store", ""), stores, done, datetime.now(UTC), time_left, _pause)


def _pause() -> None:
    sleep(_MOMENT)


def _time_left(context: LambdaContext) -> bool:
    return context.get_remaining_time_in_millis() > _RESERVE
