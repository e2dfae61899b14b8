"""Every refusal that every operation must know, each in a world of its own."""

import pytest

from tests.kit.contract import Operation
from tests.kit.gateway import send
from tests.kit.refusals import Refusal, refusals
from tests.kit.world import ALL, World, kept

_MATRIX = [
    pytest.param(operation, refusal, id=f"{operation}: {refusal}")
    for operation in ALL
    for refusal in refusals(operation)
]


@pytest.mark.parametrize(("operation", "refusal"), _MATRIX)
def test_whoever_may_not_is_refused_and_changes_nothing(world: World, operation: Operation, refusal: Refusal) -> None:
    event = refusal.event(world, operation)
    before = kept()
    assert send(event).problem == refusal.problem
    assert kept() == before
