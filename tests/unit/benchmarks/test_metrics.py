"""Figures of foresight and stopping, on cases worked out by hand."""

import numpy as np
import pytest
from benchmarks import metrics
from benchmarks.worlds.answers import TRIES, Answers, Items


def flags(*rows):
    return np.array([[answer == "1" for answer in row] for row in rows])


def answers(began, ended):
    none = np.zeros(began.shape, np.int64)
    return Answers(Items(np.ones(1), np.zeros(1), np.zeros(1), 0.0), none, none, began, began, ended)


def test_auc_is_the_share_of_pairs_in_order_and_equal_ones_count_half():
    assert metrics.auc(np.array([True, False, True]), np.array([0.9, 0.5, 0.5])) == 0.75
    with pytest.raises(ValueError, match="all went alike"):
        metrics.auc(np.array([True, True]), np.array([0.1, 0.2]))


def test_chances_that_come_true_have_no_calibration_error_and_others_their_distance():
    happened = np.tile(np.array([True, False]), 50)
    assert metrics.calibration_error(happened, np.full(100, 0.5)) == pytest.approx(0.0)
    assert metrics.calibration_error(happened, np.full(100, 0.7)) == pytest.approx(0.2)


def test_a_learner_stops_when_first_sure_and_tries_begun_in_mastery_until_then_are_waste():
    sure = np.zeros((2, TRIES), bool)
    sure[0, 4:] = True
    stop = metrics.stops(sure)
    assert stop.tolist() == [4, TRIES]
    began = np.zeros((2, TRIES), bool)
    began[:, 2:] = True
    assert metrics.waste(answers(began, began), stop) == 3 + TRIES - 2
    assert metrics.falsely(answers(began, ~began), stop) == (1, 1)


def test_precision_is_taken_where_the_recall_is_first_reached():
    happened, chance = np.array([True, False, True, False, True, True]), np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.1])
    assert metrics.precision_at(0.75, happened, chance) == pytest.approx(3 / 5)


@pytest.mark.parametrize(
    ("stands", "found"),
    [("000111111", (1, 0)), ("000110000", (1, 1)), ("000111110", (1, 0)), ("011001100", (2, 3))],
)
def test_a_signal_flaps_when_a_change_is_undone_within_three_answers(stands, found):
    assert metrics.flapping(flags(stands)) == found


def test_behind_is_told_by_a_paired_test():
    ours = [0.80, 0.81, 0.79, 0.82]
    assert metrics.behind([each - 0.01 - n / 1000 for n, each in enumerate(ours)], ours)
    assert not metrics.behind([each + (-1) ** n / 100 for n, each in enumerate(ours)], ours)
