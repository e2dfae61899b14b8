"""Every fault at every step of the erasure: it ends complete by itself, once, and nothing is left or lost."""

import pytest

from inarax.stores import audit
from rights import receipting
from tests.component.rights.conftest import deployed, idp, machine, seal_key_id, world
from tests.component.rights.erasing import KEPT, deliver, is_complete, of
from tests.component.rights.faults import MATRIX, Faulty

__all__ = ["deployed", "idp", "machine", "seal_key_id", "world"]


@pytest.mark.parametrize(("step", "fault"), MATRIX)
def test_whatever_goes_wrong_the_erasure_ends_complete_and_once(world, machine, step, fault):
    eves = of(world.eve)
    machine.fault = faulty = Faulty(world, step, fault)
    machine.run(lambda: is_complete(world.known["erasure"]), deliver)
    assert faulty.turns
    assert faulty.refused
    assert set(of(world.ada)) <= KEPT
    assert of(world.eve) == eves
    assert len(list(audit.entries(receipting.nobody(world.ada.learner_id)))) == 1
    assert world.ada.learner_id not in machine.told()
