"""What `benchmarks/whatif` reads and tells: answers, a version of the parameters, a course; changes in words."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from adaptive.course import Course, Lesson
from adaptive.mastery import DEFAULT, Evidence
from adaptive.parameters import Growth, Kind, Lines, Parameters, Pull
from adaptive.whatif import Change, Decided, History, Placement
from benchmarks.fitting.reading import seconds, stated


def version(path: Path) -> Parameters:
    """The version in a file; ValueError for one that cannot be."""
    stated: dict[str, Any] = asdict(DEFAULT) | json.loads(path.read_text())
    try:
        kinds = tuple(Kind(**kind) for kind in stated.pop("kinds"))
        growth, lines = Growth(**stated.pop("growth")), Lines(**stated.pop("lines"))
        pull = Pull(**stated.pop("pull"))
        return Parameters(**stated, kinds=kinds, growth=growth, lines=lines, pull=pull)
    except TypeError as error:
        raise ValueError(f"{path.name} is no version of the parameters: {error}") from None


class Common(NamedTuple):
    """What holds for all learners: where each skill lies on the scale of ability, and what it weighs for the goal."""

    difficulty: Mapping[str, float] = {}
    goal: Mapping[str, float] | None = None


NOTHING = Common()


def histories(path: Path, common: Common = NOTHING) -> list[History]:
    """What each learner answered, skill by skill in the order of time, and what rows tell beside it (the last counts):
    their placement, and the lessons that they completed."""
    found: dict[str, dict[str, list[Evidence]]] = {}
    placements: dict[str, Placement] = {}
    completed: dict[str, frozenset[str]] = {}
    for number, (row, line) in enumerate(stated(path), 2):
        evidence = Evidence(
            skill=row.skill,
            item=row.item,
            correct=row.correct,
            difficulty=float(line.get("difficulty") or 0.0),
            discrimination=float(line.get("discrimination") or 1.0),
            guess=float(line.get("guess") or 0.0),
            at=row.at,
        )
        found.setdefault(row.learner, {}).setdefault(row.skill, []).append(evidence)
        if line.get("theta"):
            placements[row.learner] = Placement(float(line["theta"]), seconds(line.get("placed_at") or "", number))
        if line.get("completed"):
            completed[row.learner] = frozenset(line["completed"].split())
    for skills in found.values():
        for answers in skills.values():
            answers.sort(key=lambda each: each.at)
    return [
        History(
            learner,
            skills,
            placements.get(learner),
            common.difficulty,
            common.goal,
            completed.get(learner, frozenset()),
        )
        for learner, skills in found.items()
    ]


class Authored(NamedTuple):
    """What a course's sources say: its lessons, what skills weigh for its goals, and where each skill lies."""

    course: Course
    goals: Mapping[str, Mapping[str, float]]
    difficulty: Mapping[str, float]


def course(folder: Path) -> Authored:
    """A course, from its sources."""
    from authoring.bundle import bundle
    from authoring.check import load

    from assessment.counting import middle, skills

    made = bundle(load(folder))
    outline = json.loads(made.objects["outline.json"])
    items = {each["id"]: each for each in json.loads(made.objects["items.json"])["items"]}
    goals = {each["id"]: each["skills"] for each in outline["goals"]}
    lessons = tuple(
        Lesson(
            id=each["id"],
            module=each["module"],
            skills=tuple(each["skills"]),
            requires=tuple(each["requires"]),
            minutes=each["minutes"],
            remedial=each["kind"] == "remedial",
            domain=each["domain"],
            title=each["title"],
        )
        for each in outline["lessons"]
    )
    requires = {each["id"]: tuple(each["requires"]) for each in outline["skills"]}
    return Authored(Course(lessons, requires), goals, {skill: middle(skill, items) for skill in sorted(skills(items))})


def told(changes: Iterable[Change]) -> Iterator[tuple[str, str, str, str, str]]:
    """Each decision that would be another, in words: who, on what, of which sort, before and after."""
    for change in changes:
        match change.before, change.after:
            case Decided() as before, Decided() as after:
                if before.mastered != after.mastered:
                    yield change.learner, change.skill or "", "mastered", _yes(before.mastered), _yes(after.mastered)
                if before.signal != after.signal:
                    yield change.learner, change.skill or "", "signal", before.signal or "none", after.signal or "none"
            case before, after:
                yield change.learner, "", "next lesson", str(before), str(after)


def summary(rows: Iterable[tuple[str, ...]], learners: int) -> Mapping[str, str]:
    """How many decisions of each sort, and how many learners they are about."""
    listed = list(rows)
    sorts = Counter(f"{sort}: {before} -> {after}" for *_, sort, before, after in listed)
    touched = len({learner for learner, *_ in listed})
    return {sort: str(count) for sort, count in sorts.most_common()} | {"learners": f"{touched} of {learners}"}


def _yes(mastered: bool) -> str:
    return "yes" if mastered else "no"
