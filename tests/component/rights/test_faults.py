"""Whatever goes wrong at whichever step, the erasure comes to its end by itself, with one closing entry.

A part of the matrix; `make proof` plays all of it (tests/proof/test_erasure.py).
"""

import pytest

from tests.component.rights.erasing import deliver, is_complete, request
from tests.component.rights.faults import DUE, MATRIX, POSITIONS, Position
from tests.component.rights.playing import ends_by_itself


@pytest.mark.parametrize("case", MATRIX[::23], ids=str)
def test_whatever_fails_the_erasure_ends_complete_and_once(world, machine, case):
    ends_by_itself(world, machine, case)


def test_the_matrix_has_every_step_that_an_erasure_takes(world, machine):
    taken = []

    def noted(step, event, call):
        if event.get("request", world.known["erasure"]) == world.known["erasure"]:  # an export may end meanwhile
            taken.append(Position(step, request(world.known["erasure"]).state, "erased" in event))
        return call()

    machine.fault = noted
    machine.run(lambda: is_complete(world.known["erasure"]), deliver)
    assert set(taken) == set(POSITIONS)
    assert taken[0].step == DUE


def test_every_weather_meets_every_step_fault_and_happening():
    for part in ("position", "fault", "meanwhile"):
        met = {(getattr(case, part), case.weather) for case in MATRIX}
        assert len(met) == len({one for one, _ in met}) * len({other for _, other in met})
