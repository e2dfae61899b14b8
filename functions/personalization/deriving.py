"""Which signals stand after new answers, and whether they may be derived at all."""

from datetime import datetime

from adaptive import signals as engine
from adaptive.mastery import VERSIONS
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

    One that stands keeps the reason for which it was raised; hysteresis is the engine's, from the one before.
    """
    raised = {skill: each for skill in belief.skills if (each := _reading(belief, before, skill, at))}
    if raised == before.raised:
        return before
    return Signals(before.learner_id, before.course, raised, before.revision)


def _reading(belief: Belief, before: Signals, skill: str, at: datetime) -> Raised | None:
    kept, standing = belief.skills[skill], before.raised.get(skill)
    previous = standing.signal if standing else None
    reading = engine.derive(kept, previous, int(at.timestamp()), VERSIONS[kept.parameters])
    if reading.signal is None or reading.signal is previous:
        return standing if reading.signal else None
    return Raised(reading.signal, round(reading.probability, 6), reading.because, at)
