"""An erasure under test: whose it is, how the mail about it is delivered, and what the stores hold of whom."""

import json
from datetime import date
from typing import Any

from datamap.template import resources, substituted

from inarax import identifying, settings
from inarax.declared import Purpose
from inarax.recipients import Event
from inarax.rights import RequestState
from inarax.stores import audit, holds, identities, keys, mails, rights_requests
from inarax.stores.audit import Action
from inarax.stores.base import read, transact
from inarax.stores.holds import Article, Hold, HoldKind
from inarax.stores.rights_requests import RightsRequest
from inarax.tokens import new_id
from rights.erasure.plan import current as plan
from tests.component.notices.posting import delivered, record
from tests.kit import aws, mailing, oidc
from tests.kit.events import NOW
from tests.kit.learners import Person
from tests.kit.planting import plant
from tests.kit.world import World, begin

TABLES = sorted(
    substituted(each["TableName"]).removeprefix("inarax-") for each in resources("AWS::DynamoDB::Table").values()
)

KEPT = {"audit", "consents"}
"""Where something under a learner's random id stays, with its reason."""


def of(person: Person) -> dict[str, list[Any]]:
    """All items and objects in which a person's id stands, by store."""
    found = {
        table: [item for item in aws.items(table) if person.learner_id in json.dumps(item, default=str)]
        for table in TABLES
    }
    for bucket in ("images", "exports"):
        found[bucket] = [key for key in aws.lying(bucket) if person.learner_id in key]
    return {store: held for store, held in found.items() if held}


def planted(person: Person, subject: str) -> None:
    """Something of the person's in every store of the plan where the world has nothing yet.

    But for a suppression, which would keep the mail from being sent. What was held is held no more.
    """
    transact(holds.save(hold_on(person, "responses")._replace(lifted_at=NOW)))
    told = audit.Event(person.learner_id, Action.ROLES_CHANGED, "somebody", Purpose.IDENTITY, "learner", NOW)
    transact(identities.claim(identifying.identity_key(oidc.ISSUER, subject), person.learner_id), audit.record(told))
    for store in (*plan().first, *plan().last):
        if store.means == "items" and store.name != "suppressions" and store.name not in of(person):
            plant(store.name, person.learner_id)
        if store.means == "objects":  # an upload that never ended, too
            where = {"Bucket": settings.current().bucket(store.bucket), "Key": f"{person.learner_id}/planted"}
            aws.client("s3").put_object(**where, Body=b"planted")
            aws.client("s3").create_multipart_upload(**where)


def hold_on(person: Person, *stores: str) -> Hold:
    """A hold on some stores of a person's, not placed yet."""
    read(keys.of(person.learner_id))
    return Hold(
        person.learner_id,
        new_id(),
        HoldKind.LEGAL_CLAIM,
        Article.CLAIMS,
        "A court has asked for them.",
        frozenset(stores),
        date(2027, 2, 28),
        "an-admin",
        NOW,
    )


def request(request_id: str) -> RightsRequest:
    """The request as it stands."""
    (found,) = read(rights_requests.of(request_id))
    assert found
    return found


def saved(request: RightsRequest) -> None:
    """Bring the request to where the test wants it."""
    transact(rights_requests.save(request))


def is_complete(request_id: str) -> bool:
    """Whether the erasure has come to its end."""
    return request(request_id).state is RequestState.COMPLETE


_TOLD = ("erased-", f"{mails.TO_RECIPIENTS}{Event.ERASED}-")
"""How the ids of these mails begin."""


def deliver() -> None:
    """Let the outbox's stream have the mails about erasures."""
    for item in aws.items("mails"):
        if item["mail_id"]["S"].startswith(_TOLD):
            person = Person(item["learner_id"]["S"], None)  # type: ignore[arg-type]  # nobody is signed in
            delivered(record(person, item["mail_id"]["S"]))


def _forget(request_id: str) -> None:
    """There never was that request."""
    one, client = request(request_id), aws.client("dynamodb")
    client.delete_item(TableName="inarax-rights-requests", Key={"request_id": {"S": request_id}})
    claim = {"learner_id": {"S": one.learner_id}, "right": {"S": one.right.value}}
    client.delete_item(TableName="inarax-rights-claims", Key=claim)


def asked(idp: oidc.Provider) -> World:
    """A world in which Ada has asked for her erasure, Eve has not, and nobody else's is under way."""
    made = begin(idp)
    for another in ("stuck", "entered", "doubted"):
        _forget(made.known[another])
    planted(made.ada, "ada")
    planted(made.eve, "eve")
    mailing.forget_sent()
    return made
