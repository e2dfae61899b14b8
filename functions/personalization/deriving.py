"""Which signals stand after new answers, and whether they may be derived at all."""

from collections.abc import Mapping
from copy import replace
from datetime import datetime

from adaptive import signals as engine
from adaptive.mastery import VERSIONS
from adaptive.signals import Signal
from inarax.declared import Purpose
from inarax.stores.beliefs import Belief
from inarax.stores.signals import Raised, Signals
from inarax.stores.standings import Standing, State, refused


def permitted(standing: Standing | None) -> bool:
    """Signals rest on legitimate interests: not against an objection or a restriction (art. 21 and 18 GDPR)."""
    if standing is None:
        return False
    return standing.state is State.ACTIVE and not refused(standing, Purpose.SIGNALS)


def derive(belief: Belief, before: Signals, at: datetime) -> Signals:
    """The signals that stand at `at`: `before` itself where none was raised or lowered.

    One that stands keeps the reason for which it was raised; hysteresis is the engine's, from the one before. One that
    a person withdrew is as if it stood, and is not raised until another reading came between.
    """
    readings = {skill: _reading(belief, before, skill, at) for skill in belief.skills}
    withdrawn = {
        skill: each for skill, each in before.withdrawn.items() if skill in readings and readings[skill].signal is each
    }
    raised = {
        skill: _raised(reading.signal, reading, before.raised.get(skill), at)
        for skill, reading in readings.items()
        if reading.signal and skill not in withdrawn
    }
    if (raised, withdrawn) == (before.raised, before.withdrawn):
        return before
    return replace(before, raised=raised, withdrawn=withdrawn)


def holding(signals: Signals | None, belief: Belief | None, at: datetime) -> Mapping[str, Raised]:
    """Those that stand and that what is believed at `at` still gives: a belief may have changed without an answer."""
    if signals is None or belief is None:
        return {}
    return {
        skill: each
        for skill, each in signals.raised.items()
        if skill in belief.skills and _reading(belief, signals, skill, at).signal is each.signal
    }


def withdrawing(before: Signals, skill: str, raised_at: datetime) -> Signals:
    """The signals without one that a person found wrong; `before` itself where it does not stand any more."""
    standing = before.raised.get(skill)
    if standing is None or standing.at != raised_at:
        return before
    raised = {name: each for name, each in before.raised.items() if name != skill}
    return replace(before, raised=raised, withdrawn={**before.withdrawn, skill: standing.signal})


def _reading(belief: Belief, before: Signals, skill: str, at: datetime) -> engine.SignalReading:
    kept, standing = belief.skills[skill], before.raised.get(skill)
    previous = standing.signal if standing else before.withdrawn.get(skill)
    return engine.derive(kept, previous, int(at.timestamp()), VERSIONS[kept.parameters])


def _raised(signal: Signal, reading: engine.SignalReading, standing: Raised | None, at: datetime) -> Raised:
    if standing and standing.signal is signal:
        return standing
    return Raised(signal, round(reading.probability, 6), reading.because, at)
