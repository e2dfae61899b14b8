"""Going on with a placement, or taking one again: not at once, and not with the same questions while there are others.

A question on trial is never asked twice of anybody: what is remembered of it would be taken for ability.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from inarax.stores.attempts import Attempt
from inarax.stores.beliefs import Placement

PAUSE = timedelta(days=7)
"""Between the end of a placement and the next: sooner, the answers would tell what is remembered of the questions."""


def possible_from(placement: Placement | None, at: datetime) -> datetime | None:
    """When the next placement may begin; None: at once."""
    return placement.at + PAUSE if placement and at < placement.at + PAUSE else None


def of_use(unfinished: Iterable[Attempt], placement: Placement | None) -> list[Attempt]:
    """The placements to go on with, the furthest on first, of those alike the latest.

    One that began before the last one ended is none: its end would replace a level that is not to be replaced so soon.
    """
    open_still = [attempt for attempt in unfinished if placement is None or attempt.started_at > placement.at]
    return sorted(open_still, key=lambda attempt: (len(attempt.answers), attempt.started_at), reverse=True)


def avoided(seen: Mapping[str, int], bank: Collection[str], at_most: int) -> tuple[str, ...]:
    """The items of the bank that the learner has answered, in a quiz or a placement, the latest first.

    `seen` maps items to when they were last answered (epoch seconds). As many are left out as a placement of `at_most`
    questions needs beside those never answered: the ones answered longest ago.
    """
    answered = sorted((item for item in bank if item in seen), key=lambda item: (-seen[item], item))
    return tuple(answered[: max(0, len(bank) - at_most)])


def tried(seen: Mapping[str, int], pilots: Collection[str]) -> tuple[str, ...]:
    """The items on trial that the learner was asked, in whichever placement."""
    return tuple(sorted(item for item in pilots if item in seen))
