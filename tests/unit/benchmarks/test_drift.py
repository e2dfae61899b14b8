"""Twenty mutants of the drift benchmark's sample, each caught by a check; `make bench NAME=drift` tries them all."""

from collections.abc import Iterator
from random import Random

import pytest
from benchmarks.drift.__main__ import SEED, drifted, harmless
from benchmarks.drift.judging import Judge
from benchmarks.drift.mutants import Drawn, content, sample
from benchmarks.drift.operators import DRIFT, HARMLESS

ONE_OF_EACH = sample(DRIFT, len(DRIFT), SEED)
TRIED = Random(SEED).sample(ONE_OF_EACH, 20)


@pytest.fixture(scope="session")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    with Judge(tmp_path_factory.mktemp("drift") / "project") as started:
        yield started


@pytest.mark.parametrize("drawn", TRIED, ids=lambda drawn: drawn.operator)
def test_drift_is_caught(drawn: Drawn, judge: Judge) -> None:
    assert judge.verdict(drawn.mutant)["failed"], drawn.mutant.told


def test_a_harmless_change_is_let_through_and_leaves_nothing_behind(judge: Judge) -> None:
    (drawn,) = sample([operator for operator in HARMLESS if operator.__name__ == "new_attribute"], 1, SEED)
    assert harmless(judge, drawn).failed is None
    for file in (drawn.mutant.file, "docs/map.json"):
        assert (judge.copy / file).read_text() == content(file)


def test_drift_is_judged_again_after_what_is_rendered_was_rendered_anew(judge: Judge) -> None:
    (drawn,) = sample([operator for operator in DRIFT if operator.__name__ == "edit_clause"], 1, SEED)
    found = drifted(judge, drawn)
    assert found.failed
    assert found.rendered
    assert found.rendered["failed"] or found.rendered["told"]
