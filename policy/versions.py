"""Versions of the policy: a file each, never changed once published, and an index that pins what each file holds."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypedDict

from policy import declared, rendering
from policy.rendering import RenderedSection, texts

FOLDER = Path(__file__).parents[1] / "functions" / "privacy" / "published" / "policy"
_INDEX = "index.json"
_MAILED = ("category", "purpose", "basis", "recipient", "region")
"""Sorts of facts of which people are told by mail where one is new: what is done with their data, by whom and where."""


class Version(TypedDict):
    """One published version. `changes` are lines for a reader; `material` and `mail` say who must be told of them."""

    version: int
    date: str
    title: str
    material: bool
    mail: bool
    changes: list[str]
    sections: list[RenderedSection]
    rests_on: list[str]


class Entry(TypedDict):
    """A version in the index."""

    version: int
    date: str
    material: bool
    mail: bool
    changes: int
    sha256: str


def index(folder: Path = FOLDER) -> list[Entry]:
    """The published versions, the oldest first."""
    path = folder / _INDEX
    found: list[Entry] = json.loads(path.read_text()) if path.exists() else []
    return found


def read(version: int, folder: Path = FOLDER) -> Version:
    """A published version."""
    found: Version = json.loads((folder / f"{version}.json").read_text())
    return found


def digest(version: int, folder: Path = FOLDER) -> str:
    """What the index pins of a version's file."""
    return hashlib.sha256((folder / f"{version}.json").read_bytes()).hexdigest()


def pending(folder: Path = FOLDER, *, on: date) -> Version | None:
    """The version that has to be published for the policy to be current, if it is not."""
    sections, facts = rendering.rendered(), material()
    published = index(folder)
    if not published:
        return _version(1, on, sections, facts, changes=["This is the first version."], mail=False)
    latest = read(published[-1]["version"], folder)
    if (latest["sections"], latest["rests_on"]) == (sections, list(facts)):
        return None
    changes = [*_reworded(latest["sections"], sections), *_moved(latest["rests_on"], facts)]
    mail = any(fact.startswith(_MAILED) for fact in set(facts) - set(latest["rests_on"]))
    changed = set(facts) != set(latest["rests_on"])
    return _version(latest["version"] + 1, on, sections, facts, changes=changes, material=changed, mail=mail)


def material() -> tuple[str, ...]:
    """The facts on which the policy rests; when one changes, readers are told."""
    return tuple(sorted(set(declared.facts())))


def publish(version: Version, folder: Path = FOLDER) -> None:
    """Write a version and pin it; the files of earlier ones are not touched."""
    path = folder / f"{version['version']}.json"
    if path.exists():
        raise FileExistsError(f"version {version['version']} of the policy is published already")
    path.write_text(_text(version))
    entry: Entry = {
        "version": version["version"],
        "date": version["date"],
        "material": version["material"],
        "mail": version["mail"],
        "changes": len(version["changes"]),
        "sha256": digest(version["version"], folder),
    }
    (folder / _INDEX).write_text(_text([*index(folder), entry]))


def _version(
    number: int,
    on: date,
    sections: list[RenderedSection],
    facts: Sequence[str],
    *,
    changes: list[str],
    mail: bool,
    material: bool = True,
) -> Version:
    return {
        "version": number,
        "date": on.isoformat(),
        "title": rendering.TITLE,
        "material": material,
        "mail": mail,
        "changes": changes or ["The order or the headings changed; no sentence did."],
        "sections": sections,
        "rests_on": list(facts),
    }


def _reworded(before: Sequence[RenderedSection], after: Sequence[RenderedSection]) -> Iterator[str]:
    """The difference between two wordings, a line a clause."""
    said, says = dict(texts(before)), dict(texts(after))
    for clause in [*says, *(gone for gone in said if gone not in says)]:
        match said.get(clause), says.get(clause):
            case None, now:
                yield f"{clause} is new: “{now}”"
            case then, None:
                yield f"{clause} is gone; it said “{then}”"
            case then, now if then != now:
                yield f"{clause} said “{then}”, now says “{now}”"


def _moved(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """The difference between what two versions rest on."""
    yield from (f"No longer so: {fact}" for fact in before if fact not in after)
    yield from (f"Now so: {fact}" for fact in after if fact not in before)


def _text(document: object) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
