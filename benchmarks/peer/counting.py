"""Counting an answer: one read (attempt, belief, response, keys), one write (response, evidence, belief, attempt).

Rows are those of the stores, so that either handler goes on where the other stopped. What is believed of a skill comes
from the same engine.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import fmean
from typing import Any, Self

from adaptive.mastery import VERSIONS, SkillBelief, prior, update
from adaptive.review import Card, reviewed
from benchmarks.peer import errors, sealing, store
from benchmarks.peer.grading import Grade, grade
from benchmarks.peer.models import AttemptSoFar, Submission, SubmissionResult
from benchmarks.peer.session import Learner

_ROUNDS = 5
_DOCUMENTS = ("skills", "quizzes", "priors", "seen", "cards", "placement")


@dataclass
class Sheet:
    """What an attempt asks, what was answered so far and whether it was right, and the share that passes."""

    asked: list[str]
    answers: list[list[Any]]
    passes: float

    @classmethod
    def of(cls, attempt: store.Row) -> Self:
        """The sheet of a stored attempt."""
        passes = _pass_mark(attempt["course"], attempt["version"], attempt["quiz"])
        return cls(json.loads(attempt["asked"]), json.loads(attempt["answers"]), passes)

    def until(self, item: str) -> Self:
        """The sheet right after an item was answered."""
        given = [answered for answered, _ in self.answers]
        return replace(self, answers=self.answers[: given.index(item) + 1])

    @property
    def ended(self) -> bool:
        """Whether everything is answered."""
        return len(self.answers) == len(self.asked)

    @property
    def correct(self) -> int:
        """How many answers were right."""
        return sum(right for _, right in self.answers)

    @property
    def passed(self) -> bool:
        """Whether the share of right answers passes."""
        return self.correct / len(self.asked) >= self.passes


def submitted(learner: Learner, course: str, quiz: str, submission: Submission) -> SubmissionResult:
    """Count an answer, again where another request came between."""
    for _ in range(_ROUNDS):
        try:
            return _count(learner, course, quiz, submission)
        except errors.Refused as refused:
            if refused.code != "conflict":
                raise
    raise errors.conflict()


def _count(learner: Learner, course: str, quiz: str, submission: Submission) -> SubmissionResult:
    found = store.read(
        attempts={"learner_id": learner.id, "attempt_id": submission.attempt},
        beliefs={"learner_id": learner.id, "course": course},
        responses={"learner_id": learner.id, "response": f"{submission.attempt}#{submission.item}"},
        keys={"learner_id": learner.id},
    )
    attempt, response, keys = found["attempts"], found["responses"], found["keys"]
    if attempt is None or (attempt["kind"], attempt["course"], attempt.get("quiz")) != ("quiz", course, quiz):
        raise errors.not_found()
    if keys is None:
        raise errors.account_closed()
    given = submission.answer.plain()
    if response and sealing.answer_of(response, keys) != given:
        raise errors.already_counted()
    sheet = Sheet.of(attempt)
    if not response:
        _refuse_unanswerable(attempt, sheet, submission.item)
    key = store.published("answer-keys", course, attempt["version"], "keys.json")["keys"][submission.item]
    graded = grade(key, given)
    if not response:
        sheet.answers.append([submission.item, graded.correct])
        _write(learner, attempt, found, sheet, given, graded)
    return _result(submission, graded, course, sheet)


def _refuse_unanswerable(attempt: store.Row, sheet: Sheet, item: str) -> None:
    if attempt.get("closed_at"):
        raise errors.attempt_closed()
    if item not in sheet.asked:
        raise errors.not_asked()


def _pass_mark(course: str, version: str, quiz: str) -> float:
    lessons = store.published("courses", course, version, "outline.json")["lessons"]
    return float(next(lesson["quiz"]["pass"] for lesson in lessons if lesson["id"] == quiz))


def _write(
    learner: Learner,
    attempt: store.Row,
    found: Mapping[str, store.Row | None],
    sheet: Sheet,
    given: Mapping[str, Any],
    graded: Grade,
) -> None:
    items = store.items(attempt["course"], attempt["version"])
    item = items[sheet.answers[-1][0]]
    after = {**attempt, "answers": json.dumps(sheet.answers)}
    before, keys = found["beliefs"], found["keys"] or {}
    belief = _belief(before, learner, attempt)
    middle = fmean(each["b"] for each in items.values() if each["skill"] == item["skill"])
    tries = _learned(belief, item, middle, graded.correct, learner.at)
    if sheet.ended:
        after["closed_at"] = learner.at
        belief["quizzes"][attempt["quiz"]] = {
            "passed": sheet.passed,
            "correct": sheet.correct,
            "asked": len(sheet.asked),
            "at": learner.at,
            "attempt": attempt["attempt_id"],
        }
    store.transact(
        store.active(learner.id),
        store.put("attempts", after, attempt["revision"]),
        store.put("responses", _response(learner, attempt, item, given, keys, graded.correct), None),
        store.create(
            "evidence", _evidence(learner, attempt, item, item["b"] - middle, tries, graded.correct), "moment"
        ),
        store.put("beliefs", _belief_row(belief), before["revision"] if before else None),
    )


def _belief(row: store.Row | None, learner: Learner, attempt: store.Row) -> dict[str, Any]:
    if row is None:
        empty: dict[str, Any] = {"skills": {}, "quizzes": {}, "priors": {}, "seen": {}, "cards": {}}
        return {"learner_id": learner.id, "course": attempt["course"], **empty}
    return {**row, **{name: json.loads(row[name]) for name in _DOCUMENTS if name in row}}


def _belief_row(belief: Mapping[str, Any]) -> dict[str, Any]:
    return {name: json.dumps(value) if isinstance(value, dict) else value for name, value in belief.items()}


def _learned(belief: dict[str, Any], item: Mapping[str, Any], middle: float, correct: bool, at: int) -> int:
    skill = item["skill"]
    start = belief["priors"].get(skill) or _prior(belief, skill, middle, at)._asdict()
    before = SkillBelief.restored(belief["skills"].get(skill, start))
    after = update(
        before,
        correct=correct,
        difficulty=item["b"] - middle,
        discrimination=item["a"],
        guess=guess(item),
        at=at,
        parameters=VERSIONS[before.parameters],
    )
    belief["skills"][skill], belief["priors"][skill] = after._asdict(), start
    belief["seen"][item["id"]] = at
    card = Card(**belief["cards"][skill]) if skill in belief["cards"] else None
    belief["cards"][skill] = reviewed(card, correct=correct, at=at)._asdict()
    return after.tries


def _prior(belief: Mapping[str, Any], skill: str, middle: float, at: int) -> SkillBelief:
    placement = belief.get("placement")
    return prior(skill, theta=placement["theta"] if placement else None, at=at, difficulty=middle)


def guess(item: Mapping[str, Any]) -> float:
    """The chance that a blind guess is right."""
    options = len(item["options"])
    if item["kind"] == "single":
        return 1 / options
    return 1 / (2**options - 1) if item["kind"] == "multiple" else 0.0


def _response(
    learner: Learner,
    attempt: store.Row,
    item: Mapping[str, Any],
    given: Mapping[str, Any],
    keys: store.Row,
    correct: bool,
) -> dict[str, Any]:
    name = f"{attempt['attempt_id']}#{item['id']}"
    return {
        "learner_id": learner.id,
        "response": name,
        "course": attempt["course"],
        "version": attempt["version"],
        "parameters": item["parameters"],
        **sealing.answered(given, learner.id, name, keys),
        "correct": correct,
        "grades": json.dumps([{"correct": correct, "by": "key", "at": learner.at}]),
        "answered_at": learner.at,
    }


def _evidence(
    learner: Learner, attempt: store.Row, item: Mapping[str, Any], difficulty: float, tries: int, correct: bool
) -> dict[str, Any]:
    return {
        "learner_id": learner.id,
        "moment": f"{attempt['course']}#{item['skill']}#{tries:06}#{attempt['attempt_id']}#{item['id']}",
        "skill": item["skill"],
        "item": item["id"],
        "correct": correct,
        "difficulty": Decimal(repr(difficulty)),
        "discrimination": Decimal(repr(item["a"])),
        "guess": Decimal(repr(guess(item))),
        "at": learner.at,
    }


def _result(submission: Submission, graded: Grade, course: str, sheet: Sheet) -> SubmissionResult:
    then = sheet.until(submission.item)
    return SubmissionResult(
        item=submission.item,
        correct=graded.correct,
        key=graded.shown,
        explanation=graded.explanation,
        options=graded.options,
        misconception=None if graded.correct else graded.misconception,
        attempt=AttemptSoFar(
            status="closed" if then.ended else "open",
            answered=len(then.answers),
            asked=len(then.asked),
            correct=then.correct,
            passed=then.passed if then.ended else None,
        ),
        next=f"/me/courses/{course}/next",
    )
