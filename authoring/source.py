"""Read a course's folder: `course.yaml`, `lessons/*.md` with front matter, `items/*.yaml`.

Reading never stops at the first problem: what has the right shape is returned, the rest is reported.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from authoring import markdown
from authoring.marks import Document, Marks, Plain, read
from authoring.models import ITEM_KINDS, Item, Lesson, Manifest, Page
from authoring.problems import Problem

FENCE = "---"
ITEM_DEFAULTS = ("skill", "lesson", "domain")


@dataclass(frozen=True, slots=True)
class Located[T]:
    """A value and the lines it was read from."""

    value: T
    marks: Marks


@dataclass(slots=True)
class Draft:
    """What could be read of a course. `lesson_ids` also names the lessons whose own front matter has problems."""

    manifest: Located[Manifest] | None = None
    pages: list[Located[Page]] = field(default_factory=list)
    items: list[Located[Item]] = field(default_factory=list)
    lesson_ids: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def read_course(root: Path) -> Draft:
    """Read the course in the folder `root`. Files are named in problems as `root` names them."""
    draft = Draft()
    if document := _open(root / "course.yaml", draft):
        manifest = _shape(Manifest, document.value, document.marks, "", draft)
        draft.manifest = Located(manifest, document.marks) if manifest else None
    for path in sorted((root / "lessons").glob("*.md")):
        _read_lesson(path, draft)
    for path in sorted((root / "items").glob("*.yaml")):
        _read_items(path, draft)
    return draft


def _open(path: Path, draft: Draft) -> Document | None:
    text = _text(path, draft)
    if text is None:
        return None
    document = read(str(path), text)
    draft.problems += document.problems
    return document if document.readable else None


def _text(path: Path, draft: Draft) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        draft.problems.append(Problem(str(path), 1, "this file is missing: a course needs it"))
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        draft.problems.append(Problem(str(path), line, "not UTF-8: save the file as UTF-8"))
    return None


def _read_lesson(path: Path, draft: Draft) -> None:
    text = _text(path, draft)
    if text is None:
        return
    lines = text.splitlines()
    if FENCE not in lines[1:] or lines[0] != FENCE:
        message = f"no front matter: begin the file with {FENCE}, the lesson's keys and {FENCE}"
        draft.problems.append(Problem(str(path), 1, message))
        return
    end = lines.index(FENCE, 1)
    document = read(str(path), "\n".join(lines[1:end]), skipped=1)
    draft.problems += document.problems
    if not document.readable:
        return
    name = _id(document.value)
    draft.lesson_ids |= {name} if name else set()
    lesson = _shape(Lesson, document.value, document.marks, _title("lesson", name), draft)
    body = "\n".join(lines[end + 1 :]).rstrip() + "\n"
    draft.problems += [
        Problem(str(path), end + 1 + line, f"lesson {name}: {message}") for line, message in markdown.refused(body)
    ]
    if lesson:
        draft.pages.append(Located(Page(lesson, body.lstrip("\n")), document.marks))


def _read_items(path: Path, draft: Draft) -> None:
    document = _open(path, draft)
    if document is None:
        return
    top, marks = document.value, document.marks
    raw = top.get("items") if isinstance(top, dict) else None
    if not isinstance(top, dict) or not isinstance(raw, list):
        draft.problems.append(marks.error("no items: give the file a list under the key items"))
        return
    known = (*ITEM_DEFAULTS, "items")
    draft.problems += [
        marks.error(f"unknown key {key}: remove it or correct its spelling (known: {', '.join(known)})", key)
        for key in top
        if key not in known
    ]
    defaults = {key: top[key] for key in ITEM_DEFAULTS if key in top}
    for index, value in enumerate(raw):
        item = _item(value, defaults, marks.under("items", index), draft)
        if item:
            draft.items.append(item)


def _item(value: Plain, defaults: dict[str, Plain], marks: Marks, draft: Draft) -> Located[Item] | None:
    name = _id(value)
    kind = value.get("kind") if isinstance(value, dict) else None
    if not isinstance(value, dict) or kind not in ITEM_KINDS:
        message = f"{_title('item', name)}kind must be one of {', '.join(ITEM_KINDS)}"
        draft.problems.append(marks.error(message, "kind"))
        return None
    item = _shape(ITEM_KINDS[str(kind)], {**defaults, **value}, marks, _title("item", name), draft)
    return Located(item, marks) if item else None


def _id(value: Plain) -> str | None:
    name = value.get("id") if isinstance(value, dict) else None
    return name if isinstance(name, str) else None


def _title(what: str, name: str | None) -> str:
    return f"{what} {name}: " if name else f"{what} without id: "


def _shape[M: BaseModel](model: type[M], value: Plain, marks: Marks, title: str, draft: Draft) -> M | None:
    """Validate `value` as `model`, reporting each of pydantic's errors at its line."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        draft.problems += _problems(error, marks, title)
        return None


def _problems(error: ValidationError, marks: Marks, title: str) -> Iterator[Problem]:
    details = error.errors(include_url=False, include_input=False)
    for detail in details:
        if detail["type"] == "too_short" and any(_within(other["loc"], detail["loc"]) for other in details):
            continue  # The list is short only because its entries are wrong, which is reported already.
        place = [part for part in detail["loc"] if part != "[key]"]
        where = ".".join(str(part) for part in place)
        yield marks.error(f"{title}{where + ': ' if where else ''}{_advice(detail)}", *place)


def _within(inner: tuple[int | str, ...], outer: tuple[int | str, ...]) -> bool:
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _advice(detail: ErrorDetails) -> str:
    match detail["type"]:
        case "missing":
            return "missing: add this key"
        case "extra_forbidden":
            return "unknown key: remove it or correct its spelling"
        case "string_type":
            return "must be text: write it, in quotes if it looks like a number"
        case "string_pattern_mismatch" | "string_too_long":
            return f"not allowed: use lower-case words joined by hyphens ({detail['msg']})"
        case _:
            return detail["msg"][:1].lower() + detail["msg"][1:]
