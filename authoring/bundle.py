"""A course as it is published: canonical JSON objects under a version that is the hash of their content."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from authoring import markdown
from authoring.models import ChoiceItem, Course, Item, Lesson, NumericItem, Page, TextItem

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None

VERSION_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Bundle:
    """One immutable version of a course.

    `objects` (for the bucket of courses) and `keys` (for the bucket of answer keys) map a path below `prefix` to its
    bytes: `outline.json`, `lessons/<lesson>.json`, `items.json`; `keys.json`.
    """

    course: str
    title: str
    summary: str
    version: str
    objects: Mapping[str, bytes]
    keys: Mapping[str, bytes]

    @property
    def prefix(self) -> str:
        """Where the objects stand in either bucket: `<course>/<version>/`."""
        return f"{self.course}/{self.version}/"


def bundle(course: Course) -> Bundle:
    """Render a course. The same course gives the same bytes and version, in any process and on any day."""
    objects = {"outline.json": canonical(outline(course)), "items.json": canonical(items(course))}
    objects |= {f"lessons/{page.lesson.id}.json": canonical(lesson(page)) for page in course.pages}
    keys = {"keys.json": canonical({"keys": {item.id: key(item) for item in course.items}})}
    hashes: dict[str, Json] = {path: sha256(data).hexdigest() for path, data in (objects | keys).items()}
    version = sha256(canonical(hashes)).hexdigest()[:VERSION_DIGITS]
    manifest = course.manifest
    return Bundle(manifest.course, manifest.title, manifest.summary, version, objects, keys)


def canonical(value: Json) -> bytes:
    """Encode as UTF-8 JSON with sorted keys and no spaces; not-a-number is refused (ValueError)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def outline(course: Course) -> dict[str, Json]:
    """Render what the catalogue, the path and the placement read."""
    manifest = course.manifest
    lessons = {page.lesson.id: page.lesson for page in course.pages}
    return {
        "course": manifest.course,
        "title": manifest.title,
        "summary": manifest.summary,
        "language": manifest.language,
        "modules": [{"id": m.id, "title": m.title, "lessons": list(m.lessons)} for m in manifest.modules],
        "lessons": [_entry(lessons[name], module.id) for module in manifest.modules for name in module.lessons],
        "skills": [{"id": s.id, "title": s.title, "requires": list(s.requires)} for s in manifest.skills],
        "domains": [{"id": d.id, "title": d.title, "summary": d.summary} for d in manifest.domains],
        "goals": [
            {"id": g.id, "title": g.title, "summary": g.summary, "skills": dict(g.skills)} for g in manifest.goals
        ],
        "levels": [{"id": level.id, "title": level.title, "from": level.lower} for level in manifest.levels],
        "placement": {
            "max_items": manifest.placement.max_items,
            "target_sd": manifest.placement.target_sd,
            "worth": manifest.placement.worth,
            "exposure": manifest.placement.exposure,
        },
    }


def _entry(lesson: Lesson, module: str) -> dict[str, Json]:
    quiz = lesson.quiz
    return {
        "id": lesson.id,
        "title": lesson.title,
        "module": module,
        "skills": list(lesson.skills),
        "requires": list(lesson.requires),
        "minutes": lesson.minutes,
        "kind": lesson.kind,
        "domain": lesson.domain,
        "quiz": {"items": quiz.items, "pass": quiz.mark} if quiz else None,
    }


def lesson(page: Page) -> dict[str, Json]:
    """Render one lesson's text."""
    return {
        "id": page.lesson.id,
        "title": page.lesson.title,
        "markdown": page.markdown,
        "html": markdown.page(page.markdown),
    }


def items(course: Course) -> dict[str, Json]:
    """Render all items as learners may see them: nothing here tells an answer."""
    return {"items": [question(item) for item in course.items], "parameters": course.manifest.parameters}


def question(item: Item) -> dict[str, Json]:
    """Render an item without its key."""
    options = item.options if isinstance(item, ChoiceItem) else {}
    return {
        "id": item.id,
        "kind": item.kind,
        "skill": item.skill,
        "lesson": item.lesson,
        "stem": item.stem,
        "stem_html": markdown.page(item.stem),
        "options": [{"id": n, "text": o.text, "text_html": markdown.line(o.text)} for n, o in options.items()],
        "unit": item.unit if isinstance(item, NumericItem) else None,
        "a": item.a,
        "b": item.b,
        "uses": [use.value for use in item.uses],
        "domain": item.domain,
    }


def key(item: Item) -> dict[str, Json]:
    """Render an item's key: what only grading may read."""
    common: dict[str, Json] = {"kind": item.kind, "explanation": item.explanation, "correct": [], "options": {}}
    match item:
        case ChoiceItem():
            return common | {
                "correct": [name for name, option in item.options.items() if option.correct],
                "options": {
                    name: {"explanation": option.explanation, "misconception": option.misconception}
                    for name, option in item.options.items()
                },
            }
        case NumericItem():
            return common | {
                "value": item.value,
                "tolerance": item.tolerance,
                "near": [near.model_dump() for near in item.near],
            }
        case TextItem():
            return common | {
                "accepted": list(item.accepted),
                "near": [near.model_dump() for near in item.near],
            }
