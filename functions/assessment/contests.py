"""A learner's contested grades: contest one, list them, read one.

Purpose: assessment. Stores: responses, contests, keys (read).
"""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query
from pydantic import BaseModel, ConfigDict, StringConstraints

from assessment.contest_shown import ContestedGrade, shown
from inarax import http, problems
from inarax.again import settled
from inarax.ids import Slug, Uuid
from inarax.stores import contests, idempotency, quotas, responses, standings
from inarax.stores.base import read, transact
from inarax.stores.contests import Contest

DAILY = 20

app = http.Api()


class ContestedAnswer(BaseModel):
    """Which grade is contested, and why."""

    model_config = ConfigDict(extra="forbid")

    attempt: Uuid
    item: Slug
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class ContestedGrades(BaseModel):
    """Some of the caller's contests, and where the rest begins."""

    contests: list[ContestedGrade]
    cursor: str | None


@app.post(
    "/me/contests",
    status_code=HTTPStatus.CREATED,
    **http.may(
        problems.NotFound,
        problems.NotGraded,
        problems.AlreadyContested,
        problems.KeyMissing,
        problems.KeyReused,
        problems.TooMany,
        problems.AccountClosed,
        problems.Conflict,
    ),
)
def begin(contested: ContestedAnswer) -> Response[ContestedGrade]:
    """Contest the grade of an answer of the caller's own; each grade once."""
    made = settled(lambda: _contest(contested))
    return http.created(shown(made, made.contest_id), f"/me/contests/{made.contest_id}")


@app.get("/me/contests", **http.may(problems.UnknownCursor))
def mine(cursor: Annotated[str | None, Query(max_length=512)] = None) -> ContestedGrades:
    """The caller's contests, open and decided."""
    page = contests.all_of(app.caller.learner_id, cursor)
    return ContestedGrades(contests=[shown(each, each.contest_id) for each in page.entries], cursor=page.cursor)


@app.get("/me/contests/<contest>", **http.may(problems.NotFound))
def one(contest: Annotated[str, Path(max_length=128)]) -> ContestedGrade:
    """One of the caller's contests."""
    (found,) = read(contests.of(app.caller.learner_id, contest))
    if found is None:
        raise problems.NotFound
    return shown(found, found.contest_id)


def _contest(contested: ContestedAnswer) -> Contest:
    once, learner = http.once(app), app.caller.learner_id
    if made := idempotency.earlier(once, app.at):
        (earlier,) = read(contests.of(learner, made))
        if earlier is None:
            raise problems.NotFound
        return earlier
    (response,) = read(responses.of(learner, contested.attempt, contested.item))
    if response is None:
        raise problems.NotGraded
    new = Contest(learner, contested.attempt, contested.item, response.course, contested.text, app.at)
    transact(
        standings.active(learner),
        idempotency.claim(once, new.contest_id, app.at),
        contests.begin(new),
        quotas.spend(learner, "contests", daily=DAILY, at=app.at),
    )
    return new


handler = http.handler(app, __name__)
