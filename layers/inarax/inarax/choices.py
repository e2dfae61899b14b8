"""Choices that a browser carries in its preferences cookie, for people with an account and without.

The cookie reads `<scheme>`, or `<scheme>.<granted|refused>.<account|browser>.<version>.<seconds>` once somebody chose
whether visits may be counted: who chose, by which version of the wording, and when. A choice that only mirrors an
account is not the choice of who uses the browser next: it is never merged, and never allows what is asked of strangers.
"""

import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from inarax import consent, wordings
from inarax.consent import History
from inarax.declared import Purpose
from inarax.stores.consents import Act, Event, Means


class Scheme(StrEnum):
    """Which colours the pages have; `system` leaves it to the browser."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Choice(NamedTuple):
    """Whether visits may be counted, as somebody chose."""

    allowed: bool
    means: Means
    version: int
    at: datetime


class Choices(NamedTuple):
    """What the cookie remembers; without it, these defaults."""

    scheme: Scheme = Scheme.SYSTEM
    visits: Choice | None = None


_SPELLING = re.compile(
    r"(system|light|dark)(?:\.(granted|refused)\.(account|browser)\.([1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,9}))?"
)


def parse(text: str | None, at: datetime) -> Choices | None:
    """What a cookie says at the time of the request, or None if it is not one we wrote: anybody can send anything."""
    if text is None:
        return Choices()
    found = _SPELLING.fullmatch(text)
    if found is None:
        return None
    scheme, act, means, version, seconds = found.groups()
    if act is None:
        return Choices(Scheme(scheme))
    choice = Choice(act == "granted", Means(means), int(version), datetime.fromtimestamp(int(seconds), UTC))
    if choice.at > at or wordings.shown(Purpose.USAGE, choice.version) is None:
        return None
    return Choices(Scheme(scheme), choice)


def spelled(choices: Choices) -> str:
    """The cookie's value."""
    if choices.visits is None:
        return choices.scheme.value
    allowed, means, version, at = choices.visits
    return f"{choices.scheme}.{'granted' if allowed else 'refused'}.{means}.{version}.{int(at.timestamp())}"


def merging(learner_id: str, choices: Choices, history: History, *, open_to_grants: bool) -> Event | None:
    """The entry that a choice made before signing in adds to the account, unless something was done there since.

    `open_to_grants` is false for a frozen account and where the browser refuses tracking; refusals always count.
    """
    choice, last = choices.visits, consent.latest(history, Purpose.USAGE)
    if choice is None or choice.means is Means.ACCOUNT or (last and last.at >= choice.at):
        return None
    if not choice.allowed:
        return consent.withdrawing(history, Purpose.USAGE, Means.BROWSER, choice.at)
    wording = wordings.shown(Purpose.USAGE, choice.version)
    if wording is None or not open_to_grants:
        return None
    return consent.granting(learner_id, history, wording, Means.BROWSER, choice.at)


def mirrored(choices: Choices, history: History) -> Choices:
    """What the cookie is to remember of somebody who is signed in: what the account says, or else their refusal."""
    last = consent.latest(history, Purpose.USAGE)
    if last is not None:
        return choices._replace(visits=Choice(last.act is Act.GRANTED, Means.ACCOUNT, last.version, last.at))
    own = choices.visits
    return choices if own and own.means is Means.BROWSER and not own.allowed else choices._replace(visits=None)
