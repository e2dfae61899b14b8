"""Every skill is explained: what it rests on, and since when."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from inarax.stores.beliefs import Belief
from personalization.explaining import PLACED, UNKNOWN, explain
from tests.kit import courses
from tests.kit.believing import believed
from tests.unit.learning.strategies import NOW
from tests.unit.personalization.strategies import situations


def because(tries=4, correct=3, later=timedelta(0), known=0.9):
    kept = believed("bits", known, tries=tries, correct=correct, at=int(NOW.timestamp()))
    (bits, *_) = explain(courses.outline(), Belief("learner", "binary", {"bits": kept}), None, NOW + later)
    return bits.because


def test_the_reason_names_the_answers():
    assert because() == "3 of your 4 answers on this skill were right."


def test_what_rests_on_the_placement_alone_says_so():
    assert because(tries=0, correct=0) == PLACED


def test_what_faded_says_what_it_was():
    assert because(later=timedelta(days=90)).endswith("It was 0.90 then, and fades while you do not practise.")


def test_what_is_not_known_is_said():
    assert [each.because for each in explain(courses.outline(), None, None, NOW)] == [UNKNOWN] * 3


def test_skills_have_their_own_titles_where_a_lesson_has_the_same_id():
    assert [each.title for each in explain(courses.outline(), None, None, NOW)] == [
        "Count with bits",
        "Read octets",
        "Apply masks",
    ]


@given(situations(), st.integers(0, 2000))
def test_every_skill_is_explained_by_a_probability_and_a_sentence(situation, days):
    told = list(explain(situation.outline, situation.belief, situation.signals, NOW + timedelta(days=days)))
    assert [each.skill for each in told] == list(situation.outline.skills)
    assert all(0 <= each.mastery <= 1 and each.because.endswith(".") for each in told)
    assert all((each.signal is None) == (each.noticed is None) for each in told)
    assert all((each.since is None) == (each.because == UNKNOWN) for each in told)
