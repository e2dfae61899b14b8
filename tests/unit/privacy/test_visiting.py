"""Visits are counted by consent alone: whoever is signed in, whatever was chosen, whatever the browser says."""

from datetime import UTC, datetime
from itertools import product

import pytest

from inarax.access import Caller
from inarax.choices import Choice, Choices
from inarax.declared import Purpose
from inarax.stores.consents import Means
from inarax.stores.sessions import Kind
from inarax.stores.standings import Extent, Restriction, State
from privacy import visiting

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
CHOICES = {
    "nothing chosen": None,
    "allowed here": Choice(True, Means.BROWSER, 1, NOW),
    "refused here": Choice(False, Means.BROWSER, 1, NOW),
    "an account's yes": Choice(True, Means.ACCOUNT, 1, NOW),
    "an account's no": Choice(False, Means.ACCOUNT, 1, NOW),
}


def caller(*consents, state=State.ACTIVE, restriction=None):
    own = frozenset(consents)
    return Caller("ada", "session", NOW, frozenset(), None, frozenset(), own, state, restriction, Kind.WEB)


CALLERS = {
    "a stranger": None,
    "without consent": caller(),
    "with another consent": caller(Purpose.NEWS),
    "with consent": caller(Purpose.USAGE),
    "frozen": caller(Purpose.USAGE, state=State.FROZEN),
    "restricted": caller(Purpose.USAGE, restriction=Restriction(Extent.LEARNING, NOW)),
}
ALLOWED = {
    ("a stranger", "allowed here"),
    ("with consent", "nothing chosen"),
    ("with consent", "allowed here"),
    ("with consent", "an account's yes"),
    ("with consent", "an account's no"),  # given since, in another browser
}


@pytest.mark.parametrize(("who", "chosen"), list(product(CALLERS, CHOICES)))
def test_only_consent_allows(who, chosen):
    kept = Choices(visits=CHOICES[chosen])
    assert visiting.allowed(kept, CALLERS[who]) == ((who, chosen) in ALLOWED)
    assert visiting.may_count(kept, CALLERS[who], refuses_tracking=False) == ((who, chosen) in ALLOWED)


@pytest.mark.parametrize(("who", "chosen"), list(product(CALLERS, CHOICES)))
def test_global_privacy_control_refuses_whatever_was_chosen(who, chosen):
    assert not visiting.may_count(Choices(visits=CHOICES[chosen]), CALLERS[who], refuses_tracking=True)
