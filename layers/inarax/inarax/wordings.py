"""What people are asked to consent to: every version that was ever shown, word for word, in the one place it is kept.

A new version may say the same better or promise more. Whatever asks for more is another purpose, with a consent of its
own; so a consent to an older version still holds.
"""

from datetime import timedelta
from typing import NamedTuple

from inarax.declared import Basis, Purpose, Retention, Start


class Wording(NamedTuple):
    """A request for consent (art. 7(2) GDPR), and what it says in terms that a receipt can repeat."""

    purpose: Purpose
    version: int
    language: str
    """BCP 47."""
    text: str
    data: str
    """What is processed."""
    recipients: tuple[str, ...]
    """Who receives it beside us; nobody, where empty."""
    retention: Retention


_ALL = (
    Wording(
        Purpose.NEWS,
        1,
        "en",
        text=(
            "Send me news about courses by mail: new courses, and new lessons in the courses I take. My email address "
            "is used for it. I can end this at any time, here or by the link in each mail."
        ),
        data="email address",
        recipients=("the service that delivers our mail, on our behalf",),
        retention=Retention(timedelta(0), Start.CONSENT_ENDED),
    ),
    Wording(
        Purpose.REMINDERS,
        1,
        "en",
        text=(
            "Remind me by mail when something I learned is due for review, at most once a week. My email address is "
            "used for it, and the days on which my reviews are due; the mail does not say what is due. I can end this "
            "at any time, here or by the link in each mail."
        ),
        data="email address, and the days on which reviews are due",
        recipients=("the service that delivers our mail, on our behalf",),
        retention=Retention(timedelta(0), Start.CONSENT_ENDED),
    ),
    Wording(
        Purpose.USAGE,
        1,
        "en",
        text=(
            "Count my visits. A cookie with a random number lets us count how many browsers visit a page in a day, so "
            "that we understand how the platform is used. The number is tied neither to my account nor to what I do, "
            "nobody else gets it, and what was counted by it is a mere sum a few days later. I can end this at any "
            "time."
        ),
        data="a random number in a cookie, and which kinds of pages it came to on which day",
        recipients=(),
        retention=Retention(timedelta(days=2), Start.COUNTED),
    ),
)

CONSENTED = tuple(purpose for purpose in Purpose if purpose.basis is Basis.CONSENT)
"""The purposes that rest on consent."""


def current(purpose: Purpose) -> Wording:
    """What is asked now."""
    return max((each for each in _ALL if each.purpose is purpose), key=lambda each: each.version)


def shown(purpose: Purpose, version: int) -> Wording | None:
    """What a version asked, if there ever was that version."""
    return next((each for each in _ALL if each.purpose is purpose and each.version == version), None)
