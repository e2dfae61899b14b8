"""What a privacy admin decides on: as they saw it."""

from datetime import datetime
from typing import NamedTuple, Protocol

from inarax import http, problems
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


CHANGES = http.may(problems.NotFound, problems.NotHere, problems.VersionMissing, problems.Outdated, problems.Conflict)
"""What refuses a decision, whatever it is on."""


def seen[Name](app: http.Api, name: Name) -> Seen[Name]:
    """As the caller saw it, by its If-Match."""
    return Seen(name, http.expected_version(app), app.caller.learner_id, app.at)


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
