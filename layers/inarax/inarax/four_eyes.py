"""Four eyes: nobody decides on what is their own, and what one person entered counts once another has approved it."""

from inarax import problems


def refuse_own(learner_id: str, by: str) -> None:
    """NotAllowed where what is decided on is the decider's own."""
    if learner_id == by:
        raise problems.NotAllowed("Somebody else must decide on what is your own.")


def refuse_same(first: str | None, by: str) -> None:
    """NotAllowed where the second person is the first one."""
    if first == by:
        raise problems.NotAllowed("Somebody else than who entered it must decide on it.")
