"""A contest as its learner and its reviewer see it."""

from datetime import date, datetime

from pydantic import BaseModel

from assessment.contest_named import Named
from inarax.stores.contests import Contest, ContestKind, Matter


class ContestShown(BaseModel):
    """One contest: of a grade (`attempt` and `item`), of a placement's level (`attempt`), of a signal (`skill`), or of
    an objection that was outweighed, which has no course.

    `said` is the level or the signal with its reason, as it was; `explanation` is the reviewer's. `due` is the last day
    on which the decision is in time (art. 12(3) GDPR).
    """

    contest: str
    kind: ContestKind
    course: str | None
    attempt: str | None
    item: str | None
    skill: str | None
    said: str | None
    status: str
    text: str
    contested_at: datetime
    due: date
    decided_at: datetime | None
    explanation: str | None


class NamedContest(ContestShown):
    """A contest with the words for what it is about: the course's title, and the question or the title of the skill.

    Null where there is none, or where the course has it no more.
    """

    course_title: str | None
    subject: str | None


def shown(contest: Contest, name: str) -> ContestShown:
    """The contest under the name by which whoever asks knows it."""
    return ContestShown(
        contest=name,
        kind=contest.matter.kind,
        course=contest.course or None,
        said=contest.matter.said,
        status=contest.status.value,
        text=contest.text,
        contested_at=contest.contested_at,
        due=contest.due,
        decided_at=contest.decided_at,
        explanation=contest.explanation,
        **_ids(contest.matter),
    )


def in_words(contest: Contest, name: str, about: Named) -> NamedContest:
    """The contest, and what it is about."""
    return NamedContest(**shown(contest, name).model_dump(), course_title=about.course, subject=about.subject)


def _ids(matter: Matter) -> dict[str, str | None]:
    match matter.kind, matter.parts:
        case ContestKind.GRADE, [attempt, item]:
            return {"attempt": attempt, "item": item, "skill": None}
        case ContestKind.SIGNAL, [_, skill, _]:
            return {"attempt": None, "item": None, "skill": skill}
        case ContestKind.OBJECTION, _:
            return {"attempt": None, "item": None, "skill": None}
    return {"attempt": matter.name, "item": None, "skill": None}
