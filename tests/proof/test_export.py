"""Every fault at every step of the export: it ends by itself, whatever happens meanwhile, and nothing of it is left."""

import pytest

from tests.component.rights import erasing
from tests.component.rights.conftest import deployed, idp, machine, seal_key_id
from tests.component.rights.export_faults import MATRIX, ends_by_itself
from tests.component.rights.exporting import asked_nothing

__all__ = ["deployed", "idp", "machine", "seal_key_id"]


@pytest.fixture
def world(idp, machine, seal_key_id):
    """A world in which nobody has asked for anything by right."""
    return asked_nothing(erasing.asked(idp))


@pytest.mark.parametrize("case", MATRIX, ids=str)
def test_whatever_goes_wrong_the_export_ends_and_nothing_of_it_is_left(world, machine, figures, case):
    with figures.one("faults", amiss="stuck"):
        ends_by_itself(world, machine, case)
