"""Knowledge tracing: one kind of learning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptive.parameters import Kind
from adaptive.response import Question
from adaptive.tracing import LEAST, MOST, chance, faded, learned, never_yet, not_in

KIND = Kind(1.0, 0.3, 0.1, 2.0, -2.0)
known = st.floats(LEAST, MOST)
questions = st.builds(Question, st.floats(-4, 4), st.floats(0.2, 3), st.floats(0, 0.5))


@given(known, questions)
def test_a_right_answer_is_likelier_the_likelier_the_skill_is_known(probability: float, question: Question) -> None:
    assert question.chance(KIND.unknown) <= chance(probability, question, KIND) <= question.chance(KIND.known)


@given(known, questions, st.booleans())
def test_an_answer_never_leads_to_certainty(probability: float, question: Question, correct: bool) -> None:
    assert LEAST <= learned(probability, correct, question, KIND) <= MOST


@given(known, questions)
def test_what_is_believed_before_an_answer_is_the_mean_of_what_is_after(probability: float, question: Question) -> None:
    right = chance(probability, question, KIND)
    after = right * learned(probability, True, question, KIND) + (1 - right) * learned(
        probability, False, question, KIND
    )
    assert after == pytest.approx(probability + (1 - probability) * KIND.learn, abs=2e-3)  # but for LEAST and MOST


def test_half_is_left_after_the_half_life() -> None:
    assert faded(0.8, 30.0, 30.0) == pytest.approx(0.4)
    assert faded(0.8, 0.0, 30.0) == 0.8


def test_who_has_not_learned_missed_the_chance_each_time() -> None:
    assert not_in(3, KIND) == pytest.approx(0.9**3)


tries = st.lists(st.tuples(questions, st.booleans(), st.floats(0, 30)), max_size=8)


@given(st.floats(0.1, 0.9), tries)
def test_without_forgetting_never_known_is_not_known(initial: float, told: list[tuple[Question, bool, float]]) -> None:
    probability, never = initial, 1 - initial
    for question, correct, _ in told:
        never, probability = (
            never_yet(never, probability, correct, question, KIND),
            learned(probability, correct, question, KIND),
        )
        if LEAST < probability < MOST:
            assert never == pytest.approx(1 - probability, rel=1e-6)
        else:
            return


@given(st.floats(0.1, 0.9), tries)
def test_never_known_is_the_weight_of_the_one_history_without_knowledge(
    initial: float, told: list[tuple[Question, bool, float]]
) -> None:
    probability, never, all_histories, the_one = initial, 1 - initial, 1.0, 1 - initial
    for question, correct, days in told:
        probability = faded(probability, days, 10.0)
        right, guessed = chance(probability, question, KIND), question.chance(KIND.unknown)
        all_histories *= right if correct else 1 - right
        the_one *= (guessed if correct else 1 - guessed) * (1 - KIND.learn)
        never = never_yet(never, probability, correct, question, KIND)
        probability = learned(probability, correct, question, KIND)
        if not LEAST < probability < MOST:
            return
        assert never == pytest.approx(the_one / all_histories, rel=1e-6)
