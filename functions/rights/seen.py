"""What a privacy admin decides on: as they saw it."""

from datetime import datetime
from typing import NamedTuple, Protocol

from inarax import problems
from inarax.stores.base import Read, read


class Kept(Protocol):
    """What is kept in revisions."""

    @property
    def revision(self) -> int:
        """How often it was written."""


class Seen[Name](NamedTuple):
    """What an admin decides on, by its name, and the version they saw of it."""

    name: Name
    version: int | None
    by: str
    at: datetime


def found[T](kept: Read[T]) -> T:
    """What is kept; NotFound if nothing is."""
    (one,) = read(kept)
    if one is None:
        raise problems.NotFound
    return one


def unchanged[Name, T: Kept](seen: Seen[Name], kept: Read[T]) -> T:
    """What is kept, as it was seen; NotFound if nothing is, Outdated if somebody changed it since."""
    one = found(kept)
    if one.revision != seen.version:
        raise problems.Outdated
    return one
