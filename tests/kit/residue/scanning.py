"""The scan: what of whom lies where, and what of it is kept by design."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from datamap.assembled import assemble
from datamap.erasure import PARTLY, plan

from tests.kit.residue.reading import Part
from tests.kit.residue.searching import Needle, search


class Residue(NamedTuple):
    """Something of somebody's that is there."""

    whose: str
    what: str
    resource: str
    kind: str


def scan(parts: Iterable[Part], needles: Collection[Needle]) -> set[Residue]:
    """Everything of the needles that any part holds."""
    by_kind: dict[tuple[str, str], list[bytes]] = defaultdict(list)
    for part in parts:
        by_kind[part.resource, part.kind].append(part.content)
    return {
        Residue(needle.whose, needle.what, *place)
        for place, contents in by_kind.items()
        for needle in search(b"\n\0\n".join(contents), needles)
    }


def by_design(residue: Residue) -> bool:
    """The random id alone, where the map says why something is kept under it (art. 17(3) GDPR) or that a stream names
    it for a day; and the digest of the receipt's code, by which its holder finds it again."""
    if residue.what == "receipt code's digest":
        return residue.resource == "RightsRequests"
    streamed = residue.kind == "stream" and residue.resource in _STREAMED
    return residue.what == "learner id" and (residue.resource in _KEPT or streamed)


_MAP = assemble()
_KEPT = frozenset(_MAP["stores"][name]["resource"] for name in PARTLY)
_STREAMED = frozenset(_MAP["stores"][each["name"]]["resource"] for each in plan(_MAP)["streamed"])
