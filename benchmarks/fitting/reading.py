"""Real answers from a CSV file: columns learner, skill, item, correct (0 or 1), timestamp (epoch seconds or ISO 8601).

What flatters a model on such files is taken out or counted:
- multi-skill coding repeats an answer once for each skill: an answer told twice would foretell itself. Rows of the same
  learner, item and moment are one answer, with its skills together as one skill;
- answers are ordered by time, never by their place in the file, and rows of one learner at the same moment, whose order
  nobody knows, are counted (`tied`);
- learners, never rows, are divided between fitting and judging.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.fitting.histories import Histories, of_sequences

COLUMNS = frozenset({"learner", "skill", "item", "correct", "timestamp"})


class Row(NamedTuple):
    """One answer; `at` in epoch seconds."""

    learner: str
    skill: str
    item: str
    correct: bool
    at: int


@dataclass(frozen=True, slots=True)
class Log:
    """Answers in the order of time within each learner, and what was found wrong with the file.

    `repeated` rows told an answer again for another skill, `tied` answers share their moment with another of the same
    learner, `disordered` stood before an earlier one of theirs.
    """

    rows: tuple[Row, ...]
    repeated: int
    tied: int
    disordered: int


class Sample(NamedTuple):
    """A skill's histories, and the names of items and learners by their index."""

    histories: Histories
    items: tuple[str, ...]
    learners: tuple[str, ...]


def read(path: Path) -> Log:
    """The answers of a file; ValueError for columns missing, a grade that is no 0 or 1, a time without meaning."""
    return ordered([row for row, _ in stated(path)])


def stated(path: Path) -> Iterator[tuple[Row, Mapping[str, str]]]:
    """Each row of a file as an answer, with all that stands in it; ValueError as in `read`."""
    with path.open(newline="", encoding="utf-8") as file:
        lines = csv.DictReader(file)
        if missing := COLUMNS - set(lines.fieldnames or ()):
            raise ValueError(f"no column {', '.join(sorted(missing))}")
        for number, line in enumerate(lines, 2):
            yield _row(line, number), line


def ordered(rows: Iterable[Row]) -> Log:
    """Answers once each, by learner and time."""
    answers: dict[tuple[str, str, int], Row] = {}
    skills: dict[tuple[str, str, int], set[str]] = {}
    latest: dict[str, int] = {}
    repeated = disordered = 0
    for row in rows:
        key = (row.learner, row.item, row.at)
        repeated += key in answers
        disordered += key not in answers and row.at < latest.get(row.learner, row.at)
        latest[row.learner] = max(row.at, latest.get(row.learner, row.at))
        answers.setdefault(key, row)
        skills.setdefault(key, set()).add(row.skill)
    whole = [row._replace(skill="+".join(sorted(skills[key]))) for key, row in answers.items()]
    whole.sort(key=lambda row: (row.learner, row.at))
    moments: dict[tuple[str, int], int] = {}
    for row in whole:
        moments[row.learner, row.at] = moments.get((row.learner, row.at), 0) + 1
    tied = sum(count for count in moments.values() if count > 1)
    return Log(tuple(whole), repeated, tied, disordered)


def samples(log: Log, *, guess: float = 0.0, most: int = 200) -> Iterator[tuple[str, Sample]]:
    """Each skill with its learners' histories, of which the first `most` answers each."""
    by_skill: dict[str, dict[str, list[Row]]] = {}
    for row in log.rows:
        by_skill.setdefault(row.skill, {}).setdefault(row.learner, []).append(row)
    for skill, learners in sorted(by_skill.items()):
        items = {item: n for n, item in enumerate(sorted({row.item for rows in learners.values() for row in rows}))}
        sequences = [
            ([items[row.item] for row in rows], [row.correct for row in rows], [row.at for row in rows])
            for rows in (each[:most] for each in learners.values())
        ]
        yield skill, Sample(of_sequences(sequences, np.full(len(items), guess)), tuple(items), tuple(learners))


def _row(line: Mapping[str, str], number: int) -> Row:
    if line["correct"] not in {"0", "1"}:
        raise ValueError(f"line {number}: correct is {line['correct']!r}, not 0 or 1")
    return Row(line["learner"], line["skill"], line["item"], line["correct"] == "1", seconds(line["timestamp"], number))


def seconds(text: str, number: int) -> int:
    """A moment in epoch seconds; ValueError, with the number of the line, for a text that is none."""
    try:
        return int(float(text))
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise ValueError(f"line {number}: {text!r} is no time") from wrong
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
