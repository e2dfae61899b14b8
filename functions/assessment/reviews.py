"""GET /contests: the queue of open contests, for operators, who review them.

Purpose: assessment. Stores: contests, responses, attempts, courses, keys (read), standings (who restricted their
record), audit (who read); the published course and its answer keys. What is decided has doors of its own.
"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import BaseModel

from assessment import review_queue
from assessment.contest_named import Named, named
from assessment.contest_shown import NamedContest, in_words
from assessment.review_queue import Waiting
from assessment.shown import ShownAnswer, ShownOption
from inarax import http, problems
from inarax.access import in_role
from inarax.roles import Role
from inarax.urgency import Urgency, urgency

app = http.Api(in_role(Role.OPERATOR))


class WaitingAnswer(BaseModel):
    """A question and how it was graded; `options` where it is a choice, `unit` where it asks for a number in one.

    `answer`, `key` and the key's `explanation` where it is the grade that is contested.
    """

    stem: str
    options: list[ShownOption]
    unit: str | None
    correct: bool
    answer: ShownAnswer | None
    key: ShownAnswer | None
    explanation: str | None


class CourseLevel(BaseModel):
    """A level that a placement may give."""

    id: str
    title: str


class WaitingContest(NamedContest):
    """An open contest with what its review needs; not whose it is. `urgency` is null while there is time."""

    urgency: Urgency | None
    answers: list[WaitingAnswer]
    levels: list[CourseLevel]


class WaitingContests(BaseModel):
    """Some of the queue, the oldest first, and where the rest begins."""

    contests: list[WaitingContest]
    cursor: str | None


@app.get("/contests", **http.may(problems.UnknownCursor, problems.NotAllowed))
def waiting(cursor: Annotated[str | None, Query(max_length=1024)] = None) -> WaitingContests:
    """The open contests."""
    page = review_queue.waiting(cursor, app.caller.learner_id, app.at)
    about = named([each.contest for each in page.entries])
    return WaitingContests(contests=list(map(_waiting, page.entries, about)), cursor=page.cursor)


def _waiting(each: Waiting, about: Named) -> WaitingContest:
    contested = in_words(each.contest, each.name, about)
    return WaitingContest(
        **contested.model_dump(),
        urgency=urgency(contested.due, app.at),
        answers=[WaitingAnswer.model_validate(answer, from_attributes=True) for answer in each.answers],
        levels=[CourseLevel(id=level.id, title=level.title) for level in each.levels],
    )


handler = http.handler(app, __name__)
