"""What was learned of a course's items on trial, and what its author may write to let one count in the next version."""

from collections.abc import Iterator, Mapping

from adaptive.placement.calibrating import Estimate
from authoring.models import Course, Item, Use

FEW = 20
"""Answers of fewer learners say nothing of an item yet, and would say too much of them."""
SURE = 0.25
"""The standard error of a difficulty that may count: about what ability is known to at the end of a placement."""
FLAT = 0.5
"""An item of less discrimination tells hardly anything, however well that is known."""


def proposals(course: Course, tried: Mapping[str, Estimate]) -> Iterator[str]:
    """One line an item on trial, in the order of the course; nothing is changed by any of this."""
    pilots = [item for item in course.items if Use.PILOT in item.uses]
    if not pilots:
        yield "no items are on trial"
    for item in pilots:
        yield f"{item.id}: {_proposal(item, tried.get(item.id))}"


def _proposal(item: Item, found: Estimate | None) -> str:
    answers = found.shown if found else 0
    if found is None or answers < FEW:
        return f"{answers} answers, too few to tell"
    a, b = min(max(found.a, 0.3), 3.0), min(max(found.b, -4.0), 4.0)
    known = (
        f"{answers} answers, a {a:.2f} (standard error {found.a_error:.2f}, guessed {item.a:g}), "
        f"b {b:.2f} (standard error {found.b_error:.2f}, guessed {item.b:g})"
    )
    if found.b_error > SURE:
        return f"{known}: wait until the error of b is {SURE} or less"
    if a < FLAT:
        return f"{known}: it tells able learners from others too little to count; rewrite it under another id"
    return f"{known}: to let it count, write a: {a:.2f}, b: {b:.2f}, uses: [placement, quiz]"
