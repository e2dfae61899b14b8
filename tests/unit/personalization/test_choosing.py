"""The next lesson: one that can be opened, from what is stored, and from nothing of it for who gets the plain order."""

from copy import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptive.review import reviewed
from inarax.stores.beliefs import Belief, QuizOutcome
from inarax.stores.enrollments import Enrollment
from inarax.stores.preferences import Choice
from learning.unlocking import LessonState, states
from personalization.choosing import Situation, choose
from tests.kit import courses
from tests.kit.believing import believed
from tests.unit.learning.strategies import NOW
from tests.unit.personalization.strategies import rethought, situations

FRESH = Enrollment("learner", courses.BINARY, NOW)
AGO = timedelta(minutes=10)


@given(situations())
@pytest.mark.parametrize("plain", [True, False])
def test_every_lesson_proposed_is_open(plain, situation):
    chosen = choose(situation, NOW, plain=plain)
    if chosen.lesson is not None:
        found = states(situation.outline, situation.enrollment, situation.belief, NOW)
        assert found[chosen.lesson.id] is not LessonState.LOCKED


@given(rethought())
def test_in_the_plain_order_beliefs_signals_and_goal_change_nothing(pair):
    one, other = pair
    assert choose(one, NOW, plain=True) == choose(other, NOW, plain=True)


@given(situations())
@pytest.mark.parametrize("plain", [True, False])
def test_the_same_situation_gives_the_same_lesson_for_the_same_reason(plain, situation):
    assert choose(situation, NOW, plain=plain) == choose(replace(situation), NOW, plain=plain)


@given(situations())
@pytest.mark.parametrize("plain", [True, False])
def test_no_lesson_of_another_domain_is_proposed(plain, situation):
    chosen = choose(situation, NOW, plain=plain)
    if chosen.lesson is not None and situation.choice.domain in situation.outline.domains:
        assert chosen.lesson.domain in {None, situation.choice.domain}


def test_the_note_is_not_among_what_is_chosen_from():
    assert set(Choice._fields) == {"domain", "goal", "deadline", "extra_time"}


@given(situations(), st.integers(1, 60))
@pytest.mark.parametrize("plain", [True, False])
def test_what_is_proposed_for_little_time_fits_or_is_the_shortest_and_says_so(plain, situation, minutes):
    chosen = choose(situation, NOW, plain=plain, minutes=minutes)
    if chosen.lesson is not None:
        assert (chosen.lesson.minutes <= minutes) is (chosen.reason.code != "nothing-fits")
        found = states(situation.outline, situation.enrollment, situation.belief, NOW)
        assert found[chosen.lesson.id] is not LessonState.LOCKED


@given(situations())
@pytest.mark.parametrize("plain", [True, False])
def test_extra_time_makes_every_lesson_longer_and_chooses_no_other(plain, situation):
    usual, chosen = (
        choose(replace(situation, choice=replace(situation.choice, extra_time=percent)), NOW, plain=plain)
        for percent in (0, 50)
    )
    assert (chosen.lesson and chosen.lesson.id, chosen.kind) == (usual.lesson and usual.lesson.id, usual.kind)
    if chosen.lesson is not None:
        assert usual.lesson.minutes * 1.5 <= chosen.lesson.minutes < usual.lesson.minutes * 1.5 + 1


def situation(completed=(), opened=(), mastery=None, **quizzes):
    at = int(NOW.timestamp())
    skills = {skill: believed(skill, known, tries=3, correct=1, at=at) for skill, known in (mastery or {}).items()}
    begun = dict.fromkeys(quizzes, NOW - 2 * AGO) | dict(opened)
    enrollment = replace(FRESH, opened=begun, completed=dict.fromkeys(completed, NOW - 2 * AGO))
    belief = Belief("learner", courses.BINARY, skills, quizzes=quizzes, revision=1)
    return Situation(courses.outline(), enrollment, belief, Choice(), None)


FAILED = QuizOutcome(False, 1, 3, NOW - AGO)


