"""Which representation of a document a client prefers (RFC 9110, 12.5.1): a pure choice among those that we offer."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_RANGE = re.compile(r"([\w!#$%&'*+.^`|~-]+)/([\w!#$%&'*+.^`|~-]+)")
_WEIGHT = re.compile(r"q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.IGNORECASE)


class _Wish(NamedTuple):
    kind: str
    subtype: str
    weight: float

    def covers(self, media_type: str) -> bool:
        kind, _, subtype = media_type.partition(";")[0].partition("/")
        return self.kind in ("*", kind) and self.subtype in ("*", subtype)

    @property
    def precision(self) -> int:
        return (self.kind != "*") + (self.subtype != "*")


def choose(accept: str | None, offered: Sequence[str]) -> str | None:
    """The media type of `offered` that is wished for most, the first of equals; None where none is acceptable.

    Without an Accept header everything is. What is not a media range is passed over.
    """
    if accept is None or not accept.strip():
        return offered[0]
    wishes = list(_wishes(accept))
    best = max(offered, key=lambda media_type: _weight(media_type, wishes))
    return best if _weight(best, wishes) > 0 else None


def _weight(media_type: str, wishes: Sequence[_Wish]) -> float:
    """The weight of the most precise range that covers a media type."""
    covering = [wish for wish in wishes if wish.covers(media_type)]
    return max(covering, key=lambda wish: wish.precision).weight if covering else 0.0


def _wishes(accept: str) -> Iterator[_Wish]:
    for part in accept.split(","):
        spelled, *parameters = (each.strip() for each in part.split(";"))
        found = _RANGE.fullmatch(spelled)
        weights = [_WEIGHT.fullmatch(each) for each in parameters if each[:2].lower() == "q="]
        if found and all(weights):
            weight = next((float(each[1]) for each in weights if each), 1.0)
            yield _Wish(found[1].lower(), found[2].lower(), weight)
