"""GET /privacy/proof: for each sentence of the policy that claims to be true, what proves it and how that went last.

Purpose: none, since nobody is asked who they are. Stores: none: claims and report are files beside this one.
"""

from aws_lambda_powertools.event_handler import Response

from inarax import access, http, problems
from privacy import proof_shown, published
from privacy.answering import HTML, JSON, answer, documented
from privacy.proof_shown import PolicyProof

app = http.Api(access.anyone)

_KEPT = 300  # seconds for which a cache may go on with it


@app.get("/privacy/proof", **documented(PolicyProof, HTML), **http.may(problems.NotAcceptable))
def proof() -> Response[str]:
    """The sentences with their tests, the change that breaks each, and the last run."""
    found = proof_shown.proof_of(published.claims(), published.proof())
    return answer(app, {JSON: found.model_dump_json, HTML: lambda: proof_shown.html(found)}, max_age=_KEPT)


handler = http.handler(app, __name__)
