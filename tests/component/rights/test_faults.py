"""Whatever goes wrong at whichever step, the erasure comes to its end by itself, with one closing entry.

A part of the matrix; `make proof` plays all of it (tests/proof/test_erasure.py).
"""

import pytest

from inarax.stores import audit
from rights import receipting
from tests.component.rights.erasing import KEPT, deliver, is_complete, of
from tests.component.rights.faults import MATRIX, Faulty, after, down


@pytest.mark.parametrize(("step", "fault"), [each for each in MATRIX if each[1] in (after, down)])
def test_whatever_fails_the_erasure_ends_complete_and_once(world, machine, step, fault):
    eves = of(world.eve)
    machine.fault = faulty = Faulty(world, step, fault)
    machine.run(lambda: is_complete(world.known["erasure"]), deliver)
    assert faulty.turns > 1
    assert faulty.refused
    assert set(of(world.ada)) <= KEPT
    assert of(world.eve) == eves
    assert len(list(audit.entries(receipting.nobody(world.ada.learner_id)))) == 1
    assert world.ada.learner_id not in machine.told()
