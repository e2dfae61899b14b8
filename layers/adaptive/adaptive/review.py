"""Review: when a skill is worth another look, before it is forgotten, by FSRS-6 (Ye, Su & Cao 2022, "A stochastic
shortest path algorithm for optimizing spaced repetition scheduling", KDD; py-fsrs).

One card per skill, though each review asks another question on it. Every answer is a review, rated by what is known:

    wrong -> Again;  right -> Good

Hard and Easy are never given. They are the learner's own word elsewhere, or read from how long an answer took; that is
not known here (between two answers lies the reading of an explanation, too), and it would ask who reads slowly to
review more. The scheduler's weights are its own defaults, written down here; its fuzz is off, so that a card, which is
rounded after each review, can be recomputed bit for bit from the answers.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from adaptive.mastery import Evidence

if TYPE_CHECKING:
    import fsrs

RETENTION = 0.9
"""A review is due once the chance to remember has come down to this."""

DEFAULT = "2026-11-fsrs-6"
WEIGHTS = {
    DEFAULT: (
        *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
        *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
    )
}
"""The published versions, by name. A published version never changes."""

_DIGITS = 6


class Card(NamedTuple):
    """What FSRS holds of one skill as of `at`, under the version `parameters`; times are epoch seconds.

    `stability` is in how many days the chance to remember falls to .9, `difficulty` how hard it is to make that last
    (1 to 10). Both are rounded to 1e-6. The next review is `due`, whole days after the last one.
    """

    stability: float
    difficulty: float
    at: int
    due: int
    parameters: str


def reviewed(card: Card | None, *, correct: bool, at: int) -> Card:
    """The card after one more answer at `at` (epoch seconds); None: there was none before.

    Time never runs backwards: an answer dated before the card counts as given at `card.at`.
    """
    from fsrs import Rating  # noqa: PLC0415  only who counts an answer pays for it

    version, moment = (card.parameters, max(at, card.at)) if card else (DEFAULT, at)
    rating = Rating.Good if correct else Rating.Again
    after, _ = _scheduler(version).review_card(_learned(card, moment), rating, _utc(moment))
    assert after.stability is not None
    assert after.difficulty is not None
    due = int(after.due.timestamp())
    return Card(round(after.stability, _DIGITS), round(after.difficulty, _DIGITS), moment, due, version)


def replay(evidence: Iterable[Evidence]) -> Card | None:
    """Recompute the card of a skill from the answers on it, in the order in which they were counted."""
    card = None
    for answer in evidence:
        card = reviewed(card, correct=answer.correct, at=answer.at)
    return card


def retrievability(card: Card, at: int) -> float:
    """The chance to remember at `at` (epoch seconds), which FSRS reckons in whole days since the last review."""
    return _scheduler(card.parameters).get_card_retrievability(_learned(card, at), _utc(max(at, card.at)))


@cache
def _scheduler(version: str) -> "fsrs.Scheduler":
    """Without steps of minutes: what is asked again within a session is the path's business."""
    from fsrs import Scheduler  # noqa: PLC0415

    return Scheduler(WEIGHTS[version], RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _learned(card: Card | None, at: int) -> "fsrs.Card":
    """As the scheduler wants it. Its number means nothing: left out, it would be the time, and make the call wait."""
    from fsrs import Card as Scheduled  # noqa: PLC0415
    from fsrs import State  # noqa: PLC0415

    if card is None:
        return Scheduled(card_id=0, due=_utc(at))
    return Scheduled(0, State.Review, None, card.stability, card.difficulty, _utc(card.due), _utc(card.at))


def _utc(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
