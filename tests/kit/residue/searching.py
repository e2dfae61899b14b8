"""A search for values in any bytes, whatever their case and however they are wrapped."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from tests.kit.residue.wrapped import Unwrapping

_DEPTH = 5
"""Layers of wrapping that are opened: a token in a header in a JSON text in an archive has four."""


class Needle(NamedTuple):
    """A value to look for: whose it is, what of theirs, and its bytes (of a text: folded)."""

    whose: str
    what: str
    value: bytes


def text(whose: str, what: str, value: str) -> Needle:
    """A text, to be found in any case."""
    return Needle(whose, what, value.casefold().encode())


def search(content: bytes, needles: Collection[Needle]) -> set[Needle]:
    """The needles that the content holds, at any depth."""
    found: set[Needle] = set()
    unwrapping, seen, layer = Unwrapping(), {content}, [content]
    for depth in range(_DEPTH + 1):
        for view in layer:
            found |= _in(view, needles)
        if depth == _DEPTH:
            break
        layer = [*_unseen((within for view in layer for within in unwrapping.within(view)), seen)]
    return found


def _unseen(views: Iterable[bytes], seen: set[bytes]) -> Iterable[bytes]:
    for view in views:
        if view and view not in seen:
            seen.add(view)
            yield view


def _in(view: bytes, needles: Iterable[Needle]) -> set[Needle]:
    folded = view.decode("utf-8", "ignore").casefold().encode()
    return {needle for needle in needles if needle.value in folded or needle.value in view}