def test_a_quiz_failed_a_moment_ago_leads_to_help():
    chosen = choose(situation(["bits"], mastery={"bits": 0.9, "octets": 0.2}, octets=FAILED), NOW, plain=False)
    assert (chosen.lesson.id, chosen.reason.facts["right"], chosen.reason.facts["asked"]) == ("octets-again", 1, 3)


def test_a_quiz_failed_before_its_lesson_was_opened_is_no_failure():
    known = situation(["bits"], mastery={"bits": 0.9, "octets": 0.2}, octets=FAILED)
    tested = replace(known, enrollment=replace(known.enrollment, opened={}))
    chosen = choose(tested, NOW, plain=False)
    assert (chosen.lesson.id, chosen.reason.code) == ("octets", "next")


@pytest.mark.parametrize(("begun", "following"), [("opened", "octets"), ("completed", "masks")])
def test_a_quiz_failed_before_its_lesson_was_begun_is_no_failure_once_it_is(begun, following):
    known = situation(["bits"], mastery={"bits": 0.9, "octets": 0.2}, octets=FAILED)
    since = {"opened": {}} | {begun: {**(known.enrollment.completed if begun == "completed" else {}), "octets": NOW}}
    later = replace(known, enrollment=replace(known.enrollment, **since))
    assert choose(later, NOW, plain=False).lesson.id == following
    at_once = {name: {**moments, "octets": FAILED.at} for name, moments in since.items()}
    failed = replace(known, enrollment=replace(known.enrollment, **at_once))
    assert choose(failed, NOW, plain=False).lesson.id == "octets-again"


def test_after_the_help_the_failed_lesson_is_tried_again():
    done = situation(["bits", "octets-again"], mastery={"bits": 0.9, "octets": 0.4}, octets=FAILED)
    completed = {**done.enrollment.completed, "octets-again": NOW}
    helped = replace(done, enrollment=replace(done.enrollment, completed=completed))
    assert choose(helped, NOW, plain=False).reason.code == "retry"


def test_completing_a_lesson_in_the_second_of_its_quiz_makes_it_the_last_one_worked_on():
    passed = QuizOutcome(True, 3, 3, NOW)
    done = situation([], opened={"bits": NOW}, bits=passed, octets=replace(FAILED, at=NOW))
    completed = replace(done, enrollment=replace(done.enrollment, completed={"bits": NOW}))
    assert choose(completed, NOW, plain=False).lesson.id != "bits"


def test_a_skill_is_offered_again_from_the_moment_its_review_is_due():
    skills = ("bits", "octets", "masks")
    known = situation([*skills, "masks-cloud"], mastery=dict.fromkeys(skills, 0.9))
    card = reviewed(None, correct=True, at=int(NOW.timestamp()))
    kept = replace(known, belief=replace(known.belief, cards={"octets": card}))
    due = datetime.fromtimestamp(card.due, UTC)
    assert choose(kept, due - timedelta(seconds=1), plain=False).kind == "finished"
    chosen = choose(kept, due, plain=False)
    assert (chosen.kind, chosen.lesson.id) == ("review", "octets")


@pytest.mark.parametrize(("unasked", "kind"), [(("octets",), "finished"), ((), "review")])
def test_a_lesson_without_a_quiz_is_not_offered_for_review_which_it_could_never_end(unasked, kind):
    skills = ("bits", "octets", "masks")
    known = situation([*skills, "masks-cloud"], mastery=dict.fromkeys(skills, 0.9))
    card = reviewed(None, correct=True, at=int(NOW.timestamp()))
    raw = known.outline.raw
    lessons = [each | {"quiz": None} if each["id"] in unasked else each for each in raw["lessons"]]
    kept = replace(
        known,
        outline=replace(known.outline, raw={**raw, "lessons": lessons}),
        belief=replace(known.belief, cards={"octets": card}),
    )
    assert choose(kept, datetime.fromtimestamp(card.due, UTC), plain=False).kind == kind
