"""The verifier is tested: what goes wrong in an erasure is caught, and where nothing does nothing is reported.

A part of the sabotages; `make proof` commits all of them (tests/proof/test_erasure.py).
"""

import pytest

from tests.component.rights.sabotage import caught, every
from tests.component.rights.scanned import scanned

SABOTAGES = [*every()]


@pytest.fixture
def stage(idp, machine, seal_key_id, logged):
    return scanned(idp, machine, logged)


def test_there_are_enough_kinds_over_enough_stores():
    assert len(SABOTAGES) >= 60
    assert len({str(each) for each in SABOTAGES}) == len(SABOTAGES)


@pytest.mark.parametrize("sabotage", SABOTAGES[::23], ids=str)
def test_a_sabotage_is_caught(stage, monkeypatch, sabotage):
    by = caught(stage, sabotage, monkeypatch)
    assert by
    assert sabotage.by in {None, by}
