"""Every fault at every step of the erasure: it ends complete by itself, once, and nothing is left or lost."""

import pytest

from tests.component.rights.conftest import deployed, idp, machine, seal_key_id, world
from tests.component.rights.faults import MATRIX
from tests.component.rights.playing import ends_by_itself

__all__ = ["deployed", "idp", "machine", "seal_key_id", "world"]


@pytest.mark.parametrize("case", MATRIX, ids=str)
def test_whatever_goes_wrong_the_erasure_ends_complete_and_once(world, machine, figures, case):
    with figures.one("faults", amiss="stuck"):
        ends_by_itself(world, machine, case)
