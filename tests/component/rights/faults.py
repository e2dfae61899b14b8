"""What can go wrong at a step of the erasure, and what may happen meanwhile: a matrix of both, in every weather."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

from inarax.rights import RequestState
from tests.component.rights import meanwhile
from tests.component.rights.erasing import request
from tests.kit import weather
from tests.kit.machine import DUE, Call, Machine
from tests.kit.weather import Params, Weather
from tests.kit.world import World

_WRITES = frozenset(
    {
        "AbortMultipartUpload",
        "AdminDeleteUser",
        "AdminDisableUser",
        "BatchWriteItem",
        "CompleteMultipartUpload",
        "CreateMultipartUpload",
        "DeleteItem",
        "DeleteObjects",
        "PutItem",
        "PutObject",
        "StartExecution",
        "TransactWriteItems",
        "UpdateItem",
        "UploadPart",
    }
)
"""Operations that have an effect."""


class Broken(Exception):
    """The step is no more."""


class TimedOut(BaseException):
    """The step's time was up: nothing in it can catch that."""


def before(call: Call, turn: int) -> Any:
    """Fails before its effect, once."""
    if turn == 0:
        raise Broken
    return call()


def after(call: Call, turn: int) -> Any:
    """Fails after its effect, once."""
    answer = call()
    if turn == 0:
        raise Broken
    return answer


def twice(call: Call, _turn: int) -> Any:
    """Runs twice, each time."""
    call()
    return call()


def throttled(call: Call, turn: int) -> Any:
    """AWS turns its first call away, three times in a row."""
    if turn >= 3:
        return call()
    with weather.under(_too_fast):
        return call()


def timed_out(call: Call, turn: int) -> Any:
    """Is cut off after its first effect, once."""
    if turn > 0:
        return call()
    with weather.under(_cut_off()):
        call()
    raise TimedOut


def down(call: Call, turn: int) -> Any:
    """Fails for longer than a whole execution tries, which then fails too."""
    if turn < 8:
        raise Broken
    return call()


def _too_fast(operation: str, _params: Params, _call: weather.Call) -> Any:
    raise weather.refusal(operation, "ThrottlingException")


def _cut_off() -> Weather:
    written: list[str] = []

    def until_written(operation: str, params: Params, call: weather.Call) -> Any:
        if written:
            raise TimedOut
        if operation in _WRITES:
            written.append(operation)
        return call(params)

    return until_written


class Position(NamedTuple):
    """A step, and where the request stands when it is called; and whether it is called when stores were erased."""

    step: str
    state: RequestState
    erased: bool = False


POSITIONS = (
    Position(DUE, RequestState.COOLING_OFF),
    Position("RightsFreezing", RequestState.RUNNING),
    Position("RightsReadingBack", RequestState.RUNNING),
    Position("RightsErasing", RequestState.RUNNING),
    Position("RightsReadingBack", RequestState.RUNNING, erased=True),
    Position("RightsTelling", RequestState.RUNNING),
    Position(DUE, RequestState.MAILING),
    Position("RightsFreezing", RequestState.CLOSING),
    Position("RightsUnlinking", RequestState.CLOSING),
    Position("RightsReadingBack", RequestState.CLOSING),
    Position("RightsErasing", RequestState.CLOSING),
    Position("RightsReadingBack", RequestState.CLOSING, erased=True),
    Position("RightsCompleting", RequestState.CLOSING),
)
FAULTS = (before, after, throttled, twice, timed_out, down)


class Case(NamedTuple):
    """What goes wrong where, what happens meanwhile, and in which weather."""

    position: Position
    fault: Callable[[Call, int], Any]
    meanwhile: Callable[[World, Machine], None]
    weather: Callable[[], Weather]

    def __str__(self) -> str:
        names = (self.fault.__name__, self.meanwhile.__name__, self.weather.__name__)
        where = (self.position.step, self.position.state.value, *(["erased"] if self.position.erased else []))
        return "-".join((*where, *names))


def matrix(positions: Sequence[Position], events: Sequence[Callable[[World, Machine], None]]) -> list[Case]:
    """Every position with every fault and everything that may happen meanwhile; the weather changes from case to case.

    The number of weathers divides none of the others, so each of them meets each position, fault and happening.
    """
    every = product(positions, FAULTS, events)
    return [Case(*each, weather.WEATHERS[number % len(weather.WEATHERS)]) for number, each in enumerate(every)]


MATRIX = matrix(POSITIONS, meanwhile.EVENTS)


@dataclass
class Faulty:
    """Stands between the machine and its steps: one of them has a fault, for the first store that it is called for."""

    world: World
    machine: Machine
    case: Case
    request_id: str
    store: str | None = None
    turns: int = 0

    def __call__(self, step: str, event: Mapping[str, Any], call: Call) -> Any:
        """One call of a step."""
        if not self._is_here(step, event):
            return call()
        self.turns += 1
        if self.turns == 1:
            self.store = event.get("store")
            self.case.meanwhile(self.world, self.machine)
        return self.case.fault(call, self.turns - 1)

    def _is_here(self, step: str, event: Mapping[str, Any]) -> bool:
        if step != self.case.position.step or (self.turns and event.get("store") != self.store):
            return False
        if ("erased" in event) is not self.case.position.erased:
            return False
        return bool(self.turns) or request(self.request_id).state is self.case.position.state
