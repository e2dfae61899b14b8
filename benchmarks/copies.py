"""Answers out of copies that learners made of their data: `make answers DIR=courses/networks COPIES="a.zip b.zip"`.

No door and no role hands out everybody's answers, so who fits parameters or asks `make whatif` begins with what
learners gave them. Written to standard output as CSV, in the columns of both, of that course alone. Learners are
numbered, in the order of their copies: no id, name, address or word of theirs is read.
"""

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

COLUMNS = (
    "learner",
    "skill",
    "item",
    "correct",
    "timestamp",
    "difficulty",
    "discrimination",
    "guess",
    "theta",
    "placed_at",
    "completed",
)


def answers(copies: Iterable[Path], course: str) -> Iterator[Mapping[str, object]]:
    """A row an answer that counted, in the order of time within each learner."""
    for number, copy in enumerate(copies, 1):
        with ZipFile(copy) as archive:
            evidence, beliefs, enrollments = (
                json.loads(archive.read(f"data/{store}.json")) for store in ("evidence", "beliefs", "enrollments")
            )
        placement = _of(course, beliefs).get("placement") or {}
        known = {
            "learner": number,
            "theta": placement.get("theta", ""),
            "placed_at": placement.get("at", ""),
            "completed": " ".join(_of(course, enrollments).get("completed", ())),
        }
        for each in sorted(evidence, key=lambda answer: answer["at"]):
            if each["moment"].partition("#")[0] == course:
                yield known | {
                    "skill": each["skill"],
                    "item": each["item"],
                    "correct": int(each["correct"]),
                    "timestamp": int(each["at"]),
                    "difficulty": each["difficulty"],
                    "discrimination": each["discrimination"],
                    "guess": each["guess"],
                }


def _of(course: str, items: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    return next((each for each in items if each["course"] == course), {})


def main(folder: Path, copies: Iterable[Path]) -> None:
    """Write the answers in these copies to the course whose sources are in the folder."""
    rows = csv.DictWriter(sys.stdout, COLUMNS)
    rows.writeheader()
    rows.writerows(answers(copies, folder.name))


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]])
