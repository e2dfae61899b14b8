"""What a placement does next: the state of an attempt in, the next question or the outcome out.

Nothing is kept between steps but the answers. The choice among equally good questions is drawn from the attempt's id
and the number of the step, so that a step can be repeated and recomputed.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple

from adaptive.irt import Item
from adaptive.placement.administration import Administration, Rules
from adaptive.placement.bank import Bank
from adaptive.placement.levels import Level, Placed, placed
from adaptive.placement.snapshot import Snapshot
from adaptive.placement.steps import Ask, Stop, next_step
from adaptive.placement.stopping import Decision, Precision
from assessment.counting import guess

type Answers = Sequence[tuple[str, bool]]
"""Item ids with whether they were answered right, in the order asked."""


_KEPT = 8
"""Banks kept per environment: the tables of one of 300 items are about 2 MB."""


class Placement(NamedTuple):
    """What a course version has for its placement: the questions under its rules, and the levels."""

    held: Administration
    levels: tuple[Level, ...]


def placement_of(
    outline: Mapping[str, Any], items: Mapping[str, Mapping[str, Any]], snapshot: Snapshot
) -> Placement | None:
    """The placement that a published outline and its items make; items of one domain are not asked of everybody."""
    asked = tuple(
        Item(name, item["skill"], item["a"], item["b"], guess(item))
        for name, item in items.items()
        if "placement" in item["uses"] and item["domain"] is None
    )
    if not asked:
        return None
    levels = tuple(Level(level["id"], level["title"], level["from"]) for level in outline["levels"])
    return Placement(Administration(_bank(asked), _rules(outline["placement"], levels), snapshot), levels)


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
    """The next question of an attempt, or that it is over; an `avoided` item is asked only when no other is left."""
    rng = Random(f"{attempt_id}#{len(answers)}")  # noqa: S311  reproducible on purpose, and no secret
    return next_step(placement.held, placement.held.replayed(answers, avoided), rng)


def outcome(placement: Placement, answers: Answers) -> Placed:
    """Where these answers place a learner."""
    return placed(placement.held.replayed(answers).posterior, placement.levels)
