"""POST /age-gate: the age question before a first sign-in; its answer is used once and never stored.

Purpose: identity. Stores: none. What goes on is a proof that holds no birth date, only its own expiry.
"""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from identity import macs, minimum_age
from inarax import access, days, http, problems
from inarax.cookies import AGE

app = http.Api(access.anyone)


class AgeAnswer(BaseModel):
    """Month of birth and country of residence, as asked: neutrally, without a hint at what is enough."""

    model_config = ConfigDict(extra="forbid")

    birth_year: Annotated[int, Field(ge=1900, le=2200)]
    birth_month: Annotated[int, Field(ge=1, le=12)]
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    """ISO 3166-1 alpha-2."""


class AgeProof(BaseModel):
    """What an app sends along with its first sign-in, within 30 minutes; a browser has it as a cookie."""

    proof: str


@app.post("/age-gate", **http.may(problems.TooYoung, problems.ForeignOrigin))
def answer(given: AgeAnswer) -> Response[AgeProof]:
    """Prove that the person may have an account: nobody is let in before it is their day, wherever they are."""
    access.refuse_unknown_page(app.current_event.raw_event)
    today = days.last_on_earth(app.at)
    if not minimum_age.is_old_enough(given.birth_year, given.birth_month, given.country, today):
        raise problems.TooYoung
    proof = macs.age_proof(app.at)
    return Response(HTTPStatus.OK, "application/json", AgeProof(proof=proof), headers={"Set-Cookie": [AGE.set(proof)]})


handler = http.handler(app, __name__)
