"""A course as small as the rules allow, written to a folder, for tests to copy and break."""

from pathlib import Path

COURSE = """\
course: small
title: A small course
summary: Just enough to be a course.
language: en
parameters: 2026-01-authored

levels:
  - {id: new, title: New, from: null}
  - {id: able, title: Able, from: 0}

placement:
  max_items: 5
  target_sd: 0.4

domains:
  - {id: ships, title: Ships, summary: On water.}

goals:
  - id: skipper
    title: Skipper
    summary: Leads.
    skills:
      knots: 1
      sails: 0.5

skills:
  - {id: knots, title: Knots}
  - {id: sails, title: Sails, requires: [knots]}

modules:
  - id: start
    title: Start
    lessons: [knots-1, sails-1]
  - id: help
    title: Help
    lessons: [again]
"""

KNOTS = """\
---
id: knots-1
title: Knots
skills: [knots]
minutes: 5
quiz: {items: 4, pass: 0.7}
---
A **bowline** does not slip.
"""

SAILS = """\
---
id: sails-1
title: Sails
skills: [sails]
requires: [knots-1]
minutes: 5
domain: ships
quiz: {items: 4, pass: 0.7}
---
Trim until it stops flapping.
"""

AGAIN = """\
---
id: again
title: Knots and sails again
skills: [knots, sails]
requires: [knots-1]
minutes: 3
kind: remedial
---
Tie it slowly, then trim it slowly.
"""

KNOT_ITEMS = """\
skill: knots
lesson: knots-1
items:
  - id: knot-1
    kind: single
    a: 1
    b: 0
    stem: Which holds?
    options:
      a: {text: Bowline, correct: true, explanation: It holds.}
      b: {text: Granny, explanation: It slips., misconception: trusts any knot}
    explanation: Bowlines hold.
  - id: knot-2
    kind: multiple
    a: 1
    b: 0.5
    stem: Which hold?
    options:
      a: {text: Sheet bend, correct: true, explanation: It joins.}
      b: {text: Thief, explanation: It opens., misconception: trusts looks}
    explanation: Bends join.
  - id: knot-3
    kind: numeric
    a: 1
    b: 1
    stem: How many metres?
    value: 2
    tolerance: 0.1
    unit: m
    explanation: Two fit.
    near:
      - {value: 4, misconception: doubles, explanation: Too long.}
  - id: knot-4
    kind: text
    a: 1
    b: -1
    stem: Name the king of knots.
    accepted: [bowline]
    explanation: So it is called.
    near:
      - {text: granny, misconception: trusts any knot, explanation: It slips.}
"""


def filler(name: str, skill: str, lesson: str, count: int) -> str:
    """Write a file of plain numeric items."""
    plain = "kind: numeric, a: 1, b: 0, stem: Count., tolerance: 0, explanation: Yes."
    domain, uses = ("ships", "[quiz]") if skill == "sails" else ("null", "[placement, quiz]")
    items = "".join(f"  - {{id: {name}-{n}, value: {n}, uses: {uses}, {plain}}}\n" for n in range(1, count + 1))
    return f"skill: {skill}\nlesson: {lesson}\ndomain: {domain}\nitems:\n{items}"


def write(root: Path) -> Path:
    """Write the course under `root` and give its folder."""
    folder = root / "small"
    files = {
        "course.yaml": COURSE,
        "lessons/knots-1.md": KNOTS,
        "lessons/sails-1.md": SAILS,
        "lessons/again.md": AGAIN,
        "items/knots.yaml": KNOT_ITEMS,
        "items/more-knots.yaml": filler("more", "knots", "knots-1", 16),
        "items/sails.yaml": filler("sail", "sails", "sails-1", 8),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
