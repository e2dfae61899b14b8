"""A contest as its learner and its reviewer see it."""

from datetime import datetime

from pydantic import BaseModel

from inarax.stores.contests import Contest


class ContestedGrade(BaseModel):
    """One contest; `explanation` is the reviewer's."""

    contest: str
    course: str
    attempt: str
    item: str
    status: str
    text: str
    contested_at: datetime
    decided_at: datetime | None
    explanation: str | None


def shown(contest: Contest, name: str) -> ContestedGrade:
    """The contest under the name by which whoever asks knows it."""
    return ContestedGrade(
        contest=name,
        course=contest.course,
        attempt=contest.attempt_id,
        item=contest.item,
        status=contest.status.value,
        text=contest.text,
        contested_at=contest.contested_at,
        decided_at=contest.decided_at,
        explanation=contest.explanation,
    )
