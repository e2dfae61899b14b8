"""The history of a consent: every change is added once, and ends what it ends."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from inarax import consent, wordings
from inarax.declared import Purpose
from inarax.stores.consents import KEPT, Act, Means
from inarax.wordings import CONSENTED

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LEARNER = "6f1c2a4e-0000-4000-8000-000000000001"
steps = st.lists(st.tuples(st.sampled_from(CONSENTED), st.booleans()), max_size=12)


def run(steps):
    """The history that these grants (true) and withdrawals make, an hour apart, as the stores would keep it."""
    history = []
    for hour, (purpose, grant) in enumerate(steps):
        at = NOW + timedelta(hours=hour)
        if grant:
            event = consent.granting(LEARNER, history, wordings.current(purpose), Means.ACCOUNT, at)
        else:
            event = consent.withdrawing(history, purpose, Means.ACCOUNT, at)
        if event:
            ended = consent.ended(history, event)
            history = [each._replace(expires_at=at + KEPT.time) if each in ended else each for each in history]
            history.append(event)
    return history


@given(steps)
def test_the_last_thing_done_holds_for_each_purpose_alone(steps):
    history = run(steps)
    for purpose in CONSENTED:
        last = [grant for each, grant in steps if each is purpose][-1:]
        assert (consent.in_force(history, purpose) is not None) == (last == [True])


@given(steps)
def test_grants_and_withdrawals_take_turns_and_are_counted_without_a_gap(steps):
    history = run(steps)
    assert [event.number for event in history] == list(range(1, len(history) + 1))
    for purpose in CONSENTED:
        acts = [event.act for event in history if event.purpose is purpose]
        assert acts == [Act.WITHDRAWN if place % 2 else Act.GRANTED for place in range(len(acts))]


@given(steps)
def test_only_what_is_in_force_has_no_end(steps):
    history = run(steps)
    open_ended = [event for event in history if event.expires_at is None]
    assert open_ended == [held for held in history if held == consent.in_force(history, held.purpose)]


@given(steps)
def test_repeating_the_last_step_changes_nothing(steps):
    assert run([*steps, *steps[-1:]]) == run(steps)


def test_a_newer_wording_is_consented_to_anew_and_ends_with_the_older():
    first = consent.granting(LEARNER, [], wordings.current(Purpose.NEWS), Means.ACCOUNT, NOW)
    newer = wordings.current(Purpose.NEWS)._replace(version=2, text="newer")
    second = consent.granting(LEARNER, [first], newer, Means.ACCOUNT, NOW)
    assert (second.number, second.version, second.text) == (2, 2, "newer")
    end = consent.withdrawing([first, second], Purpose.NEWS, Means.ACCOUNT, NOW)
    assert (end.version, end.text) == (2, "newer")
    assert consent.ended([first, second], end) == [first, second]
