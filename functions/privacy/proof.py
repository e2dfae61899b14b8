"""GET /privacy/proof: for each sentence of the policy that claims to be true, what proves it and how that went last.
GET /privacy/proof/report, /privacy/proof/signature: the last run's report, and who stands by it.

Purpose: none, since nobody is asked who they are. Stores: none: claims and report are files beside this one; the
signature is a parameter that whoever deploys writes, since no door may sign with its key.
"""

from aws_lambda_powertools.event_handler import Response

from inarax import access, http, problems
from privacy import proof_shown, proof_signed, published
from privacy.answering import HTML, JSON, answer, documented
from privacy.proof_shown import PolicyProof
from privacy.proof_signed import ProofSignature
from privacy.published import ProofReport

app = http.Api(access.anyone)

_KEPT = 300  # seconds for which a cache may go on with it


@app.get("/privacy/proof", **documented(PolicyProof, HTML), **http.may(problems.NotAcceptable))
def proof() -> Response[str]:
    """The sentences with their tests, the change that breaks each, and the last run."""
    found = proof_shown.proof_of(published.claims(), published.proof())
    return answer(app, {JSON: found.model_dump_json, HTML: lambda: proof_shown.html(found)}, max_age=_KEPT)


@app.get("/privacy/proof/report", **documented(ProofReport), **http.may(problems.NotAcceptable, problems.NotFound))
def report() -> Response[str]:
    """The last run's report, byte for byte as it is signed."""
    text = published.proof_text()
    return answer(app, {JSON: lambda: text}, max_age=_KEPT)


@app.get("/privacy/proof/signature", **http.may(problems.NotFound))
def signature() -> ProofSignature:
    """The signature on that report, and the key to verify it with."""
    return proof_signed.signature_on(published.proof_text(), app.at)


handler = http.handler(app, __name__)
