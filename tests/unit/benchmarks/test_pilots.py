"""The pilots benchmark: everybody is compared with themselves, and estimates are judged against the truth."""

import pytest
from benchmarks import trying
from benchmarks.pilots import Judged, figures


def test_everybody_takes_the_same_test_with_and_without_questions_on_trial() -> None:
    run = trying.tried(3, (60, 80), 4)
    assert (run.attempts, run.changed) == (80, 0)
    assert run.estimates.keys() == {60, 80}
    for estimates in run.estimates.values():
        assert [true.id for true, *_ in estimates] == ["new0", "new1", "new2", "new3"]
        assert all(true.b != guess.b != found.b for true, guess, found in estimates)
    assert sum(found.shown for *_, found in run.estimates[80]) > 80


def test_a_test_that_trials_would_change_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    take = trying._Held.take

    def changing(held: trying._Held, attempt: str, right: dict[str, bool]) -> list[tuple[str, bool]]:
        otherwise = {item: not each for item, each in right.items()} if held.placement.pilots else right
        return take(held, attempt, otherwise)

    monkeypatch.setattr(trying._Held, "take", changing)
    assert trying.tried(3, (40,), 4).changed == 40


def test_bias_error_and_coverage_are_of_what_estimates_are_off_by() -> None:
    judged = [Judged(0.3, 0.2, 0.1, 0.2, 1.0, 90), Judged(-0.4, 0.1, 0.1, 0.3, -1.0, 110)]
    found = dict(figures(judged))
    assert found["shown"] == 100
    assert (found["a_bias"], found["b_bias"]) == (pytest.approx(-0.05), pytest.approx(0.1))
    assert found["a_rmse"] == pytest.approx(0.125**0.5)
    assert (found["a_covered"], found["b_covered"]) == (0.5, 1.0)
    assert (found["b_guess_rmse"], found["ready_share"]) == (1.0, 0.5)
