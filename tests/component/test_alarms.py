"""Our alarms listen to what is really told: a metric of that name, under those dimensions."""

import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from datamap.template import resources

from inarax import logs
from notices import untold
from rights import due
from tests.kit.events import recorded

ALARMS = {name: each for name, each in resources("AWS::CloudWatch::Alarm").items() if each["Namespace"] == "inaraX"}


def _told(lines: str) -> Iterator[tuple[str, frozenset[tuple[str, str]]]]:
    """The metrics within log lines (CloudWatch's embedded metric format): name and dimensions."""
    for told in (json.loads(line) for line in lines.splitlines() if '"_aws"' in line):
        for directive in told["_aws"]["CloudWatchMetrics"]:
            assert directive["Namespace"] == "inaraX"
            for named in directive["Dimensions"]:
                of = frozenset((name, told[name]) for name in named)
                yield from ((metric["Name"], of) for metric in directive["Metrics"])


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> set[tuple[str, frozenset[tuple[str, str]]]]:
    """All that is told once everything went wrong, and was counted."""
    logs.failed("any.door", "a-request", ValueError())
    logs.unrecorded("any.door", "a-request", ValueError())
    untold.measure(1)
    context: Any = SimpleNamespace(aws_request_id="a-run", get_remaining_time_in_millis=lambda: 60_000)
    due.handler(recorded("rights/due"), context)
    return set(_told(capsys.readouterr().out))


@pytest.mark.parametrize("alarm", ALARMS)
def test_an_alarm_of_ours_listens_to_what_is_told(
    told: set[tuple[str, frozenset[tuple[str, str]]]], alarm: str
) -> None:
    of = frozenset((each["Name"], each["Value"]) for each in ALARMS[alarm]["Dimensions"])
    assert (ALARMS[alarm]["MetricName"], of) in told
