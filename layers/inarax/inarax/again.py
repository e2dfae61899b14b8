"""Trying again what another request on the same learner's record overtook."""

from collections.abc import Callable

from inarax import problems
from inarax.problem import Problem

_ROUNDS = 5


def settled[T](act: Callable[[], T], overtaken: type[Problem] = problems.Conflict) -> T:
    """Do `act`, which reads, decides and writes, again wherever its write finds that what it read has changed.

    A request that is overtaken every time is refused with `overtaken`.
    """
    for _ in range(_ROUNDS):
        try:
            return act()
        except problems.Conflict:
            continue
    raise overtaken
