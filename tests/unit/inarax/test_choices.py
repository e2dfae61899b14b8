"""The preferences cookie: read only as we wrote it, merged without overriding what came later."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax import consent, wordings
from inarax.choices import Choice, Choices, Scheme, merging, mirrored, parse, spelled
from inarax.cookies import PREFERENCES
from inarax.declared import Purpose
from inarax.stores.consents import Act, Means

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
WORDING = wordings.current(Purpose.USAGE)
LEARNER = "6f1c2a4e-0000-4000-8000-000000000001"
moments = st.integers(0, int(NOW.timestamp())).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
means = st.sampled_from((Means.ACCOUNT, Means.BROWSER))
made = st.builds(Choice, st.booleans(), means, st.just(WORDING.version), moments)
choices = st.builds(Choices, st.sampled_from(Scheme), st.none() | made)


def chosen(allowed, means=Means.BROWSER, at=NOW):
    return Choices(visits=Choice(allowed, means, WORDING.version, at))


def granted(at, before=()):
    return [*before, consent.granting(LEARNER, before, WORDING, Means.ACCOUNT, at)]


def withdrawn(at, before):
    return [*before, consent.withdrawing(before, Purpose.USAGE, Means.ACCOUNT, at)]


@given(choices)
def test_what_is_written_is_read_as_it_was(kept):
    assert parse(spelled(kept), NOW) == kept


@given(choices)
def test_it_needs_no_quoting_in_a_cookie(kept):
    assert PREFERENCES.set(spelled(kept)).startswith(f"__Host-preferences={spelled(kept)}; ")
    assert set(spelled(kept)) <= set("abcdefghijklmnopqrstuvwxyz0123456789.")


def test_without_a_cookie_the_defaults_hold():
    assert parse(None, NOW) == Choices()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "pink",
        "dark.",
        "dark\n",
        "dark.granted",
        "dark.granted.browser.1",
        "dark.granted.browser.1.",
        "dark.granted.browser.0.1",
        "dark.granted.browser.1.-1",
        "dark.granted.browser.1.01",
        "dark.granted.browser.9999.1",
        "dark.granted.browser.1.9999999999",
        f"dark.granted.browser.1.{int(NOW.timestamp()) + 1}",
        "dark.granted.browser.1.99999999999999999999",
        "dark.granted.browser.\u0661.1",
        "dark.granted.mobile.1.1",
        "dark.maybe.browser.1.1",
        "DARK.granted.browser.1.1",
        "dark.granted.browser.1.1.",
        '{"scheme": "dark"}',
    ],
)
def test_what_we_did_not_write_is_not_read(text):
    assert parse(text, NOW) is None


@given(st.text() | st.from_regex(r"(system|dark)\.granted\.browser\.[0-9]+\.[0-9]+"))
def test_whatever_is_sent_is_read_only_if_we_would_spell_it_so(text):
    found = parse(text, NOW)
    assert found is None or spelled(found) == text


def test_a_choice_made_before_signing_in_is_recorded_with_its_wording_and_its_time():
    event = merging(LEARNER, chosen(True), [], open_to_grants=True)
    assert (event.act, event.version, event.text, event.means, event.at) == (
        Act.GRANTED,
        WORDING.version,
        WORDING.text,
        Means.BROWSER,
        NOW,
    )


@pytest.mark.parametrize("allowed", [True, False])
@pytest.mark.parametrize("since", [timedelta(0), timedelta(days=1)])
def test_what_was_done_in_the_account_since_is_not_overridden(allowed, since):
    for history in (granted(NOW + since), withdrawn(NOW + since, granted(NOW - timedelta(days=2)))):
        assert merging(LEARNER, chosen(allowed), history, open_to_grants=True) is None


def test_a_later_refusal_withdraws_even_where_nothing_may_be_granted():
    event = merging(LEARNER, chosen(False), granted(NOW - timedelta(days=1)), open_to_grants=False)
    assert (event.act, event.at) == (Act.WITHDRAWN, NOW)


@given(choices, st.booleans(), st.booleans())
def test_nothing_is_granted_where_it_may_not_be_nor_for_another_persons_account(kept, held, may):
    history = granted(NOW - timedelta(days=1)) if held else []
    event = merging(LEARNER, kept, history, open_to_grants=may)
    if event and event.act is Act.GRANTED:
        assert may
        assert kept.visits.allowed
        assert kept.visits.means is Means.BROWSER


@given(choices)
def test_the_cookie_of_an_account_that_said_nothing_keeps_a_refusal_only(kept):
    after = mirrored(kept, [])
    assert after.scheme is kept.scheme
    assert after.visits is None or (after.visits == kept.visits and not after.visits.allowed)


@given(choices)
def test_the_cookie_mirrors_what_the_account_says(kept):
    for history, allowed in ((granted(NOW), True), (withdrawn(NOW, granted(NOW - timedelta(days=1))), False)):
        assert mirrored(kept, history) == Choices(kept.scheme, Choice(allowed, Means.ACCOUNT, WORDING.version, NOW))
