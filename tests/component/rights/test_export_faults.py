"""Whatever goes wrong at whichever step, the export comes to its end by itself, and nothing of it is left.

A part of the matrix; `make proof` plays all of it (tests/proof/test_export.py).
"""

import pytest

from tests.component.rights import erasing
from tests.component.rights.erasing import request
from tests.component.rights.export_faults import MATRIX, POSITIONS, ends_by_itself
from tests.component.rights.exporting import ask, asked_nothing, is_complete
from tests.component.rights.faults import DUE, Position


@pytest.fixture
def world(idp, machine, seal_key_id):
    """A world in which nobody has asked for anything by right."""
    return asked_nothing(erasing.asked(idp))


@pytest.mark.parametrize("case", MATRIX[::17], ids=str)
def test_whatever_fails_the_export_ends_and_nothing_of_it_is_left(world, machine, case):
    ends_by_itself(world, machine, case)


def test_the_matrix_has_every_step_that_an_export_takes(world, machine):
    export, taken = ask(world.ada).json["id"], []

    def noted(step, _event, call):
        taken.append(Position(step, request(export).state))
        return call()

    machine.fault = noted
    machine.run(lambda: is_complete(export))
    assert set(taken) == set(POSITIONS)
    assert taken[0].step == DUE
