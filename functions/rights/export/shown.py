"""An export as the learner is shown it: the request, and what can be downloaded until when."""

import json

from pydantic import AwareDatetime, BaseModel

from inarax.rights import RequestState
from inarax.stores.rights_requests import RightsRequest
from rights import shown
from rights.shown import RequestShown


class ArchiveShown(BaseModel):
    """A ZIP file; `sha256` in hexadecimal. `href` is where it can be downloaded by who has just signed in."""

    href: str
    size: int
    sha256: str
    until: AwareDatetime


class ExportShown(RequestShown):
    """One export; `archive` is there while it can be downloaded."""

    archive: ArchiveShown | None


def export(request: RightsRequest) -> ExportShown:
    """The export, without whose it is."""
    return ExportShown(**shown.shown(request).model_dump(), archive=_archive(request))


def _archive(request: RightsRequest) -> ArchiveShown | None:
    if request.state is not RequestState.READY or request.receipt is None or request.next_at is None:
        return None
    packed = json.loads(request.receipt.statement)["archive"]
    return ArchiveShown(
        href=f"/me/exports/{request.request_id}/archive",
        size=packed["bytes"],
        sha256=packed["sha256"],
        until=request.next_at,
    )
