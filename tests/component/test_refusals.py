"""Every operation of the document: whoever may is answered; whoever may not is refused, and nothing changes."""

import pytest

from tests.kit.contract import Operation
from tests.kit.gateway import send
from tests.kit.identity import deployed, idp
from tests.kit.ledger import seal_key_id
from tests.kit.refusals import refusals
from tests.kit.world import ALL, World, kept, world

__all__ = ["deployed", "idp", "seal_key_id", "world"]

every_operation = pytest.mark.parametrize("operation", ALL, ids=str)


@every_operation
def test_whoever_may_is_answered(world: World, operation: Operation) -> None:
    answer = send(world.request(operation, world.entitled(operation)))
    assert answer.problem is None
    assert "problem=" not in "".join(answer.headers.get("Location", []))


@every_operation
def test_whoever_may_not_is_refused_and_changes_nothing(world: World, operation: Operation) -> None:
    for refusal in refusals(operation):
        if refusal.quick:
            event = refusal.event(world, operation)
            before = kept()
            assert (refusal.name, send(event).problem) == (refusal.name, refusal.problem)
            assert kept() == before
