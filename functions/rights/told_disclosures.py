"""GET /me/disclosures: which courts, authorities and others were given data of the caller's by law (art. 15(1)(c)).

Purpose: rights. Stores: disclosures and keys (read). While an order forbids to tell of one, it is not in here.
"""

from inarax import http
from inarax.stores import disclosures
from rights.disclosure.disclosed import OwnDisclosures, own

app = http.Api()


@app.get("/me/disclosures")
def mine() -> OwnDisclosures:
    """What was given to whom, when, and on which basis."""
    return OwnDisclosures(disclosures=list(map(own, disclosures.told_to(app.caller.learner_id))))


handler = http.handler(app, __name__)
