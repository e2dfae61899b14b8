"""The path: which lesson is next, and why.

After a failed quiz comes help on its weakest skill, then help on a skill the learner struggles with, then the lesson
that closes (or opens the way to) the largest goal-weighted gap in mastery among those whose prerequisites hold, then
reviews. Completed lessons, those of another domain and those whose skills are all mastered are never offered as new.
Who has only so many minutes gets the first of these that fits.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from adaptive.course import Course, Learner, Lesson
from adaptive.proposal import Kind, Next, chosen
from adaptive.reasons import Reason, Reasons
from adaptive.versions import DEFAULT

__all__ = [
    "MASTERED",
    "Course",
    "Kind",
    "Learner",
    "Lesson",
    "Next",
    "Reason",
    "left",
    "next_lesson",
    "standard_order",
    "waiting",
]

MASTERED = DEFAULT.mastered


def next_lesson(
    course: Course,
    learner: Learner,
    titles: Mapping[str, str],
    threshold: float = MASTERED,
    *,
    minutes: int | None = None,
) -> Next:
    """The next lesson for this learner, who has so many `minutes` (None: as many as it takes).

    A skill is mastered from `threshold` on. `titles` names skills; an id without a title is shown itself. A lesson
    failed a moment ago (`learner.last`) is offered again only if there is no other to offer.
    """
    chooser = _chooser(course, learner, titles, threshold)
    return chosen(chooser.proposals(), minutes)


def left(course: Course, learner: Learner, threshold: float = MASTERED) -> tuple[Lesson, ...]:
    """The lessons still to take, in the authored order: neither completed nor placed out of, nor of another domain."""
    chooser = _chooser(course, learner, {}, threshold)
    return tuple(lesson for lesson in course.lessons if chooser.todo(lesson))


def standard_order(
    course: Course, completed: Collection[str], *, domain: str | None = None, minutes: int | None = None
) -> Next:
    """The next lesson in the authored order, from what is completed alone: for who objects to personalization."""
    return chosen(_ordered(course, completed, domain), minutes)


def waiting(course: Course, completed: Collection[str], *, domain: str | None = None) -> tuple[Lesson, ...]:
    """The lessons still to take by what is completed alone, in the authored order."""
    return tuple(lesson for lesson in course.lessons if _core(lesson, domain) and lesson.id not in completed)


def _ordered(course: Course, completed: Collection[str], domain: str | None) -> Iterator[Next]:
    missing = waiting(course, completed, domain=domain)
    ids = {lesson.id for lesson in missing}
    text = "This is the next lesson in the order of the course. It was not chosen from your answers."
    for lesson in missing:
        if ids.isdisjoint(lesson.requires):
            yield Next(lesson, Kind.CONTINUE if completed else Kind.START, Reason("standard-order", text, {}))
    yield Next(None, Kind.FINISHED, Reason("finished", "You have completed every lesson of this course.", {}))


def _chooser(course: Course, learner: Learner, titles: Mapping[str, str], threshold: float) -> "_Chooser":
    if not 0.0 < threshold <= 1.0:
        raise ValueError(f"a mastery threshold of {threshold} is not within (0, 1]")
    return _Chooser(course, learner, Reasons(learner, titles, threshold), threshold)


def _fits(lesson: Lesson, domain: str | None) -> bool:
    return lesson.domain is None or domain is None or lesson.domain == domain


def _core(lesson: Lesson, domain: str | None) -> bool:
    return not lesson.remedial and _fits(lesson, domain)


class _Chooser(NamedTuple):
    """One decision: its steps in the order in which they are tried."""

    course: Course
    learner: Learner
    say: Reasons
    threshold: float

    def proposals(self) -> Iterator[Next]:
        """All that could be next, best first; never empty."""
        failed = self._failed()
        just = [lesson for lesson in failed if lesson.id == self.learner.last]
        others = [lesson for lesson in failed if lesson not in just]
        yield from self._help(failed)
        yield from self._struggling()
        yield from (self._retry(lesson) for lesson in others if self._ready(lesson))
        yield from self._help_again(just)
        yield from self._fresh(failed)
        yield from (self._retry(lesson) for lesson in others if self._open(lesson))
        yield from self._reviews()
        yield from (self._retry(lesson) for lesson in just if self._open(lesson))
        yield Next(None, Kind.FINISHED, self.say.finished())

    def _help(self, failed: Sequence[Lesson]) -> Iterator[Next]:
        for lesson in failed:
            for helper, skill in self._helpers(lesson):
                if not self._tried(helper):
                    yield self._helping(lesson, helper, skill)

    def _helping(self, failed: Lesson, helper: Lesson, skill: str) -> Next:
        weakest = self._weakest(failed.skills)
        if skill != weakest:
            return Next(helper, Kind.PREREQUISITE, self.say.prerequisite(failed, weakest, skill))
        return Next(helper, Kind.REMEDIAL, self.say.remedial(failed, skill, helper))

    def _help_again(self, failed: Sequence[Lesson]) -> Iterator[Next]:
        for lesson in failed:
            for helper, skill in self._helpers(lesson):
                yield Next(helper, Kind.REVIEW, self.say.again(lesson, skill))

    def _helpers(self, failed: Lesson) -> Iterator[tuple[Lesson, str]]:
        """Lessons that help with the weakest skill of a failed one, each with the skill it is for."""
        if not failed.skills:
            return
        weakest = self._weakest(failed.skills)
        weaker = [skill for skill in self.course.skills[weakest] if self._mastery(skill) < self._mastery(weakest)]
        for skill in (*sorted(weaker, key=self._mastery), weakest):
            for lesson in sorted(self.course.lessons, key=lambda lesson: lesson.remedial):
                helps = lesson.remedial or skill != weakest
                if helps and skill in lesson.skills and lesson.id != failed.id and self._available(lesson):
                    yield lesson, skill

    def _struggling(self) -> Iterator[Next]:
        for skill in sorted(self.learner.struggling, key=lambda skill: (self._mastery(skill), skill)):
            for lesson in self.course.lessons:
                wanted = lesson.remedial and skill in lesson.skills and self._mastery(skill) < self.threshold
                if wanted and not self._tried(lesson) and self._available(lesson):
                    yield Next(lesson, Kind.REMEDIAL, self.say.struggling(skill))

    def _fresh(self, failed: Sequence[Lesson]) -> Iterator[Next]:
        todo = [lesson for lesson in self.course.lessons if self.todo(lesson)]
        gaps = self._gaps(todo)
        ready = [lesson for lesson in todo if self._open(lesson) and lesson.id not in self.learner.failed]
        for lesson in sorted(ready, key=lambda lesson: -gaps[lesson.id][0]):  # stable: the authored order among equals
            gap, through = gaps[lesson.id]
            if failed:
                reason = self.say.meanwhile(failed[0])
            elif gap > 0.0:
                skill = max(through.skills, key=self._gap)
                reason = self.say.goal(skill, gap, None if through is lesson else through)
            else:
                reason = self.say.following(self._untouched())
            kind = Kind.START if self._untouched() else Kind.CONTINUE
            yield Next(lesson, kind, self.say.skipping(reason, self._skipped_before(lesson)))

    def _reviews(self) -> Iterator[Next]:
        for skill in sorted(self.learner.due, key=lambda skill: (self.learner.due[skill], skill)):
            for lesson in self.course.lessons:
                known = _core(lesson, self.learner.domain) and lesson.id in self.learner.completed
                if known and lesson.asks and skill in lesson.skills and self._open(lesson):
                    yield Next(lesson, Kind.REVIEW, self.say.review(skill))

    def _retry(self, lesson: Lesson) -> Next:
        weakest = self._weakest(lesson.skills) if lesson.skills else None
        return Next(lesson, Kind.CONTINUE, self.say.retry(lesson, weakest))

    def _gaps(self, todo: Sequence[Lesson]) -> dict[str, tuple[float, Lesson]]:
        """Per lesson the largest goal-weighted gap among itself and all that wait for it, and whose gap that is."""
        gaps: dict[str, tuple[float, Lesson]] = {}

        def gap(lesson: Lesson) -> tuple[float, Lesson]:
            if lesson.id not in gaps:
                own = (sum(self._gap(skill) for skill in lesson.skills), lesson)
                waiting = (gap(other) for other in todo if lesson.id in other.requires)
                gaps[lesson.id] = max([own, *waiting], key=lambda pair: pair[0])
            return gaps[lesson.id]

        for lesson in todo:
            gap(lesson)
        return gaps

    def _gap(self, skill: str) -> float:
        weight = (self.learner.goal or {}).get(skill, 0.0)
        return weight * max(0.0, self.threshold - self._mastery(skill))

    def _failed(self) -> list[Lesson]:
        """Failed lessons yet to be passed, the last one first; of a remedial one, what it helps with is retried."""
        failed = [
            lesson
            for lesson in self.course.lessons
            if lesson.id in self.learner.failed and _core(lesson, self.learner.domain) and not self._mastered(lesson)
        ]
        return sorted(failed, key=lambda lesson: lesson.id != self.learner.last)

    def _ready(self, failed: Lesson) -> bool:
        """Whether to retry before going on: something else was done since, or the help there is has been used."""
        helped = any(self._tried(helper) for helper, _ in self._helpers(failed))
        return self._open(failed) and (self.learner.last is not None or helped)

    def _skipped_before(self, lesson: Lesson) -> list[Lesson]:
        """The run of lessons right before this one that were placed out of."""
        before = takewhile(lambda other: other is not lesson, self.course.lessons)
        core = [other for other in before if _core(other, self.learner.domain)]
        run = list(takewhile(lambda other: self._mastered(other) and not self._tried(other), reversed(core)))
        return run[::-1]

    def todo(self, lesson: Lesson) -> bool:
        """Whether a lesson is to be taken for the first time."""
        wanted = _core(lesson, self.learner.domain) and not self._mastered(lesson)
        return wanted and lesson.id not in self.learner.completed

    def _available(self, lesson: Lesson) -> bool:
        return _fits(lesson, self.learner.domain) and not self._mastered(lesson) and self._open(lesson)

    def _open(self, lesson: Lesson) -> bool:
        return all(self._holds(required, lesson) for required in lesson.requires)

    def _holds(self, required: str, lesson: Lesson) -> bool:
        """A prerequisite is met, was not for this learner, or is the failed lesson that a remedial one helps with."""
        needed = self.course.lesson(required)
        return (
            needed.id in self.learner.completed
            or self._mastered(needed)
            or not _core(needed, self.learner.domain)
            or (lesson.remedial and needed.id in self.learner.failed)
        )

    def _tried(self, lesson: Lesson) -> bool:
        return lesson.id in self.learner.completed or lesson.id in self.learner.failed

    def _untouched(self) -> bool:
        return not self.learner.completed and not self.learner.failed

    def _mastered(self, lesson: Lesson) -> bool:
        return bool(lesson.skills) and all(self._mastery(skill) >= self.threshold for skill in lesson.skills)

    def _mastery(self, skill: str) -> float:
        return self.learner.mastery.get(skill, 0.0)

    def _weakest(self, skills: Sequence[str]) -> str:
        return min(skills, key=self._mastery)
