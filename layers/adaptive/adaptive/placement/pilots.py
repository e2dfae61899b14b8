"""Items on trial: when one is asked among those that count, and which.

An answer to one moves nothing: neither ability nor which items that count are asked, or when the test stops. They come
late enough to be told from no other, never last, and of eight questions in a row at most one is on trial.
"""

from collections.abc import Collection, Mapping, Sequence
from random import Random

from adaptive.irt import Item

MOST = 2
"""Items on trial in one attempt."""
FIRST = 5
"""Answers that count before the first one."""
# It comes after up to two answers more, so that nobody knows the place.
_LATER = 3
# With the one on trial these make eight.
_BETWEEN = 7
EARLIEST = tuple(FIRST + _BETWEEN * n for n in range(MOST))
"""After how many answers that count each item on trial is asked at the earliest."""


def turns(rng: Random) -> tuple[int, ...]:
    """After how many answers that count each item on trial is asked, if the test goes on so long."""
    later = rng.randrange(_LATER)
    return tuple(turn + later for turn in EARLIEST)


def chosen(pilots: Sequence[Item], tried: Collection[str], shown: Mapping[str, int], rng: Random) -> Item | None:
    """One that is not `tried` yet, if any; with twice the chance of one that was `shown` twice as often.

    All who begin under one snapshot see the same counts, so the one shown least cannot be everybody's.
    """
    left = [item for item in pilots if item.id not in tried]
    return rng.choices(left, [1.0 / (1.0 + shown.get(item.id, 0)) for item in left])[0] if left else None
