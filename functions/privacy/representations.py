"""Which of several representations a request asks for (RFC 9110, 12.5.1)."""

from collections.abc import Sequence


def chosen(accept: str | None, offered: Sequence[str]) -> str:
    """The media type that `Accept` likes best; of equals, and where it likes none, the one offered first."""
    ranges = [_range(each) for each in (accept or "*/*").split(",")]
    return max(offered, key=lambda media_type: _liking(media_type, ranges))


def _range(text: str) -> tuple[str, float]:
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return name, float(parameter.removeprefix("q="))
            except ValueError:
                return name, 0.0
    return name, 1.0


def _liking(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """By the most specific range that covers the type."""
    weights = dict(reversed(ranges))
    for covering in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
        if covering in weights:
            return weights[covering]
    return 0.0
