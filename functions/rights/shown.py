"""A request as the learner is shown it: where it stands, since when, what comes next, and by when it is answered."""

import datetime as dt
from collections.abc import Sequence

from pydantic import AwareDatetime, BaseModel

from inarax.denials import Denial
from inarax.proofs import Channel, Doubt, Proof, Proven
from inarax.rights import Jurisdiction, RequestState, Right
from inarax.stores.holds import Hold
from inarax.stores.rights_requests import RightsRequest
from rights.remedies import REMEDIES, KeptData, kept_data

_PASSED_ON = "Your organization passed this on. Nothing happens unless you ask for it here, too; you can decline it."
_DOUBTED = (
    "We have reasonable doubt that it was you who asked, so nothing is done. If it was, sign in anew and ask for it "
    "here once more, or prove who you are by the way you came. If neither happens in time, it is denied."
)
_ERASURE = {
    RequestState.FORWARDED: _PASSED_ON,
    RequestState.INSTRUCTED: "Your organization has us erase your data: we begin 14 days after that. You can decline.",
    RequestState.ENTERED: "A privacy admin entered this for you, and a second one has to approve it. If it was not you "
    "who asked, cancel it; if it was, you can ask for it here and need nobody's approval.",
    RequestState.DOUBTED: _DOUBTED,
    RequestState.COOLING_OFF: "The erasure begins when the cooling-off is over. Until then you can cancel it.",
    RequestState.RUNNING: "Your account is shut, and your data is being erased store by store; then we write to you.",
    RequestState.MAILING: "All but your contact data is erased. It goes when our mail is sent, or after 72 hours.",
    RequestState.CLOSING: "Your sign-in, your contact data and your keys are being deleted, and read back.",
    RequestState.HELD: "Nothing is erased yet: a role must be taken back first. We look again daily; you can cancel.",
    RequestState.KEPT: "All else is erased. What is kept goes by itself when the reason has ended; the receipt says.",
    RequestState.COMPLETE: "Nothing more: all is erased and was read back. The receipt says what, and what is kept.",
    RequestState.CANCELLED: "Nothing more: the request was cancelled, and nothing was erased.",
    RequestState.DENIED: "Nothing more: the request was denied, and nothing was erased. You can ask again yourself.",
}
_RESTRICTION = {
    RequestState.FORWARDED: _PASSED_ON,
    RequestState.RESTRICTED: "Your data is kept and not used. You can lift that any time; before we do, we tell you.",
    RequestState.LIFTING: "On the day that is named we use your data again. Until then it is kept and not used.",
    RequestState.COMPLETE: "Nothing more: the restriction was lifted, and your data is used again.",
    RequestState.CANCELLED: "Nothing more: it was declined, or the account is being erased.",
}
_ACCESS = {
    RequestState.FORWARDED: _PASSED_ON,
    RequestState.RUNNING: "We are reading everything we hold about you, store by store; then we write to you.",
    RequestState.DOUBTED: _DOUBTED,
    RequestState.READY: "You can download it until it is deleted. When you have it, you can delete it yourself.",
    RequestState.WITHDRAWING: "It is being deleted, and read back; when it is gone, you can ask for another.",
    RequestState.COMPLETE: "Nothing more: the export was deleted.",
    RequestState.CANCELLED: "Nothing more: it was declined, or the account is being erased, and the export with it.",
    RequestState.DENIED: "Nothing more: the request was denied. You can ask again yourself.",
}
_NEXT = {Right.ERASURE: _ERASURE, Right.RESTRICTION: _RESTRICTION, Right.ACCESS: _ACCESS}


class StepShown(BaseModel):
    """A state, and since when."""

    state: RequestState
    at: AwareDatetime


class ProvenShown(BaseModel):
    """By which way the learner came, and by what they proved to a privacy admin who they are."""

    channel: Channel
    proof: Proof


class DoubtShown(BaseModel):
    """Why there is reasonable doubt who asked, and until when proof is waited for."""

    reason: Doubt
    because: str
    until: AwareDatetime | None


class DeniedShown(BaseModel):
    """Why nothing was done of it, and by which rule of law (art. 12(4) GDPR)."""

    reason: Denial
    because: str
    article: str


class RequestShown(BaseModel):
    """One request; `due` is the last day on which the answer is in time (art. 12(3) GDPR; § 7021(b), title 11 CCR).

    `extended` is why it is a later day than the first, if it is.

    `proven` is null where the learner's own sign-in is the proof. `kept` is what the law lets us not erase for now,
    `doubt` what is asked of the learner, `denied` why nothing is done, and `remedies` what one can do about what is
    kept or denied (art. 12(4)).
    """

    id: str
    right: Right
    state: RequestState
    next: str
    opened_at: AwareDatetime
    jurisdiction: Jurisdiction
    due: dt.date
    extended: str | None
    proven: ProvenShown | None
    doubt: DoubtShown | None
    denied: DeniedShown | None
    history: list[StepShown]
    kept: list[KeptData]
    remedies: list[str]


def shown(request: RightsRequest, holds: Sequence[Hold] = ()) -> RequestShown:
    """The request, without whose it is, and the active holds on who made it."""
    return RequestShown(
        id=request.request_id,
        right=request.right,
        state=request.state,
        next=_NEXT[request.right][request.state],
        opened_at=request.opened_at,
        jurisdiction=request.jurisdiction,
        due=request.due,
        extended=request.extended,
        proven=_proven(request.proven) if request.proven else None,
        doubt=_doubt(request) if request.state is RequestState.DOUBTED else None,
        denied=_denied(request) if request.state is RequestState.DENIED else None,
        history=[StepShown(state=step.state, at=step.at) for step in request.history],
        kept=[kept_data(hold) for hold in holds],
        remedies=list(REMEDIES) if holds or request.state is RequestState.DENIED else [],
    )


def _proven(proven: Proven) -> ProvenShown:
    return ProvenShown(channel=proven.channel, proof=proven.proof)


def _doubt(request: RightsRequest) -> DoubtShown:
    reason = Doubt(request.note or "")
    return DoubtShown(reason=reason, because=reason.words, until=request.next_at)


def _denied(request: RightsRequest) -> DeniedShown:
    reason = Denial(request.note or "")
    return DeniedShown(reason=reason, because=reason.words, article=reason.article(request.jurisdiction))
