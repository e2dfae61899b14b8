"""Once the last backup copy of what was erased is gone, the receipt gets a second signed line that says so."""

from datetime import datetime

from inarax.stores import rights_requests
from inarax.stores.base import Write
from inarax.stores.rights_requests import Receipt, RightsRequest
from rights.erasure import lifecycle, receipt_signing, receipting


def age(request: RightsRequest, receipt: Receipt, at: datetime) -> Write:
    """Sign it, for a complete erasure of which no backup knows any more; Conflict where another run has."""
    line = receipt_signing.signed(receipting.aged_statement(request, receipt, at))
    return rights_requests.save(lifecycle.aged(request, line))
