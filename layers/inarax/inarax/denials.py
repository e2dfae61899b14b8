"""Why a request by right is denied: the reasons of the Data Rights Protocol (0.9, 3.02), each with its rule of law."""

from enum import StrEnum
from typing import NamedTuple

from inarax.rights import Jurisdiction


class Denial(StrEnum):
    """Why nothing is done of what was asked for."""

    FRAUD = "suspected_fraud"
    UNVERIFIED = "insuf_verification"
    NO_MATCH = "no_match"
    NOT_COVERED = "claim_not_covered"
    ELSEWHERE = "outside_jurisdiction"
    TOO_MANY = "too_many_requests"

    @property
    def words(self) -> str:
        """As the learner is told it (art. 12(4) GDPR)."""
        return _TOLD[self].words

    def article(self, jurisdiction: Jurisdiction) -> str:
        """The rule that allows to deny for this reason, by the law that was asked by."""
        return _TOLD[self].california if jurisdiction is Jurisdiction.CCPA else _TOLD[self].union


class _Told(NamedTuple):
    words: str
    union: str
    california: str


_UNFOUNDED = "§ 1798.145(h)(3) CCPA"
_UNVERIFIED = "§ 1798.130(a)(2) CCPA"
_TOLD = {
    Denial.FRAUD: _Told(
        "There are signs that it was asked for to deceive us, and not by you.", "art. 12(5)(b) GDPR", _UNFOUNDED
    ),
    Denial.UNVERIFIED: _Told(
        "We have reasonable doubt that it was you who asked, and it was not shown in time that it was.",
        "art. 12(2) and (6) GDPR",
        _UNVERIFIED,
    ),
    Denial.NO_MATCH: _Told(
        "What we were told does not lead to this account without doubt.", "art. 11(2) and 12(2) GDPR", _UNVERIFIED
    ),
    Denial.NOT_COVERED: _Told(
        "The law exempts what was asked for from this right.", "art. 17(3) GDPR", "§ 1798.105(d) CCPA"
    ),
    Denial.ELSEWHERE: _Told(
        "The law by which it was asked for does not apply to it.", "art. 3 GDPR", "§ 1798.140(i) CCPA"
    ),
    Denial.TOO_MANY: _Told(
        "The same was asked for again and again, so that it is excessive.", "art. 12(5)(b) GDPR", _UNFOUNDED
    ),
}
