"""A bundle is its content: the same course gives the same bytes, and answers stand in the keys alone."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from authoring.bundle import Json, bundle, canonical
from authoring.check import load
from authoring.models import Course

KEY_WORDS = {"correct", "explanation", "misconception", "accepted", "value", "tolerance", "near"}


def strings(value: Json) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for entry in value:
                yield from strings(entry)
        case dict():
            for entry in value.values():
                yield from strings(entry)


def names(value: Json) -> Iterator[str]:
    match value:
        case list():
            for entry in value:
                yield from names(entry)
        case dict():
            yield from value
            for entry in value.values():
                yield from names(entry)


def secrets(course: Course) -> Iterator[str]:
    """Give every explanation and misconception, and every accepted text long enough to be told from plain words."""
    keys = json.loads(bundle(course).keys["keys.json"])["keys"]
    for key in keys.values():
        yield key["explanation"]
        for wrong in [*key["options"].values(), *key.get("near", [])]:
            yield wrong["explanation"]
            if wrong["misconception"]:
                yield wrong["misconception"]


def test_the_version_is_the_hash_of_all_objects(small: Path) -> None:
    made = bundle(load(small))
    objects = {**made.objects, **made.keys}
    hashes: dict[str, Json] = {path: sha256(data).hexdigest() for path, data in objects.items()}
    assert made.version == sha256(canonical(hashes)).hexdigest()[:32]
    assert made.prefix == f"small/{made.version}/"
    lessons = {"lessons/knots-1.json", "lessons/sails-1.json", "lessons/again.json"}
    assert set(objects) == {"outline.json", "items.json", "keys.json"} | lessons


def test_a_bundle_is_the_same_in_another_process(small: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from authoring.bundle import bundle; from authoring.check import load; "
    )
    code += "print(bundle(load(Path(sys.argv[1]))).version)"
    root = Path(__file__).parents[3]
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(root / "layers" / "inarax")}
    run = [sys.executable, "-c", code, str(small)]
    other = subprocess.run(run, capture_output=True, text=True, check=True, env=environment, cwd=root)
    assert other.stdout.strip() == bundle(load(small)).version


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("lessons/knots-1.md", "does not slip", "never slips"),
        ("items/knots.yaml", "tolerance: 0.1", "tolerance: 0.2"),
        ("course.yaml", "title: Able", "title: Fit"),
    ],
)
def test_any_change_is_another_version(small: Path, file: str, old: str, new: str) -> None:
    before = bundle(load(small)).version
    path = small / file
    path.write_text(path.read_text().replace(old, new))
    assert bundle(load(small)).version != before


def test_the_published_formats_are_as_agreed(small: Path) -> None:
    made = bundle(load(small))
    outline = json.loads(made.objects["outline.json"])
    assert outline["lessons"][1] == {
        "id": "sails-1",
        "title": "Sails",
        "module": "start",
        "skills": ["sails"],
        "requires": ["knots-1"],
        "minutes": 5,
        "kind": "core",
        "domain": "ships",
        "quiz": {"items": 4, "pass": 0.7},
    }
    assert outline["goals"][0]["skills"] == {"knots": 1, "sails": 0.5}
    assert outline["levels"] == [
        {"id": "new", "title": "New", "from": None},
        {"id": "able", "title": "Able", "from": 0},
    ]
    assert outline["placement"] == {"max_items": 5, "target_sd": 0.4, "worth": None, "exposure": 0.25}
    assert set(outline) == {
        "course",
        "title",
        "summary",
        "language",
        "modules",
        "lessons",
        "skills",
        "domains",
        "goals",
        "levels",
        "placement",
    }
    lesson = json.loads(made.objects["lessons/knots-1.json"])
    assert lesson == {
        "id": "knots-1",
        "title": "Knots",
        "markdown": "A **bowline** does not slip.\n",
        "html": "<p>A <strong>bowline</strong> does not slip.</p>\n",
    }
    items = json.loads(made.objects["items.json"])
    assert items["parameters"] == "2026-01-authored"
    assert items["items"][0] == {
        "id": "knot-1",
        "kind": "single",
        "skill": "knots",
        "lesson": "knots-1",
        "stem": "Which holds?",
        "stem_html": "<p>Which holds?</p>\n",
        "unit": None,
        "a": 1,
        "b": 0,
        "uses": ["placement", "quiz"],
        "domain": None,
        "options": [
            {"id": "a", "text": "Bowline", "text_html": "Bowline"},
            {"id": "b", "text": "Granny", "text_html": "Granny"},
        ],
    }
    keys = json.loads(made.keys["keys.json"])["keys"]
    assert keys["knot-1"] == {
        "kind": "single",
        "correct": ["a"],
        "explanation": "Bowlines hold.",
        "options": {
            "a": {"explanation": "It holds.", "misconception": None},
            "b": {"explanation": "It slips.", "misconception": "trusts any knot"},
        },
    }
    assert keys["knot-3"] == {
        "kind": "numeric",
        "correct": [],
        "options": {},
        "explanation": "Two fit.",
        "value": 2,
        "tolerance": 0.1,
        "near": [{"value": 4, "misconception": "doubles", "explanation": "Too long."}],
    }
    assert keys["knot-4"]["accepted"] == ["bowline"]


def test_no_key_explanation_or_misconception_appears_in_the_public_objects(networks: Course) -> None:
    public = [json.loads(data) for data in bundle(networks).objects.values()]
    assert not KEY_WORDS & {name for value in public for name in names(value)}
    text = "\n".join(string for value in public for string in strings(value))
    assert [secret for secret in secrets(networks) if secret in text] == []


def test_raw_html_in_a_lesson_is_shown_as_text(small: Path) -> None:
    path = small / "lessons" / "knots-1.md"
    path.write_text(path.read_text() + "\n<script>alert(1)</script> [x](javascript:alert(1))\n")
    html = json.loads(bundle(load(small)).objects["lessons/knots-1.json"])["html"]
    assert "<script" not in html
    assert "href" not in html
