"""PUT /rights/requests/{request}/doubt, /proof: a privacy admin has reasonable doubt who asked, or examined a proof.

Purpose: rights. Stores: rights-requests (change), standings (check), audit, mails (write). Art. 12(6) GDPR.
"""

from collections.abc import Iterable
from functools import partial

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict

from inarax import access, http, problems
from inarax.ids import UuidInPath
from inarax.proofs import Channel, Doubt, Proof, Proven
from inarax.roles import Role
from inarax.stores.audit import Action
from inarax.stores.base import Write
from inarax.stores.rights_requests import RightsRequest
from rights import deciding, doubting
from rights.queued import RequestOfLearner, of_learner
from rights.seen import Seen


class Doubted(BaseModel):
    """Why there is reasonable doubt."""

    model_config = ConfigDict(extra="forbid")

    reason: Doubt


class Examined(BaseModel):
    """By what the learner proved who they are, and by which way. No copy of any document is kept."""

    model_config = ConfigDict(extra="forbid")

    proof: Proof
    channel: Channel


app = http.Api(access.in_role(Role.PRIVACY_ADMIN))

_CHANGES = http.may(problems.NotFound, problems.NotHere, problems.VersionMissing, problems.Outdated, problems.Conflict)


@app.put("/rights/requests/<request>/doubt", **_CHANGES)
def doubt(request: UuidInPath, doubted: Doubted) -> Response[RequestOfLearner]:
    """Have it wait for proof: the learner is told what settles it, and until when; never once an erasure has begun."""
    change = partial(doubting.doubted, doubted.reason)
    return _tagged(deciding.decided(_seen(request), Action.DOUBT_RAISED, change, _told))


@app.put("/rights/requests/<request>/proof", **_CHANGES)
def prove(request: UuidInPath, examined: Examined) -> Response[RequestOfLearner]:
    """Record what was examined: it goes on."""
    seen = _seen(request)
    change = partial(doubting.settled, Proven(examined.proof, examined.channel, seen.by))
    return _tagged(deciding.decided(seen, Action.DOUBT_SETTLED, change))


def _told(request: RightsRequest, learner_id: str) -> Iterable[Write]:
    return doubting.telling(request, learner_id, app.at)


def _seen(request: str) -> Seen[str]:
    return Seen(request, http.expected_version(app), app.caller.learner_id, app.at)


def _tagged(request: RightsRequest) -> Response[RequestOfLearner]:
    return http.tagged(of_learner(request, app.at), http.etag(request.revision))


handler = http.handler(app, __name__)
