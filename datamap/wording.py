"""What the map declares, as a reader would say it."""

from inarax.declared import WHILE_ACCOUNT, Retention, Start, in_words

_SINCE = {
    Start.ACCOUNT_CLOSED: "after the account is closed",
    Start.SIGNED_IN: "after you signed in",
    Start.SIGN_IN_BEGUN: "after a sign-in began",
    Start.REQUESTED: "after the request",
    Start.COUNTED: "after it was counted",
    Start.RECORDED: "after it was recorded",
    Start.CONSENT_ENDED: "after the consent ended",
    Start.ANSWERED: "after the request was answered",
    Start.COPIED: "after a copy that you asked for was ready",
}
"""The event from which a retention runs."""


def lasting(retention: Retention) -> str:
    """How long something is held."""
    if retention == WHILE_ACCOUNT:
        return "as long as your account is open"
    return f"{in_words(retention.time)} {_SINCE.get(retention.starts, f'after: {retention.starts}')}"
