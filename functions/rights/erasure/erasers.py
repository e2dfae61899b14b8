"""How each means of the plan erases a learner's part of a store, and whether it still finds anything there afterwards.

Every eraser may be run again, and from any point: it looks at what is there.
"""

from collections.abc import Callable, Sequence
from itertools import batched
from typing import Protocol

from inarax.stores import audit, consents
from inarax.stores.base import transact
from rights.erasure import indexes
from rights.erasure.plan import Store
from rights.steps import Turn
from rights.storage.objects import Objects
from rights.storage.tables import BATCH, Key, Part

_TRANSACTION = 100
"""Parts of one transaction, at the most."""

type Found = Callable[[int], None]
"""Is told, before anything is deleted, how much there is."""


class Eraser(Protocol):
    """One learner's part of one store."""

    def erase(self, found: Found, turn: Turn) -> bool:
        """Erase until it is done (True) or the time is up; at least something is done each time."""

    def is_empty(self) -> bool:
        """Whether nothing of the learner's is there, read strongly."""


class Items:
    """Every item under the learner's id."""

    def __init__(self, store: Store, learner_id: str) -> None:
        self.store = store
        self.part = Part(store.name, (*store.keys, *indexes.names(store)), learner_id)

    def erase(self, found: Found, turn: Turn) -> bool:
        """Page by page, batch by batch; where there are indexes, each batch until it is gone from them, too."""
        indexes.clear(turn, self.store)
        for number, (items, after) in enumerate(self.part.pages()):
            if number == 0:
                found(len(items) + (self.part.count(after) if after else 0))
            for some in batched(items, BATCH, strict=False):
                self._delete(some, turn)
                if not turn.time_left():
                    return False
        return True

    def _delete(self, items: Sequence[Key], turn: Turn) -> None:
        indexes.note(turn, self.store, items)
        self.part.delete([{name: item[name] for name in self.store.keys} for item in items])
        indexes.clear(turn, self.store)

    def is_empty(self) -> bool:
        """Seen in the table itself."""
        return self.part.is_empty()


class Prefixed:
    """Every object under the learner's prefix."""

    def __init__(self, store: Store, learner_id: str) -> None:
        self.objects = Objects(store.bucket, f"{learner_id}/")

    def erase(self, found: Found, turn: Turn) -> bool:
        """Listing by listing."""
        found(self.objects.count())
        return self.objects.delete(turn.time_left)

    def is_empty(self) -> bool:
        """A bucket that keeps old versions, or uploads that never ended, would not be empty."""
        return self.objects.is_empty()


class Forget:
    """Body and salt of every audit entry; the leaf stays, and says nothing of anybody."""

    def __init__(self, _store: Store, learner_id: str) -> None:
        self.learner_id = learner_id

    def erase(self, found: Found, turn: Turn) -> bool:
        """Batch by batch, each one transaction."""
        found(sum(not entry.forgotten for entry in audit.entries(self.learner_id)))
        return all(turn.time_left() for _ in audit.forget(self.learner_id))

    def is_empty(self) -> bool:
        """No entry says anything any more."""
        return all(entry.forgotten for entry in audit.entries(self.learner_id))


class Lapse:
    """Consents have ended with the account: from now on they are kept for a time only."""

    def __init__(self, _store: Store, learner_id: str) -> None:
        self.learner_id = learner_id

    def erase(self, found: Found, turn: Turn) -> bool:
        """Batch by batch, each one transaction."""
        lasting = self._lasting()
        found(len(lasting))
        for some in batched(lasting, _TRANSACTION, strict=False):
            transact(*(consents.end(event, turn.at) for event in some))
            if not turn.time_left():
                return False
        return True

    def is_empty(self) -> bool:
        """No entry would be kept without an end."""
        return not self._lasting()

    def _lasting(self) -> list[consents.Event]:
        return [event for event in consents.of(self.learner_id) if event.expires_at is None]


_MEANS: dict[str, Callable[[Store, str], Eraser]] = {
    "items": Items,
    "objects": Prefixed,
    "forget": Forget,
    "lapse": Lapse,
}


def eraser(store: Store, learner_id: str) -> Eraser:
    """What erases a learner's part of a store of the plan."""
    return _MEANS[store.means](store, learner_id)
