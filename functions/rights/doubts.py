"""PUT /rights/requests/{request}/doubt, /proof: a privacy admin has reasonable doubt who asked, or examined a proof.

Purpose: rights. Stores: rights-requests (change), standings (check), audit, mails (write). Art. 12(6) GDPR.
"""

from collections.abc import Iterable
from functools import partial

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict

from inarax import access, http
from inarax.ids import UuidInPath
from inarax.proofs import Channel, Doubt, Proof, Proven
from inarax.roles import Role
from inarax.stores.audit import Action
from inarax.stores.base import Write
from inarax.stores.rights_requests import RightsRequest
from rights.admin import deciding
from rights.admin.queued import RequestOfLearner, tagged
from rights.admin.seen import CHANGES, seen
from rights.doubt import doubting


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


@app.put("/rights/requests/<request>/doubt", **CHANGES)
def doubt(request: UuidInPath, doubted: Doubted) -> Response[RequestOfLearner]:
    """Have it wait for proof: the learner is told what settles it, and until when; never once an erasure has begun."""
    change = partial(doubting.doubted, doubted.reason)
    return tagged(deciding.decided(seen(app, request), Action.DOUBT_RAISED, change, _told), app.at)


@app.put("/rights/requests/<request>/proof", **CHANGES)
def prove(request: UuidInPath, examined: Examined) -> Response[RequestOfLearner]:
    """Record what was examined: it goes on, and the learner is told so, with the day and the way out."""
    change = partial(doubting.settled, Proven(examined.proof, examined.channel, app.caller.learner_id))
    return tagged(deciding.decided(seen(app, request), Action.DOUBT_SETTLED, change, _goes_on), app.at)


def _told(request: RightsRequest, learner_id: str) -> Iterable[Write]:
    return doubting.telling(request, learner_id, app.at)


def _goes_on(request: RightsRequest, learner_id: str) -> Iterable[Write]:
    return doubting.going_on(request, learner_id, app.at)


handler = http.handler(app, __name__)
