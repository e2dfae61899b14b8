"""Questions on trial in an attempt: which is asked now, drawn from what the attempt pins, and how many it may ask."""

from collections.abc import Collection, Sequence
from random import Random

from adaptive.irt import Item
from adaptive.placement.pilots import EARLIEST, chosen, turns
from adaptive.placement.snapshot import Snapshot

type Answers = Sequence[tuple[str, bool]]
"""Item ids with whether they were answered right, in the order asked."""

ON_TRIAL = "it is on trial itself, and the answer to it does not count"
"""Why such a question is asked."""


def due(
    pilots: Sequence[Item], snapshot: Snapshot, attempt_id: str, answers: Answers, avoided: Collection[str]
) -> Item | None:
    """The question on trial that comes after these answers, if it is time for one that is not `avoided`."""
    on_trial = {item.id for item in pilots}
    answered = {item for item, _ in answers}
    number, places = len(answered & on_trial), turns(drawn(attempt_id, "trial"))
    if number == len(places) or len(answered - on_trial) < places[number]:
        return None
    shown = {item: estimate.shown for item, estimate in snapshot.tried.items()}
    return chosen(pilots, answered.union(avoided), shown, drawn(attempt_id, f"trial {number}"))


def at_most(pilots: Sequence[Item], attempt_id: str | None, avoided: Collection[str], counting: int) -> int:
    """How many questions on trial an attempt asks at most, beside so many that count; None is one yet to begin."""
    places = turns(drawn(attempt_id, "trial")) if attempt_id else EARLIEST
    possible = sum(place < counting for place in places)
    return min(possible, sum(item.id not in avoided for item in pilots))


def drawn(attempt_id: str, what: object) -> Random:
    """Chance for one purpose in an attempt, the same whenever it is recomputed."""
    return Random(f"{attempt_id}#{what}")  # noqa: S311  reproducible on purpose, and no secret
