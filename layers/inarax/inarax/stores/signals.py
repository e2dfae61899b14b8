"""Signals: the skills of a course that a learner struggles with or advances quickly in. One item, raised signals only.

Derived from `beliefs` by the stream of `evidence`, and only while the learner does not object.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import batched
from typing import NamedTuple

from adaptive.signals import Signal
from inarax import problems
from inarax.declared import Category, Purpose, Source, held_for
from inarax.stores.base import Document, Number, Read, Store, Text, Write, delete, put, table, transact


class Raised(NamedTuple):
    """A signal that stands: its probability and the reason when it was raised, and when that was."""

    signal: Signal
    probability: float
    because: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Signals:
    """What stands of one learner in one course, by skill; `revision` counts changes.

    `withdrawn` are signals that a person found wrong: one stays so for as long as the evidence would raise it again.
    """

    learner_id: str
    course: str
    raised: Mapping[str, Raised] = field(default_factory=dict)
    withdrawn: Mapping[str, Signal] = field(default_factory=dict)
    revision: int = 0


_L = Category.LEARNING


class _Signals(Store):
    Meta = table("signals")
    terms = held_for(Purpose.SIGNALS, source=Source.DERIVED)

    learner_id = Text(Category.KEY, hash_key=True)
    course = Text(_L, range_key=True)
    raised = Document(_L, leaves={f"<skill>.{leaf}": _L for leaf in ("signal", "probability", "because", "at")})
    withdrawn = Document(_L, leaves={"<skill>": _L}, null=True)
    revision = Number(Category.NONE)


def _value(item: _Signals) -> Signals:
    raised = {
        skill: Raised(
            Signal(kept["signal"]), kept["probability"], kept["because"], datetime.fromtimestamp(kept["at"], UTC)
        )
        for skill, kept in item.raised.items()
    }
    withdrawn = {skill: Signal(signal) for skill, signal in (item.withdrawn or {}).items()}
    return Signals(item.learner_id, item.course, raised, withdrawn, int(item.revision))


def of(learner_id: str, course: str) -> Read[Signals]:
    """The signals of a learner in a course; none yet where there is no item."""
    return Read(_Signals, (learner_id, course), _value)


def save(signals: Signals) -> Write:
    """Write the next revision of signals that nobody changed since they were read (revision 0: that is new)."""
    seen = signals.revision
    item = _Signals(
        signals.learner_id,
        signals.course,
        raised={
            skill: {
                "signal": kept.signal.value,
                "probability": kept.probability,
                "because": kept.because,
                "at": int(kept.at.timestamp()),
            }
            for skill, kept in signals.raised.items()
        },
        withdrawn={skill: signal.value for skill, signal in signals.withdrawn.items()} or None,
        revision=seen + 1,
    )
    unchanged = _Signals.revision == seen if seen else _Signals.revision.does_not_exist()
    return put(item, problems.Conflict(), unchanged)


def erase(learner_id: str) -> None:
    """Delete what was derived of a learner, in every course; doing it again deletes what is left."""
    for some in batched(_Signals.query(learner_id, consistent_read=True), _AT_ONCE, strict=False):
        transact(*(delete(item, problems.Conflict()) for item in some))


_AT_ONCE = 100  # parts that a transaction may have
