"""What holds of every request: how fresh the sign-in of who asks must be."""

from datetime import datetime, timedelta

from inarax import problems

FRESH = timedelta(minutes=10)
"""How long ago one may have signed in to ask for what cannot be undone, or for everything at once."""


def refuse_stale(signed_in_at: datetime, at: datetime) -> None:
    """SignInAgain where it is too long ago: who finds a device unlocked gets no further (art. 12(6) GDPR)."""
    if at - signed_in_at > FRESH:
        raise problems.SignInAgain
