"""A restriction as the learner is shown it: on which ground it holds, how far, and when and why it is to end."""

from pydantic import AwareDatetime, BaseModel

from inarax.rights import RequestState
from inarax.stores.rights_requests import RightsRequest
from inarax.stores.standings import Extent, Restriction
from rights.restriction.lifecycle import Ground, Reason
from rights.restriction.restricting import Restricted
from rights.shown import RequestShown
from rights.shown import shown as request_shown

_REASONS = {
    Reason.VERIFIED: "We have looked at what you contest, and found it accurate.",
    Reason.CORRECTED: "What you contested has been corrected.",
    Reason.LAWFUL: "We have looked at what we do with your data, and found it lawful.",
    Reason.CLAIMS_ENDED: "What you needed the data for, as you told us, has come to an end.",
    Reason.OUTWEIGHED: "We have looked at your objection, and our grounds weigh more.",
}


class RestrictionShown(BaseModel):
    """One restriction; `learning` is whether what is done in courses counts meanwhile.

    `lifts_at` and `because` are null unless we have announced that we lift it.
    """

    request: RequestShown
    ground: Ground
    learning: bool
    lifts_at: AwareDatetime | None
    because: str | None


class OwnRestriction(BaseModel):
    """The caller's restriction; null while there is none. `forwarded` is one that their organization passed on."""

    restriction: RestrictionShown | None
    forwarded: RequestShown | None


def shown(found: Restricted) -> OwnRestriction:
    """How it stands."""
    restriction, request = found.standing.restriction, found.request
    return OwnRestriction(
        restriction=_shown(restriction, request) if restriction and request else None,
        forwarded=request_shown(request) if request and request.state is RequestState.FORWARDED else None,
    )


def _shown(restriction: Restriction, request: RightsRequest) -> RestrictionShown:
    lifting = request.state is RequestState.LIFTING
    return RestrictionShown(
        request=request_shown(request),
        ground=Ground(request.about or ""),
        learning=restriction.extent is Extent.LEARNING,
        lifts_at=request.next_at if lifting else None,
        because=_REASONS[Reason(request.note or "")] if lifting else None,
    )
