"""Exposures: to how many learners each item of a placement was shown, and the abilities expected of them, in shards.

Of items on trial, also how many were right, by ability: from this their parameters are estimated.

Sums since the beginning, in several items a course version, so that learners who end together do not wait for each
other. They name nobody: whose attempt was counted stands in the attempt alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from adaptive.placement.population import NOBODY, Expected
from adaptive.placement.tallying import Bin, Tally, together
from inarax import problems
from inarax.declared import Category, Purpose, Source, held_for
from inarax.stores.base import Document, Number, Read, Store, Text, Write, put, table

SHARDS = 4

type Shards = tuple[Read["Counts"], Read["Counts"], Read["Counts"], Read["Counts"]]
"""Every shard of a course version, to read in one round trip."""


@dataclass(frozen=True, slots=True)
class Counts:
    """One shard of a course version's counts; `revision` counts changes."""

    course: str
    version: str
    shard: int
    expected: Expected = NOBODY
    shown: Mapping[str, int] = field(default_factory=dict)
    trials: Mapping[str, Tally] = field(default_factory=dict)
    revision: int = 0


class Sums(NamedTuple):
    """All shards of a course version together."""

    expected: Expected
    shown: Mapping[str, int]
    trials: Mapping[str, Tally]


_N = Category.NONE


class _Exposures(Store):
    Meta = table("exposures")
    terms = held_for(Purpose.ASSESSMENT, source=Source.DERIVED)

    bank = Text(_N, hash_key=True)
    shard = Text(_N, range_key=True)
    expected = Document(_N, leaves=dict.fromkeys(("learners", "ability", "square"), _N))
    shown = Document(_N, leaves={"<item>": _N})
    trials = Document(_N, leaves={f"<item>.<bin>.{leaf}": _N for leaf in Bin._fields}, null=True)
    revision = Number(_N)


def _value(item: _Exposures) -> Counts:
    course, _, version = item.bank.partition("#")
    trials = {name: {int(n): Bin(**kept) for n, kept in bins.items()} for name, bins in (item.trials or {}).items()}
    return Counts(course, version, int(item.shard), Expected(**item.expected), item.shown, trials, int(item.revision))


def of(course: str, version: str, shard: int) -> Read[Counts]:
    """One shard; absent before anybody was counted in it."""
    return Read(_Exposures, (f"{course}#{version}", str(shard)), _value)


def every(course: str, version: str) -> Shards:
    """All shards."""
    return of(course, version, 0), of(course, version, 1), of(course, version, 2), of(course, version, 3)


def save(counts: Counts) -> Write:
    """Write the next revision of a shard that nobody changed since it was read (revision 0: that is new)."""
    seen = counts.revision
    item = _Exposures(
        f"{counts.course}#{counts.version}",
        str(counts.shard),
        expected=counts.expected._asdict(),
        shown=dict(counts.shown),
        trials={name: {str(n): kept._asdict() for n, kept in bins.items()} for name, bins in counts.trials.items()},
        revision=seen + 1,
    )
    unchanged = _Exposures.revision == seen if seen else _Exposures.revision.does_not_exist()
    return put(item, problems.Conflict(), unchanged)


def total(shards: Iterable[Counts | None]) -> Sums:
    """All shards together."""
    expected, shown, trials = NOBODY, dict[str, int](), dict[str, Tally]()
    for counts in shards:
        if counts:
            expected = expected.plus(counts.expected)
            for item, times in counts.shown.items():
                shown[item] = shown.get(item, 0) + times
            for item, tally in counts.trials.items():
                trials[item] = together(trials.get(item, {}), tally)
    return Sums(expected, shown, trials)
