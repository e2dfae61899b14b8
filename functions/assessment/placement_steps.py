"""What a placement does next: the state of an attempt in, the next question or the outcome out.

Nothing is kept between steps but the answers. The choice among equally good questions is drawn from the attempt's id
and the number of answers that count, so that a step can be repeated and recomputed, and questions on trial, which are
put in between, change no other.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from adaptive.irt import Item
from adaptive.placement.administration import Administration, Rules
from adaptive.placement.bank import Bank
from adaptive.placement.levels import Level, Placed, placed
from adaptive.placement.posterior import Posterior
from adaptive.placement.snapshot import Snapshot
from adaptive.placement.steps import Ask, Stop, next_step
from adaptive.placement.stopping import Decision, Precision
from assessment.counting import guess, on_trial
from assessment.piloting import ON_TRIAL, Answers, drawn, due

_KEPT = 8
"""Banks kept per environment: the tables of one of 300 items are about 2 MB."""


class Placement(NamedTuple):
    """What a course version has for its placement: the questions under its rules, the levels, and those on trial."""

    held: Administration
    levels: tuple[Level, ...]
    pilots: tuple[Item, ...] = ()

    def counting(self, answers: Answers) -> Answers:
        """The answers that count: those to questions that are not on trial."""
        tried = {item.id for item in self.pilots}
        return [answer for answer in answers if answer[0] not in tried]


def placement_of(
    outline: Mapping[str, Any], items: Mapping[str, Mapping[str, Any]], snapshot: Snapshot
) -> Placement | None:
    """The placement that a published outline and its items make; items of one domain are not asked of everybody."""
    asked = tuple(_item(item) for item in items.values() if "placement" in item["uses"] and item["domain"] is None)
    if not asked:
        return None
    tried = tuple(_item(item) for item in items.values() if on_trial(item))
    levels = tuple(Level(level["id"], level["title"], level["from"]) for level in outline["levels"])
    return Placement(Administration(_bank(asked), _rules(outline["placement"], levels), snapshot), levels, tried)


def _item(published: Mapping[str, Any]) -> Item:
    return Item(published["id"], published["skill"], published["a"], published["b"], guess(published))


@lru_cache(_KEPT)
def _bank(items: tuple[Item, ...]) -> Bank:
    return Bank(items)


def _rules(stated: Mapping[str, Any], levels: tuple[Level, ...]) -> Rules:
    """A target for the deviation is full mode; what a question must add to the certainty of the level is level mode."""
    target, worth = stated["target_sd"], stated["worth"]
    return Rules(
        Decision(levels, worth) if target is None else Precision(target), stated["max_items"], stated["exposure"]
    )


def step(placement: Placement, attempt_id: str, answers: Answers, avoided: Sequence[str] = ()) -> Ask | Stop:
    """The next question of an attempt, or that it is over.

    An `avoided` item is asked only when no other is left, and one on trial never.
    """
    counting = placement.counting(answers)
    held = placement.held
    following = next_step(held, held.replayed(counting, avoided), drawn(attempt_id, len(counting)))
    if isinstance(following, Ask) and (pilot := due(placement.pilots, held.snapshot, attempt_id, answers, avoided)):
        return Ask(pilot, ON_TRIAL)
    return following


def outcome(placement: Placement, answers: Answers) -> Placed:
    """Where these answers place a learner."""
    return placed(ability(placement, answers), placement.levels)


def ability(placement: Placement, answers: Answers) -> Posterior:
    """What these answers say of a learner's ability."""
    return placement.held.replayed(placement.counting(answers)).posterior
