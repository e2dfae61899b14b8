"""A learner's contests: of a grade or of a placement's level; those of signals are listed here, too.

Purpose: assessment. Stores: contests (read, write), responses, attempts, beliefs, courses, keys (read); quotas and
standings are checked; the published course.
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query
from pydantic import BaseModel, ConfigDict

from assessment.contest_named import named
from assessment.contest_shown import ContestShown, NamedContest, in_words, shown
from assessment.contesting import contestable
from inarax import contested, deadlines, http, problems
from inarax.again import settled
from inarax.contested import Words
from inarax.ids import Slug, Uuid
from inarax.stores import contests, idempotency
from inarax.stores.base import read, transact
from inarax.stores.contests import Contest

app = http.Api()


class ContestMade(BaseModel):
    """What is contested, and why: the grade of an item in an attempt or, without an item, the level of a placement."""

    model_config = ConfigDict(extra="forbid")

    attempt: Uuid
    item: Slug | None = None
    text: Words


class ContestsShown(BaseModel):
    """Some of the caller's contests, and where the rest begins."""

    contests: list[NamedContest]
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
def begin(wish: ContestMade) -> Response[ContestShown]:
    """Contest a grade or level of the caller's own, once each: a person decides on it (art. 22(3) GDPR)."""
    made = settled(lambda: _contest(wish))
    return http.created(shown(made, made.contest_id), f"/me/contests/{made.contest_id}")


@app.get("/me/contests", **http.may(problems.UnknownCursor))
def mine(cursor: Annotated[str | None, Query(max_length=512)] = None) -> ContestsShown:
    """The caller's contests, open and decided."""
    page = contests.all_of(app.caller.learner_id, cursor)
    return ContestsShown(contests=_in_words(page.entries), cursor=page.cursor)


@app.get("/me/contests/<contest>", **http.may(problems.NotFound))
def one(contest: Annotated[str, Path(max_length=128)]) -> NamedContest:
    """One of the caller's contests."""
    (found,) = read(contests.of(app.caller.learner_id, contest))
    if found is None:
        raise problems.NotFound
    return _in_words([found])[0]


def _in_words(found: Sequence[Contest]) -> list[NamedContest]:
    return [in_words(each, each.contest_id, about) for each, about in zip(found, named(found), strict=True)]


def _contest(wish: ContestMade) -> Contest:
    once, learner = http.once(app), app.caller.learner_id
    if made := idempotency.earlier(once, app.at):
        (earlier,) = read(contests.of(learner, made))
        if earlier is None:
            raise problems.NotFound
        return earlier
    matter, course = contestable(learner, wish.attempt, wish.item)
    new = Contest(learner, matter, course, wish.text, app.at, deadlines.due(app.at))
    transact(*contested.begun(new, once, app.at))
    return new


handler = http.handler(app, __name__)
