"""Why a lesson is next: a code for programs, a text for the learner, and the facts both rest on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from adaptive.course import Learner, Lesson


class Reason(NamedTuple):
    """`facts` hold the numbers and ids the decision used, so that it can be explained, contested and recomputed."""

    code: str
    text: str
    facts: Mapping[str, float | str]


class Reasons(NamedTuple):
    """Words reasons for one learner. `titles` is by skill; where there is none, the id shows."""

    learner: Learner
    titles: Mapping[str, str]
    threshold: float

    def remedial(self, failed: Lesson, skill: str, lesson: Lesson) -> Reason:
        """A failed quiz leads to the lesson that helps with its weakest skill."""
        text = (
            f"{self._quiz(failed)} Your {self._mastery_of(skill)}. This lesson ({lesson.minutes} minutes) takes it "
            f"step by step before you try {_named(failed)} again."
        )
        return Reason("failed-remedial", text, self._failed(failed) | self._facts(skill))

    def prerequisite(self, failed: Lesson, skill: str, needed: str) -> Reason:
        """A failed quiz leads to what its weakest skill builds on, since that is weaker still."""
        text = (
            f"{self._quiz(failed)} {self._skill(skill)} builds on another skill, and your {self._mastery_of(needed)}. "
            f"Strengthen that first, then try {_named(failed)} again."
        )
        return Reason("failed-prerequisite", text, self._failed(failed) | self._facts(needed) | {"needed_by": skill})

    def again(self, failed: Lesson, skill: str) -> Reason:
        """A repeated failure leads back to a lesson that was completed before."""
        text = (
            f"{self._quiz(failed)} Your {self._mastery_of(skill)}. You have seen this lesson before; another look at "
            "it helps before the next try."
        )
        return Reason("failed-review", text, self._failed(failed) | self._facts(skill))

    def retry(self, failed: Lesson, skill: str | None) -> Reason:
        """Time to take the failed lesson again."""
        state = f" Your {self._mastery_of(skill)}." if skill else ""
        text = f"{self._quiz(failed)}{state} Go through the lesson once more and try its quiz again."
        return Reason("retry", text, self._failed(failed) | (self._facts(skill) if skill else {}))

    def meanwhile(self, failed: Lesson) -> Reason:
        """Something else first, since nothing is left that would help with the failed lesson."""
        text = f"{self._quiz(failed)} Take this other lesson first, and come back with a fresh mind."
        return Reason("failed-meanwhile", text, self._failed(failed))

    def struggling(self, skill: str) -> Reason:
        """A lesson offered because of the signal."""
        text = (
            f"Your answers suggest that a skill is not settling in yet: your {self._mastery_of(skill)}. "
            "This lesson approaches it in smaller steps."
        )
        return Reason("struggling", text, self._facts(skill))

    def review(self, skill: str) -> Reason:
        """A completed lesson of which a skill is due for review."""
        text = f"You have learned this. Another look at it now keeps it from fading: your {self._mastery_of(skill)}."
        since = datetime.fromtimestamp(self.learner.due[skill], UTC).date().isoformat()
        return Reason("review-due", text, self._facts(skill) | {"due": since})

    def goal(self, skill: str, gap: float, through: Lesson | None) -> Reason:
        """The largest gap to the goal, in the lesson itself or in one that it opens (`through`)."""
        if through:
            opens = f"{_named(through)}, which matters most for your goal now"
            text = f"This lesson opens the way to {opens}: your {self._mastery_of(skill)}."
        else:
            text = f"This lesson matters most for your goal now: your {self._mastery_of(skill)}."
        facts: dict[str, float | str] = {"goal_gap": round(gap, 4)}
        return Reason("goal-opens" if through else "goal-gap", text, facts | self._facts(skill))

    def following(self, first: bool) -> Reason:
        """The authored order, for lack of a goal."""
        text = "This is where the course begins for you." if first else "This is the next lesson of the course."
        return Reason("first" if first else "next", text, {})

    def finished(self) -> Reason:
        """Nothing is left."""
        return Reason("finished", "You have completed or placed out of every lesson of this course.", {})

    def skipping(self, reason: Reason, skipped: Sequence[Lesson]) -> Reason:
        """Adds which lessons before it were placed out of."""
        if not skipped:
            return reason
        names = _listed(_named(lesson) for lesson in skipped)
        text = f"{reason.text} You placed out of {names}."
        ids = ",".join(lesson.id for lesson in skipped)
        return Reason(reason.code, text, {**reason.facts, "placed_out": ids, "threshold": self.threshold})

    def _quiz(self, lesson: Lesson) -> str:
        if score := self.learner.scores.get(lesson.id):
            return f"You answered {score[0]} of {score[1]} questions right in {_named(lesson)}."
        return f"The quiz of {_named(lesson)} did not go well yet."

    def _failed(self, lesson: Lesson) -> dict[str, float | str]:
        right, asked = self.learner.scores.get(lesson.id, (0, 0))
        return {"failed": lesson.id} | ({"right": float(right), "asked": float(asked)} if asked else {})

    def _mastery_of(self, skill: str) -> str:
        value = self._mastery(skill)
        than = f", below {self.threshold:.2f}" if value < self.threshold else ""
        shown = int(value * 100 + 1e-6) / 100  # rounded down, so that nobody reads "0.85, below 0.85"
        neighbour = self.learner.neighbours.get(skill)
        others = f" (your answers on {self._skill(neighbour)} count a little here)" if neighbour else ""
        return f"mastery of {self._skill(skill)} is {shown:.2f}{than}{others}"

    def _facts(self, skill: str) -> dict[str, float | str]:
        facts: dict[str, float | str] = {
            "skill": skill,
            "mastery": self._mastery(skill),
            "threshold": self.threshold,
        }
        neighbour = self.learner.neighbours.get(skill)
        return facts | ({"neighbour": neighbour} if neighbour else {})

    def _mastery(self, skill: str) -> float:
        return self.learner.mastery.get(skill, 0.0)

    def _skill(self, skill: str) -> str:
        return f"“{self.titles.get(skill, skill)}”"


def fitting(reason: Reason, lesson: Lesson, first: Lesson, minutes: int) -> Reason:
    """Adds that the lesson fits into the time there is, and which one would have come first."""
    facts: dict[str, float | str] = {**reason.facts, "minutes": float(minutes)}
    if lesson is first:
        return reason._replace(facts=facts)
    would = f"{_named(first)} would come first, and takes {first.minutes}"
    text = f"{reason.text} It fits into your {minutes} minutes; {would}."
    return Reason(reason.code, text, {**facts, "passed_over": first.id})


def nothing_fits(lesson: Lesson, minutes: int) -> Reason:
    """No lesson that could be next fits; this is the shortest of them."""
    text = (
        f"No lesson that is open to you fits into {minutes} minutes. The shortest is {_named(lesson)}, with "
        f"{lesson.minutes}: you can begin it now and go on another time."
    )
    return Reason("nothing-fits", text, {"minutes": float(minutes), "shortest": float(lesson.minutes)})


def _named(lesson: Lesson) -> str:
    return f"“{lesson.title or lesson.id}”"


def _listed(names: Iterable[str]) -> str:
    *rest, final = names
    return f"{', '.join(rest)} and {final}" if rest else final
