"""The review of contested grades by operators: the queue of open contests, and the decision of one.

Purpose: assessment. Stores: contests, responses, attempts, beliefs, evidence, audit, keys (read); the published course
and its answer keys.
"""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query
from pydantic import BaseModel, ConfigDict, StringConstraints

from assessment import review_queue, reviewing
from assessment.contest_shown import ContestedGrade, shown
from assessment.review_queue import Waiting
from assessment.shown import ShownAnswer
from inarax import http, problems
from inarax.access import in_role
from inarax.roles import Role
from inarax.stores.contests import Handle

app = http.Api(in_role(Role.OPERATOR))


class Regrade(BaseModel):
    """Whether the answer counts as right after all, and why, in words for the learner."""

    model_config = ConfigDict(extra="forbid")

    correct: bool
    explanation: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class WaitingContest(ContestedGrade):
    """An open contest with what its review needs; not whose it is."""

    stem: str
    answer: ShownAnswer
    correct: bool
    key: ShownAnswer


class WaitingContests(BaseModel):
    """Some of the queue, the oldest first, and where the rest begins."""

    contests: list[WaitingContest]
    cursor: str | None


@app.get("/contests", **http.may(problems.UnknownCursor, problems.NotAllowed))
def waiting(cursor: Annotated[str | None, Query(max_length=1024)] = None) -> WaitingContests:
    """The open contests."""
    page = review_queue.waiting(cursor, app.caller.learner_id, app.at)
    return WaitingContests(contests=[_waiting(each) for each in page.entries], cursor=page.cursor)


@app.post(
    "/contests/<contest>/regrades",
    status_code=HTTPStatus.CREATED,
    **http.may(
        problems.NotFound,
        problems.NotAllowed,
        problems.AlreadyDecided,
        problems.AccountClosed,
        problems.Conflict,
    ),
)
def decide(contest: Annotated[str, Path(max_length=256)], regrade: Regrade) -> Response[ContestedGrade]:
    """Decide a contest: the grade is upheld or changed, with an explanation."""
    decision = reviewing.Decision(regrade.correct, regrade.explanation, app.at)
    decided = reviewing.decided(Handle.parse(contest), app.caller.learner_id, decision)
    return http.created(shown(decided, contest), "/contests")


def _waiting(each: Waiting) -> WaitingContest:
    contested = shown(each.contest, each.name)
    return WaitingContest(
        **contested.model_dump(), stem=each.stem, answer=each.answer, correct=each.correct, key=each.key
    )


handler = http.handler(app, __name__)
