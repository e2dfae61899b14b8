"""POST /rights/lookups: a privacy admin finds whose account has the mail address that a letter names.

Purpose: rights. Stores: accounts (by index: ids, since when, whether verified), standings (check), audit, quotas
(write). The address comes in the body, as a URL may be logged.
"""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from inarax import access, http, problems
from inarax.roles import Role
from rights.admin import finding


class SoughtAddress(BaseModel):
    """A mail address as it was written to us, in any case and width."""

    model_config = ConfigDict(extra="forbid")

    address: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=320)]


class FoundLearner(BaseModel):
    """Whose account has the address, and since when it exists.

    `email_verified` says that the provider made sure the address was its owner's, and nothing of who writes to us.
    """

    learner_id: str
    created_at: AwareDatetime
    email_verified: bool


class FoundLearners(BaseModel):
    """All whose account has the address, the oldest first: several where one has accounts of several providers."""

    learners: list[FoundLearner]


app = http.Api(access.in_role(Role.PRIVACY_ADMIN))


@app.post("/rights/lookups", **http.may(problems.TooMany))
def look_up(sought: SoughtAddress) -> FoundLearners:
    """Find whose account has a mail address; that they were looked up is noted, and each of them sees it."""
    found = finding.by_address(sought.address, app.caller.learner_id, app.at)
    return FoundLearners(
        learners=[FoundLearner(learner_id=id_, created_at=at, email_verified=sure) for id_, at, sure in found]
    )


handler = http.handler(app, __name__)
