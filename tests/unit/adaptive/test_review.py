"""Review: one card per skill, whose next review is never by chance and can be recomputed."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptive.mastery import Evidence
from adaptive.review import DEFAULT, RETENTION, WEIGHTS, Card, replay, retrievability, reviewed
from tests.unit.adaptive.strategies import evidence

DAY = 86_400
GOLDEN = json.loads((Path(__file__).parent / "golden_review.json").read_text(encoding="utf-8"))
histories = st.lists(evidence, min_size=1, max_size=12)


def spaced(*answers: tuple[int, bool]) -> Card:
    """The card after answers on these days."""
    card = None
    for day, correct in answers:
        card = reviewed(card, correct=correct, at=day * DAY)
    assert card
    return card


def days(card: Card) -> int:
    return (card.due - card.at) // DAY


@pytest.mark.parametrize("vector", GOLDEN, ids=[vector["name"] for vector in GOLDEN])
def test_golden_vectors_are_reproduced_bit_for_bit(vector: dict[str, object]) -> None:
    answers = [Evidence("masks", "i", correct, 0, 1, 0.25, at) for at, correct in vector["answers"]]  # type: ignore[attr-defined]
    assert replay(answers) == Card(**vector["card"])  # type: ignore[arg-type]


@given(histories, st.integers(0, 12))
def test_a_card_can_be_stored_half_way_and_carried_on(answers: Sequence[Evidence], cut: int) -> None:
    card = replay(answers[:cut])
    for answer in answers[cut:]:
        stored = Card(**json.loads(json.dumps(card._asdict()))) if card else None
        card = reviewed(stored, correct=answer.correct, at=answer.at)
    assert card == replay(answers)


@given(histories)
def test_a_card_is_rounded_and_due_whole_days_after_its_last_answer(answers: Sequence[Evidence]) -> None:
    card = replay(answers)
    assert card is not None
    assert (round(card.stability, 6), round(card.difficulty, 6)) == (card.stability, card.difficulty)
    assert card.at == max(answer.at for answer in answers)
    assert days(card) >= 1
    assert (card.due - card.at) % DAY == 0
    assert 1 <= card.difficulty <= 10


@given(histories, st.integers(1, 10**6))
def test_time_never_runs_backwards_inside_a_card(answers: Sequence[Evidence], early: int) -> None:
    card = replay(answers)
    assert card is not None
    assert reviewed(card, correct=True, at=card.at - early) == reviewed(card, correct=True, at=card.at)


@given(histories, evidence)
def test_a_right_answer_never_brings_the_review_closer_than_a_wrong_one(
    answers: Sequence[Evidence], last: Evidence
) -> None:
    card = replay(answers)
    right, wrong = (reviewed(card, correct=correct, at=last.at) for correct in (True, False))
    assert right.due >= wrong.due
    assert right.difficulty <= wrong.difficulty


@given(histories, st.integers(0, 400 * DAY), st.integers(0, 400 * DAY))
def test_the_chance_to_remember_only_falls(answers: Sequence[Evidence], one: int, other: int) -> None:
    card = replay(answers)
    assert card is not None
    soon, late = sorted((card.at + one, card.at + other))
    assert 0 < retrievability(card, late) <= retrievability(card, soon) <= 1


def test_a_review_is_due_when_the_chance_to_remember_has_come_down_to_what_is_wanted() -> None:
    card = spaced((0, True), (2, True), (9, True))
    assert retrievability(card, card.due) == pytest.approx(RETENTION, abs=0.005)  # intervals are whole days
    assert retrievability(card, card.due - DAY) > RETENTION


def test_reviews_that_go_well_grow_apart_and_one_that_does_not_comes_back_soon() -> None:
    learned = [spaced((0, True)), spaced((0, True), (2, True)), spaced((0, True), (2, True), (9, True))]
    assert [days(card) for card in learned] == sorted({days(card) for card in learned})
    assert days(spaced((0, True), (2, True), (9, True), (30, False))) < days(learned[1])


def test_the_weights_are_those_that_the_scheduler_comes_with() -> None:
    assert WEIGHTS[DEFAULT] == fsrs.Scheduler().parameters


def test_nothing_is_drawn_and_no_clock_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    import fsrs.scheduler

    monkeypatch.setattr(fsrs.scheduler, "random", lambda: pytest.fail("a review is not by chance"))
    monkeypatch.setattr("time.sleep", lambda _: pytest.fail("a review does not wait"))
    card = spaced((0, True), (2, True), (9, True), (30, True))
    assert days(card) > 7  # from here on the scheduler's own fuzz would apply


def test_who_only_reads_when_a_review_is_due_does_not_load_the_scheduler() -> None:
    code = "import adaptive.review, adaptive.path, sys; print('fsrs' in sys.modules)"
    root = Path(__file__).parents[3]
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=root / "layers/adaptive", capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "False"


def test_no_answer_is_no_card() -> None:
    assert replay([]) is None
