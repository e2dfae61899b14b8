"""Signals: struggling and advancing quickly."""

from copy import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptive.mastery import DEFAULT, Evidence, SkillBelief, mastered_probability, prior, replay, update
from adaptive.signals import Signal, SignalReading, derive, stuck_probability
from tests.kit.believing import believed
from tests.unit.adaptive.strategies import evidence

DAY = 86_400
beliefs = st.one_of(
    st.lists(evidence, max_size=14).map(lambda answers: replay(answers, prior("masks", theta=None, at=0))),
    st.integers(0, 14).flatmap(
        lambda tries: st.builds(
            believed,
            st.just("masks"),
            st.floats(0.001, 0.999),
            tries=st.just(tries),
            correct=st.integers(0, tries),
            at=st.integers(0, 400 * DAY),
        )
    ),
)
signals = st.sampled_from([None, *Signal])


def readings(answers: str, guess: float = 0.25) -> list[SignalReading]:
    """The reading after each answer, 1 for a right one and 0 for a wrong one."""
    belief, previous, found = prior("masks", theta=None, at=0), None, list[SignalReading]()
    for n, answer in enumerate(answers):
        belief = update(belief, correct=answer == "1", difficulty=0, discrimination=1, guess=guess, at=n)
        found.append(derive(belief, previous, n))
        previous = found[-1].signal
    return found


def test_wheel_spinning_is_foretold_from_the_fourth_try() -> None:
    assert [reading.signal for reading in readings("000000")] == [None] * 3 + [Signal.STRUGGLING] * 3


def test_right_answers_in_a_row_advance_quickly() -> None:
    assert readings("1111111")[-1].signal is Signal.ADVANCING
    assert readings("11")[-1].signal is None


def test_mastery_after_many_mistakes_is_not_quick() -> None:
    assert all(reading.signal is not Signal.ADVANCING for reading in readings("00011111", guess=0))


def test_a_struggling_learner_who_masters_the_skill_struggles_no_more() -> None:
    assert readings("0000111111")[-1].signal is None


@given(beliefs, signals, st.integers(0, 900 * DAY))
def test_a_mastered_skill_is_never_struggling(belief: SkillBelief, previous: Signal | None, later: int) -> None:
    reading = derive(belief, previous, belief.at + later)
    moments = (belief.at, belief.at + later)
    if max(mastered_probability(belief, moment) for moment in moments) >= DEFAULT.mastered:
        assert reading.signal is not Signal.STRUGGLING


@given(beliefs, signals, st.integers(0, 900 * DAY))
def test_time_away_alone_never_starts_a_signal(belief: SkillBelief, previous: Signal | None, later: int) -> None:
    now, then = derive(belief, previous, belief.at), derive(belief, previous, belief.at + later)
    assert then.signal in {now.signal, None}


@given(beliefs, st.integers(0, 900 * DAY))
def test_a_signal_once_raised_stands_until_the_lower_line(belief: SkillBelief, later: int) -> None:
    at = belief.at + later
    for signal in Signal:
        if derive(belief, None, at).signal is signal:
            assert derive(belief, signal, at).signal is signal


@given(beliefs, signals, st.integers(0, 900 * DAY))
def test_a_reading_repeated_without_an_answer_does_not_change(
    belief: SkillBelief, previous: Signal | None, later: int
) -> None:
    once = derive(belief, previous, belief.at + later)
    assert derive(belief, once.signal, belief.at + later) == once


@given(beliefs, signals)
def test_a_reading_states_its_probability_and_why(belief: SkillBelief, previous: Signal | None) -> None:
    reading = derive(belief, previous, belief.at)
    assert 0 <= reading.probability <= 1
    assert f"{belief.correct} of {belief.tries} answers" in reading.because


@given(beliefs)
def test_the_more_is_known_the_less_likely_is_being_stuck(belief: SkillBelief) -> None:
    weaker = replace(
        belief,
        known=tuple(known / 2 for known in belief.known),
        never=tuple(1 - (1 - never) / 2 for never in belief.never),
        ability=belief.ability - 1,
    )
    assert stuck_probability(belief) <= stuck_probability(weaker) + 1e-9


@given(beliefs)
def test_nobody_is_stuck_more_likely_than_short_of_mastery(belief: SkillBelief) -> None:
    assert stuck_probability(belief) <= 1 - mastered_probability(belief, belief.at) + 1e-5  # beliefs are rounded


def test_who_knew_the_skill_and_forgot_it_is_no_wheel_spinner_until_the_first_tries_are_over() -> None:
    right, wrong = (Evidence("masks", "i", correct, 0, 1, 0.25, 0) for correct in (True, False))
    often = replay([right] * 4, prior("masks", theta=None, at=0))
    forgotten = replay([wrong._replace(at=400 * DAY)] * 4, often)
    never = replay([wrong] * 4, prior("masks", theta=None, at=0))
    assert stuck_probability(forgotten) < 0.2
    assert stuck_probability(never) > 0.6
    assert mastered_probability(forgotten, forgotten.at) < 0.2
    later = replay([wrong._replace(at=400 * DAY)] * 3, forgotten)
    assert later.tries == DEFAULT.lines.spin_tries + 1
    assert stuck_probability(later) > 0.5


def test_signals_of_simulated_learners_seldom_flip_back_within_three_answers() -> None:
    rng, flips, total = Random(5), 0, 0
    for _ in range(300):
        belief, previous, knows, history = prior("masks", theta=None, at=0), None, False, list[Signal | None]()
        for n in range(15):
            correct = rng.random() < (0.85 if knows else 0.3)
            belief = update(belief, correct=correct, difficulty=0, discrimination=1, guess=0.2, at=n)
            previous = derive(belief, previous, n).signal
            history.append(previous)
            knows = knows or rng.random() < 0.08
        total += len(history)
        flips += sum(a != b and a in history[n + 2 : n + 5] for n, (a, b) in enumerate(pairwise(history)))
    assert flips / total < 0.03


@pytest.mark.parametrize("later", [0, 400 * DAY])
def test_advancing_ends_when_the_skill_has_faded(later: int) -> None:
    belief = replay([Evidence("masks", "i", True, 0, 1, 0.25, 0)] * 8, prior("masks", theta=None, at=0))
    reading = derive(belief, Signal.ADVANCING, later)
    standing = mastered_probability(belief, later) >= DEFAULT.lines.advancing_clear
    assert (reading.signal is Signal.ADVANCING) == standing
