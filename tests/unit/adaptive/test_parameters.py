"""Parameters that contradict themselves are refused."""

from copy import replace
from typing import Any

import pytest

from adaptive.mastery import DEFAULT, VERSIONS
from adaptive.parameters import Growth, Kind, Lines, Parameters, Pull

NAN = float("nan")
KIND, GROWTH = DEFAULT.kinds[0], DEFAULT.growth


@pytest.mark.parametrize("numbers", [{"share": 0.0}, {"initial": 1.0}, {"learn": NAN}, {"known": -3.0}])
def test_of_a_kind_of_learning(numbers: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"outside|must help"):
        replace(KIND, **numbers)


@pytest.mark.parametrize("numbers", [{"share": -0.1}, {"deviation": 0.0}, {"wander": NAN}, {"lately_days": 0.0}])
def test_of_growth(numbers: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="growth has"):
        replace(GROWTH, **numbers)


@pytest.mark.parametrize("numbers", [{"struggling_clear": 0.9}, {"advancing_clear": 0.95}])
def test_of_the_lines_of_signals(numbers: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="lowered under"):
        Lines(**numbers)  # type: ignore[arg-type]


@pytest.mark.parametrize("numbers", [{"advanced": -0.1}, {"required": NAN}, {"enough": 0}, {"most": -1.0}])
def test_of_the_pull_of_neighbours(numbers: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="neighbouring skills pull"):
        Pull(**numbers)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changed",
    [
        {"kinds": DEFAULT.kinds[:1]},
        {"half_life_days": 0.0},
        {"half_life_days": NAN},
        {"trust": 1.1},
        {"luck": -0.1},
        {"placement": NAN},
        {"mastered": 0.4},
        {"mastered": 0.99},
    ],
)
def test_of_a_version(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="parameters '2026-12-default'"):
        replace(DEFAULT, **changed)


def test_of_one_skill_both_versions_say_the_same() -> None:
    """Where there is no graph the figures of the benchmarks hold for both."""
    before = VERSIONS["2026-11-default"]
    assert before.pull == Pull()
    assert replace(DEFAULT, version=before.version, pull=before.pull) == before


def test_versions_are_found_by_their_names() -> None:
    assert all(version == each.version for version, each in VERSIONS.items())
    assert VERSIONS[DEFAULT.version] is DEFAULT
    assert set(VERSIONS) == {"2026-11-default", "2026-12-default"}
    assert isinstance(DEFAULT, Parameters)
    assert isinstance(DEFAULT.kinds[0], Kind)
    assert isinstance(DEFAULT.growth, Growth)
