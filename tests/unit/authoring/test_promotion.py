"""What an author is told of items on trial."""

from pathlib import Path

import pytest
from authoring.check import load
from authoring.promotion import proposals

from adaptive.placement.calibrating import Estimate
from tests.unit.authoring.test_rules import on_trial


def test_a_course_without_items_on_trial_says_so(small: Path) -> None:
    assert list(proposals(load(small), {})) == ["no items are on trial"]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (None, "0 answers, too few to tell"),
        (Estimate(19, 1.1, 0.3, 0.2, 0.2), "19 answers, too few to tell"),
        (
            Estimate(90, 1.104, 0.3, -0.2, 0.31),
            "90 answers, a 1.10 (standard error 0.30, guessed 1), b -0.20 (standard error 0.31, guessed 0): "
            "wait until the error of b is 0.25 or less",
        ),
        (
            Estimate(300, 1.32, 0.2, 0.456, 0.11),
            "300 answers, a 1.32 (standard error 0.20, guessed 1), b 0.46 (standard error 0.11, guessed 0): "
            "to let it count, write a: 1.32, b: 0.46, uses: [placement, quiz]",
        ),
        (
            Estimate(900, 0.41, 0.1, 0.0, 0.2),
            "900 answers, a 0.41 (standard error 0.10, guessed 1), b 0.00 (standard error 0.20, guessed 0): "
            "it tells able learners from others too little to count; rewrite it under another id",
        ),
        (
            Estimate(900, 3.4, 0.1, 5.0, 0.2),
            "900 answers, a 3.00 (standard error 0.10, guessed 1), b 4.00 (standard error 0.20, guessed 0): "
            "to let it count, write a: 3.00, b: 4.00, uses: [placement, quiz]",
        ),
    ],
)
def test_an_item_is_proposed_once_enough_is_known_of_it(small: Path, found: Estimate | None, said: str) -> None:
    on_trial(small, 2)
    tried = {"another": Estimate(500, 1.0, 0.1, 0.0, 0.1)} | ({"new-1": found} if found else {})
    assert list(proposals(load(small), tried)) == ["new-0: 0 answers, too few to tell", f"new-1: {said}"]


def test_what_is_proposed_can_be_written_and_then_counts(small: Path) -> None:
    on_trial(small, 1)
    (line,) = proposals(load(small), {"new-0": Estimate(300, 1.32, 0.2, 0.456, 0.11)})
    items = small / "items" / "more-knots.yaml"
    written = line.rpartition("write ")[2]
    text = items.read_text().replace(
        "uses: [pilot], value: 0, kind: numeric, a: 1, b: 0,", f"value: 0, {written}, kind: numeric,"
    )
    items.write_text(text)
    item = next(item for item in load(small).items if item.id == "new-0")
    assert (item.a, item.b, item.uses) == (1.32, 0.46, ("placement", "quiz"))
