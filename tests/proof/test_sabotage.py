"""The verifier of the erasure is tested: every sabotage is caught, and no clean run raises an alarm."""

import pytest

from tests.component.rights.conftest import deployed, idp, machine, seal_key_id
from tests.component.rights.sabotage import caught
from tests.component.rights.scanned import scanned
from tests.kit import weather
from tests.proof.figures import SABOTAGES

__all__ = ["deployed", "idp", "machine", "seal_key_id"]


@pytest.fixture
def stage(idp, machine, seal_key_id, logged):
    return scanned(idp, machine, logged)


@pytest.mark.parametrize("sabotage", SABOTAGES, ids=str)
def test_a_sabotage_is_caught(stage, monkeypatch, figures, sabotage):
    with figures.one("sabotages", amiss="missed"):
        by = caught(stage, sabotage, monkeypatch)
        assert by
        assert sabotage.by in {None, by}


@pytest.mark.parametrize("sky", [*weather.WEATHERS] * 2)
def test_a_clean_run_raises_no_alarm(stage, figures, sky):
    with figures.one("clean_runs", amiss="false_alarms"):
        with weather.under(sky()):
            assert stage.run()
        assert stage.found() == set()
