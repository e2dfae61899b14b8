"""Evidence: what each counted answer says about a skill. Beliefs are recomputed from it, in the order counted.

The range key `moment` is `<course>#<skill>#<number>#<attempt>#<item>`: the number counts the answers on that skill,
so that a skill's evidence is one Query, in order, even where two answers have the same time.
"""

from typing import NamedTuple

from adaptive.mastery import Evidence
from inarax import problems
from inarax.declared import Category, Purpose, Source, held_for
from inarax.stores.base import Flag, Number, Store, Text, Write, put, table


class Recorded(NamedTuple):
    """One piece of evidence with where it comes from; `number` is 1 for the first answer on the skill."""

    learner_id: str
    course: str
    number: int
    attempt_id: str
    evidence: Evidence


_L = Category.LEARNING


class _Evidence(Store):
    Meta = table("evidence")
    terms = held_for(Purpose.ASSESSMENT, Purpose.PERSONALIZATION, source=Source.DERIVED)

    learner_id = Text(Category.KEY, hash_key=True)
    moment = Text(_L, range_key=True)
    skill = Text(_L)
    item = Text(_L)
    correct = Flag(_L)
    difficulty = Number(_L)
    discrimination = Number(_L)
    guess = Number(_L)
    at = Number(_L)


def _value(item: _Evidence) -> Recorded:
    course, _, number, attempt_id, _ = item.moment.split("#")
    evidence = Evidence(
        skill=item.skill,
        item=item.item,
        correct=item.correct,
        difficulty=float(item.difficulty),
        discrimination=float(item.discrimination),
        guess=float(item.guess),
        at=int(item.at),
    )
    return Recorded(item.learner_id, course, int(number), attempt_id, evidence)


def _item(recorded: Recorded) -> _Evidence:
    evidence = recorded.evidence
    return _Evidence(
        recorded.learner_id,
        f"{recorded.course}#{evidence.skill}#{recorded.number:06}#{recorded.attempt_id}#{evidence.item}",
        skill=evidence.skill,
        item=evidence.item,
        correct=evidence.correct,
        difficulty=evidence.difficulty,
        discrimination=evidence.discrimination,
        guess=evidence.guess,
        at=evidence.at,
    )


def of(learner_id: str, course: str, skill: str | None = None) -> list[Recorded]:
    """The evidence on one skill, or on every skill of a course, each skill's in the order counted."""
    prefix = f"{course}#{skill}#" if skill else f"{course}#"
    found = _Evidence.query(learner_id, _Evidence.moment.startswith(prefix), consistent_read=True)
    return [_value(item) for item in found]


def record(recorded: Recorded) -> Write:
    """Add a piece of evidence."""
    return put(_item(recorded), problems.Conflict(), _Evidence.moment.does_not_exist())


def correct(recorded: Recorded) -> Write:
    """Replace a piece of evidence whose grade was reviewed."""
    return put(_item(recorded), problems.Conflict(), _Evidence.moment.exists())
