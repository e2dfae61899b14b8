"""Signals are raised and lowered with the engine's hysteresis, and only where they may be derived."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptive.signals import Signal
from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores.beliefs import Belief
from inarax.stores.signals import Signals
from inarax.stores.standings import Extent, Restriction, Standing, State
from personalization.deriving import derive, holding, permitted, withdrawing
from tests.kit.believing import believed
from tests.unit.learning.strategies import NOW

NONE = Signals("learner", "c")
AT = int(NOW.timestamp())

tries = st.integers(1, 12)
skill_beliefs = tries.flatmap(
    lambda n: st.builds(
        believed,
        st.just("s"),
        st.floats(0.001, 0.999),
        tries=st.just(n),
        correct=st.integers(0, n),
        at=st.just(AT),
    )
)
beliefs = st.dictionaries(st.sampled_from(["a", "b", "c"]), skill_beliefs).map(
    lambda skills: Belief("learner", "c", skills)
)


def believing(known, tries=6, correct=1):
    return Belief("learner", "c", {"s": believed("s", known, tries=tries, correct=correct, at=AT)})


@pytest.mark.parametrize(
    ("state", "objects", "allowed"),
    [
        (State.ACTIVE, set(), True),
        (State.ACTIVE, {Purpose.SECURITY}, True),
        (State.ACTIVE, {Purpose.SIGNALS}, False),
        (State.FROZEN, set(), False),
        (State.FROZEN, {Purpose.SIGNALS}, False),
    ],
)
def test_signals_need_an_active_account_and_no_objection(state, objects, allowed):
    standing = Standing("learner", state, frozenset({Role.LEARNER}), None, frozenset(objects))
    assert permitted(standing) is allowed


@pytest.mark.parametrize("extent", Extent)
def test_of_a_restricted_record_no_signal_is_derived(extent):
    standing = Standing("learner", State.ACTIVE, frozenset({Role.LEARNER}), None)
    assert not permitted(standing._replace(restriction=Restriction(extent, NOW)))


def test_without_a_standing_there_is_nobody_to_watch():
    assert not permitted(None)


@given(beliefs)
def test_deriving_again_changes_nothing(belief):
    once = derive(belief, NONE, NOW)
    assert derive(belief, once, NOW) is once


@given(beliefs, beliefs)
def test_only_the_signals_change(first, then):
    before = derive(first, NONE, NOW)
    after = derive(then, before, NOW)
    assert after.raised.keys() <= then.skills.keys()
    assert (after.learner_id, after.course, after.revision) == (before.learner_id, before.course, before.revision)


def test_a_signal_that_stands_keeps_the_reason_for_which_it_was_raised():
    raised = derive(believing(0.05), NONE, NOW)
    assert raised.raised["s"].because.startswith("1 of 6")
    assert derive(believing(0.2, tries=8, correct=3), raised, NOW) is raised


def test_a_struggle_that_ends_in_mastery_is_lowered():
    raised = derive(believing(0.05), NONE, NOW)
    assert derive(believing(0.9, tries=14, correct=9), raised, NOW).raised == {}


def test_one_signal_may_follow_another():
    struggling = derive(believing(0.05, tries=4), NONE, NOW)
    advancing = derive(believing(0.95, tries=3, correct=3), struggling, NOW)
    assert [each.raised["s"].signal for each in (struggling, advancing)] == [Signal.STRUGGLING, Signal.ADVANCING]


def withdrawn(known=0.05):
    """Signals of which the one that this belief raises was withdrawn, and the belief."""
    belief = believing(known)
    raised = derive(belief, NONE, NOW)
    return belief, withdrawing(raised, "s", NOW)


def test_a_signal_that_a_person_withdrew_is_not_raised_again_by_the_same_answers():
    belief, signals = withdrawn()
    assert (signals.raised, signals.withdrawn) == ({}, {"s": Signal.STRUGGLING})
    assert derive(belief, signals, NOW) is signals


def test_it_is_forgotten_once_the_answers_say_otherwise_and_may_be_raised_then():
    belief, signals = withdrawn()
    better = derive(believing(0.97, tries=12, correct=6), signals, NOW)
    assert (better.raised, better.withdrawn) == ({}, {})
    assert derive(belief, better, NOW).raised["s"].signal is Signal.STRUGGLING


def test_another_signal_of_the_same_skill_is_raised_in_spite_of_it():
    _, signals = withdrawn()
    after = derive(believing(0.97, tries=3, correct=3), signals, NOW)
    assert (after.raised["s"].signal, after.withdrawn) == (Signal.ADVANCING, {})


def test_only_the_very_signal_that_was_reviewed_is_withdrawn():
    raised = derive(believing(0.05), NONE, NOW)
    assert withdrawing(raised, "t", NOW) is raised
    assert withdrawing(raised, "s", NOW + timedelta(days=1)) is raised


def test_a_skill_that_the_course_no_longer_has_is_forgotten():
    signals = Signals("learner", "c", {}, {"gone": Signal.STRUGGLING})
    assert derive(Belief("learner", "c"), signals, NOW).withdrawn == {}


@given(beliefs, beliefs)
def test_what_is_withdrawn_is_never_raised_at_the_same_time(first, second):
    signals = derive(first, NONE, NOW)
    for skill, each in signals.raised.items():
        signals = withdrawing(signals, skill, each.at)
    after = derive(second, signals, NOW)
    assert not set(after.raised) & set(after.withdrawn)
    assert set(after.withdrawn) <= set(signals.withdrawn)


@given(beliefs, beliefs)
def test_what_was_just_derived_holds_and_past_a_belief_that_changed_only_what_it_still_gives(belief, changed):
    derived = derive(belief, NONE, NOW)
    assert holding(derived, belief, NOW) == derived.raised
    held = holding(derived, changed, NOW)
    rederived = derive(changed, derived, NOW).raised
    assert held == {skill: each for skill, each in rederived.items() if each == derived.raised.get(skill)}


def test_nothing_holds_where_nothing_is_believed():
    raised = derive(believing(0.01), NONE, NOW)
    assert raised.raised
    assert holding(raised, None, NOW) == holding(None, believing(0.01), NOW) == {}
