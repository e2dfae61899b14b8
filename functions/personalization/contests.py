"""POST /me/courses/{course}/mastery/{skill}/contests: contest a signal, so that a person looks at it (art. 22(3) GDPR).

Purpose: signals, which rest on legitimate interests. Stores: signals, keys (read), contests (read, write); quotas
and standings are checked. It is listed with the caller's other contests.
"""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict

from inarax import contested, deadlines, http, problems
from inarax.again import settled
from inarax.contested import Words
from inarax.ids import SlugInPath
from inarax.stores import contests, idempotency, signals
from inarax.stores.base import read, transact
from inarax.stores.contests import Contest

app = http.Api()


class SignalContested(BaseModel):
    """What is wrong with the signal, in the caller's words."""

    model_config = ConfigDict(extra="forbid")

    text: Words


class SignalContest(BaseModel):
    """Where the contest is found."""

    contest: str


@app.post(
    "/me/courses/<course>/mastery/<skill>/contests",
    status_code=HTTPStatus.CREATED,
    **http.may(
        problems.NotFound,
        problems.AlreadyContested,
        problems.KeyMissing,
        problems.KeyReused,
        problems.TooMany,
        problems.AccountClosed,
        problems.Conflict,
    ),
)
def begin(course: SlugInPath, skill: SlugInPath, wish: SignalContested) -> Response[SignalContest]:
    """Contest the signal that stands on a skill; each signal once."""
    made = settled(lambda: _contest(course, skill, wish.text))
    return http.created(SignalContest(contest=made), f"/me/contests/{made}")


def _contest(course: str, skill: str, text: str) -> str:
    once, learner = http.once(app), app.caller.learner_id
    if made := idempotency.earlier(once, app.at):
        return made
    (standing,) = read(signals.of(learner, course))
    raised = standing.raised.get(skill) if standing else None
    if raised is None:
        raise problems.NotFound
    matter = contests.signal_of(course, skill, raised.at, f"{raised.signal}: {raised.because}")
    (earlier,) = read(contests.of(learner, matter.name))
    if earlier:
        raise problems.AlreadyContested
    new = Contest(learner, matter, course, text, app.at, deadlines.due(app.at))
    transact(*contested.begun(new, once, app.at))
    return new.contest_id


handler = http.handler(app, __name__)
