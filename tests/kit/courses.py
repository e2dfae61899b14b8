"""Courses under test, put where the doors read them: a small fixed one, or any folder of `courses/`."""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from inarax import courses as published
from inarax import settings
from inarax.stores import courses
from inarax.stores.base import transact
from tests.kit import aws
from tests.kit.events import NOW

_FOLDER = Path(__file__).parent / "course"
_ROOT = Path(__file__).parents[2]

BINARY = "binary"
"""The test course: 4 core lessons and 1 remedial one in 2 modules, 3 skills, 20 items, 2 goals, 2 domains."""

PILOTS = ("bits-3", "octets-3", "masks-3")
"""The items that are on trial in the test course's other version, whose placement is long enough to ask two of them."""


@cache
def sources() -> Mapping[str, bytes]:
    """The test course's objects by path, as published."""
    return {
        path.relative_to(_FOLDER).as_posix(): _canonical(json.loads(path.read_bytes()))
        for path in sorted(_FOLDER.rglob("*.json"))
    }


def raw(path: str) -> Any:
    """One object of the test course, parsed: `outline.json`, `items.json`, `keys.json`, `lessons/<lesson>.json`."""
    return json.loads(sources()[path])


def item(name: str) -> Mapping[str, Any]:
    """One item of the test course, as published."""
    found: Mapping[str, Any] = next(each for each in raw("items.json")["items"] if each["id"] == name)
    return found


def outline() -> published.Outline:
    """The test course's structure, for decisions that need no store."""
    return published.Outline(BINARY, _version(sources()), raw("outline.json"))


def piloted() -> tuple[dict[str, Any], dict[str, Any]]:
    """Outline and items of the test course with PILOTS: 14 items count, and a placement asks them all."""
    outlined, items = raw("outline.json"), raw("items.json")
    outlined["placement"] |= {"max_items": 14, "target_sd": 0.1}
    items["items"] = [{**item, "uses": ["pilot"]} if item["id"] in PILOTS else item for item in items["items"]]
    return outlined, items


def publish_piloted() -> str:
    """Make the test course with PILOTS current; answers its version."""
    outlined, items = piloted()
    return _publish(outlined, {"items.json": _canonical(items)})


def publish(**changed: Any) -> str:
    """Make the test course current, with these top-level parts of its outline changed; answers its version."""
    return _publish(raw("outline.json") | changed, {})


def publish_with(items: Mapping[str, Any], **changed: Any) -> str:
    """Make the test course current with these items; answers its version."""
    return _publish(raw("outline.json") | changed, {"items.json": _canonical(items)})


def _publish(outlined: dict[str, Any], changed: Mapping[str, bytes]) -> str:
    objects = {**sources(), **changed, "outline.json": _canonical(outlined)}
    keys = {"keys.json": objects.pop("keys.json")}
    version = _version(objects | keys)
    _put(f"{BINARY}/{version}/", objects, keys)
    _point(BINARY, version, outlined["title"], outlined["summary"])
    return version


def publish_folder(course: str) -> str:
    """Bundle and publish a real course, `courses/<course>`, as an author would; answers its version."""
    from authoring.bundle import bundle
    from authoring.check import load

    made = bundle(load(_ROOT / "courses" / course))
    _put(made.prefix, made.objects, made.keys)
    _point(made.course, made.version, made.title, made.summary)
    return made.version


def _put(prefix: str, objects: Mapping[str, bytes], keys: Mapping[str, bytes]) -> None:
    for bucket, content in (("courses", objects), ("answer-keys", keys)):
        for path, data in content.items():
            aws.client("s3").put_object(Bucket=settings.current().bucket(bucket), Key=prefix + path, Body=data)


def _point(course: str, version: str, title: str, summary: str) -> None:
    transact(courses.point(courses.Edition(course, version, title, summary, NOW)))


def _version(objects: Mapping[str, bytes]) -> str:
    return sha256(_canonical({path: sha256(data).hexdigest() for path, data in objects.items()})).hexdigest()[:32]


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
