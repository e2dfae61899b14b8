"""What is left of a course for a learner, and the honest chance to be done by the day they chose.

The chance rests on when they opened and completed lessons, and on nothing else. Who objects to personalization, or has
restricted their record, is told what is left and how much a week that makes, and no chance.
"""

from collections.abc import Iterator
from datetime import date, datetime
from math import ceil
from typing import NamedTuple

from adaptive import pace
from adaptive.pace import Pace, Studied
from adaptive.path import Lesson
from inarax import days
from personalization.choosing import Situation, course_of, remaining


class Plan(NamedTuple):
    """The lessons that are left, with the minutes they take this learner; and what comes of that by the chosen day.

    `days` are left, today among them, for as long as it is that day somewhere on earth; `needed` are minutes a week.
    `code` says on what `chance` rests, or why there is none.
    """

    lessons: tuple[Lesson, ...]
    deadline: date | None
    days: int | None
    needed: float | None
    pace: Pace | None
    chance: float | None
    code: str
    text: str

    @property
    def minutes(self) -> int:
        """What is left takes so long, each lesson once."""
        return sum(lesson.minutes for lesson in self.lessons)


def plan(situation: Situation, at: datetime, *, plain: bool) -> Plan:
    """The plan as of `at`; by the `plain` order of the course where that is asked for."""
    lessons, deadline = remaining(situation, at, plain=plain), situation.choice.deadline
    minutes = sum(lesson.minutes for lesson in lessons)
    if deadline is None:
        text = f"{_left(minutes)} You have set no day to be done by."
        return Plan(lessons, None, None, None, None, None, "no-deadline", text)
    left = max(0, (deadline - days.last_on_earth(at)).days + 1)
    seen = None if plain else _seen(situation, at)
    found = Plan(lessons, deadline, left, pace.needed(minutes, left), seen, None, "", "")
    if not lessons:
        return found._replace(chance=1.0, code="done", text="Nothing is left: you are done.")
    if not left:
        return found._replace(chance=0.0, code="too-late", text=f"{_left(minutes)} {deadline:%-d %B %Y} has passed.")
    if seen is None:
        return found._replace(code="standard-order" if plain else "too-early", text=_unknown(found, plain=plain))
    chance = pace.chance(seen, minutes, left)
    return found._replace(chance=chance, code="pace", text=_likely(found, seen, deadline, chance))


def _seen(situation: Situation, at: datetime) -> Pace | None:
    return pace.observed(_studied(situation), _seconds(situation.enrollment.enrolled_at), _seconds(at))


def _studied(situation: Situation) -> Iterator[Studied]:
    """What was completed by its quiz alone took no such time; what the current version has not has no minutes."""
    lessons = {lesson.id: lesson.minutes for lesson in course_of(situation).lessons}
    opened = situation.enrollment.opened
    for lesson, at in situation.enrollment.completed.items():
        if lesson in lessons and lesson in opened and opened[lesson] <= at:
            yield Studied(_seconds(at), lessons[lesson])


def _left(minutes: int) -> str:
    return f"What is left takes about {minutes} minutes, each lesson once." if minutes else "Nothing is left."


def _unknown(found: Plan, *, plain: bool) -> str:
    why = (
        "How likely that is we do not reckon, since your lessons follow the order of the course."
        if plain
        else f"How likely that is can be told after {pace.LEAST} weeks, once you have opened and completed a lesson; "
        "testing out of one says nothing of how long it takes you."
    )
    return f"{_left(found.minutes)} That makes {_weekly(found.needed)} until then. {why}"


def _likely(found: Plan, seen: Pace, deadline: date, chance: float) -> str:
    return (
        f"{_stated(chance)} that you are done by {deadline:%-d %B %Y}, if you go on as in the last {seen.weeks} weeks: "
        f"{_weekly(seen.mean)}, in some weeks more and in some less. {_left(found.minutes)} That makes "
        f"{_weekly(found.needed)} until then. This is an estimate from your own weeks, and no promise."
    )


def _weekly(minutes: float | None) -> str:
    return f"about {ceil(minutes or 0)} minutes a week"


def _stated(chance: float) -> str:
    """Nothing that is merely likely is called certain."""
    if chance > 0.99:
        return "The chance is over 0.99"
    return "The chance is under 0.01" if chance < 0.01 else f"The chance is {chance:.2f}"


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
