"""What a placement does next: the state of an attempt in, the next question or the outcome out.

Nothing is kept between steps but the answers. The choice among equally good questions is drawn from the attempt's id
and the number of the step, so that a step can be repeated and recomputed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, NamedTuple

from adaptive.irt import Item
from adaptive.placement import Ask, Level, Placed, Rules, Stop, next_step, placed, posterior_of

type Answers = Sequence[tuple[str, bool]]
"""Item ids with whether they were answered right, in the order asked."""


class Bank(NamedTuple):
    """What a course version has for its placement: the questions, when to stop, and the levels."""

    items: Mapping[str, Item]
    rules: Rules
    levels: tuple[Level, ...]


def bank_of(outline: Mapping[str, Any], items: Mapping[str, Mapping[str, Any]]) -> Bank:
    """The bank that a published outline and its items make; items of one domain are not asked of everybody."""
    asked = {
        name: Item(name, item["skill"], item["a"], item["b"])
        for name, item in items.items()
        if "placement" in item["uses"] and item["domain"] is None
    }
    rules = Rules(max_items=outline["placement"]["max_items"], target_sd=outline["placement"]["target_sd"])
    levels = tuple(Level(level["id"], level["title"], level["from"]) for level in outline["levels"])
    return Bank(asked, rules, levels)


def step(bank: Bank, attempt_id: str, answers: Answers) -> Ask | Stop:
    """The next question of an attempt, or that it is over."""
    answered = {item for item, _ in answers}
    return next_step(
        posterior_of(_responses(bank, answers)),
        [item for name, item in bank.items.items() if name not in answered],
        Counter(bank.items[item].skill for item in answered),
        len(answers),
        Random(f"{attempt_id}#{len(answers)}"),  # noqa: S311  reproducible on purpose, and no secret
        bank.rules,
    )


def outcome(bank: Bank, answers: Answers) -> Placed:
    """Where these answers place a learner."""
    return placed(posterior_of(_responses(bank, answers)), bank.levels)


def _responses(bank: Bank, answers: Answers) -> list[tuple[Item, bool]]:
    return [(bank.items[item], correct) for item, correct in answers]
