"""Snapshots: what a course version's placement learned from those who took it, one immutable item a revision.

An attempt pins the revision it began under, so that it can be recomputed. Prices, counts, the mean and spread of
ability and estimates of items on trial are of everybody together; nothing here is of a person.
"""

from typing import Any, NamedTuple

from adaptive.placement.calibrating import Estimate
from adaptive.placement.population import Expected, Population
from adaptive.placement.snapshot import Snapshot
from inarax import problems
from inarax.declared import Category, Purpose, Source, held_for
from inarax.stores.base import Document, Number, Read, Store, Text, Write, put, table

_CURRENT = "current"
"""A copy of the newest revision, so that it is one read away."""


class Published(NamedTuple):
    """A revision (from 1) for one course version; `folded` is what its population was learned from, in all."""

    course: str
    version: str
    revision: int
    snapshot: Snapshot
    folded: Expected


_N = Category.NONE


class _Snapshots(Store):
    Meta = table("snapshots")
    terms = held_for(Purpose.ASSESSMENT, source=Source.DERIVED)

    bank = Text(_N, hash_key=True)
    name = Text(_N, range_key=True)
    revision = Number(_N)
    prices = Document(_N, leaves={"<item>": _N})
    shown = Document(_N, leaves={"<item>": _N})
    tried = Document(_N, leaves={f"<item>.{leaf}": _N for leaf in Estimate._fields}, null=True)
    calm = Document(_N, leaves={"<low>": _N, "<high>": _N})
    learners = Number(_N)
    exposure = Number(_N)
    population = Document(_N, leaves=dict.fromkeys(("learners", "ability", "square"), _N))
    folded = Document(_N, leaves=dict.fromkeys(("learners", "ability", "square"), _N))


def _value(item: _Snapshots) -> Published:
    course, _, version = item.bank.partition("#")
    snapshot = Snapshot(
        prices=item.prices,
        learners=int(item.learners),
        shown=item.shown,
        exposure=float(item.exposure),
        population=Population(**item.population),
        tried={name: Estimate(**kept) for name, kept in (item.tried or {}).items()},
        calm=tuple(tuple((low, high) for low, high in ranges) for ranges in item.calm),
    )
    return Published(course, version, int(item.revision), snapshot, Expected(**item.folded))


def current(course: str, version: str) -> Read[Published]:
    """The newest revision for a course version; absent before anybody began its placement."""
    return Read(_Snapshots, (f"{course}#{version}", _CURRENT), _value)


def of(course: str, version: str, revision: int) -> Read[Published]:
    """One revision."""
    return Read(_Snapshots, (f"{course}#{version}", _name(revision)), _value)


def publish(published: Published) -> tuple[Write, Write]:
    """Publish the next revision; Conflict if somebody else has published one since the last was read."""
    last = published.revision - 1
    follows = _Snapshots.revision == last if last else _Snapshots.revision.does_not_exist()
    kept = put(_item(published, _name(published.revision)), problems.Conflict(), _Snapshots.revision.does_not_exist())
    return kept, put(_item(published, _CURRENT), problems.Conflict(), follows)


def _name(revision: int) -> str:
    return f"{revision:08d}"


def _item(published: Published, name: str) -> _Snapshots:
    snapshot = published.snapshot
    return _Snapshots(
        f"{published.course}#{published.version}",
        name,
        revision=published.revision,
        prices=dict(snapshot.prices),
        shown=dict(snapshot.shown),
        tried={name: kept._asdict() for name, kept in snapshot.tried.items()},
        calm=_lists(snapshot.calm),
        learners=snapshot.learners,
        exposure=snapshot.exposure,
        population=snapshot.population._asdict(),
        folded=published.folded._asdict(),
    )


def _lists(calm: Any) -> list[list[list[float]]]:
    return [[list(each) for each in ranges] for ranges in calm]
