"""The next step of a placement: which item to ask, or that it is over."""

from random import Random
from typing import NamedTuple

from adaptive.irt import Item
from adaptive.placement import selection
from adaptive.placement.administration import Administration, Progress
from adaptive.placement.stopping import Decision


class Ask(NamedTuple):
    """Ask this item next."""

    item: Item
    reason: str


class Stop(NamedTuple):
    """The test is over."""

    reason: str


def next_step(held: Administration, progress: Progress, rng: Random) -> Ask | Stop:
    """What to do after the answers so far. Equal administration, progress and random state give an equal step."""
    if ended := _ended(held, progress):
        return Stop(ended)
    _, mean, sd = progress.posterior
    if held.stop and (position := selection.last(held, progress, held.stop)) is not None:
        return Ask(held.bank.items[position], f"it may end the test, and others need it least (deviation {sd:.2f})")
    position = selection.most_informative(held, progress, rng)
    return Ask(
        held.bank.items[position], f"one of the most informative for its price at {mean:.2f} (deviation {sd:.2f})"
    )


def _ended(held: Administration, progress: Progress) -> str | None:
    asked, (_, mean, sd) = len(progress.asked), progress.posterior
    if sd <= held.stop:
        return f"the standard deviation {sd:.3f} is within {held.stop:.3f}"
    if isinstance(held.rules.goal, Decision) and _settled(held, asked, mean):
        return f"a further question would add less than {held.rules.goal.worth} to the certainty of the level"
    if asked >= held.rules.max_items:
        return f"{asked} questions were asked, the most this test asks"
    if asked >= len(held.bank.items):
        return "no questions are left"
    return None


def _settled(held: Administration, asked: int, mean: float) -> bool:
    calm = held.snapshot.calm
    return asked < len(calm) and any(low <= mean <= high for low, high in calm[asked])
