"""What may happen while an erasure is at work: requests that were under way, another request, a hold."""

import json

from inarax.rights import RequestState
from inarax.stores import images
from inarax.tokens import new_id
from tests.component.rights.erasing import request
from tests.kit import aws, oidc, permissions
from tests.kit.machine import Machine
from tests.kit.world import World, send

_NOTE = {"domain": None, "goal": None, "deadline": None, "extra_time": 0, "note": "late"}


def nothing(_world: World, _machine: Machine) -> None:
    """Nothing."""


def the_learner_writes(world: World, _machine: Machine) -> None:
    """A new request, which is refused or erased; and what a function writes that was at work when the account was shut.

    None of those lives ten minutes later, when the erasure closes.
    """
    with permissions.of("another door"):
        headers, path = {"If-None-Match": "*"}, {"course": "binary"}
        send(world.ada.request("PUT", "/me/courses/{course}/settings", path, body=_NOTE, headers=headers))
        if request(world.known["erasure"]).state is not RequestState.CLOSING:
            _unconditionally(world.ada.learner_id)


def _unconditionally(learner_id: str) -> None:
    for table in ("requests", "addresses"):
        late = {"learner_id": {"S": learner_id}, "request": {"S": f"late#{new_id()}"}}
        aws.client("dynamodb").put_item(TableName=f"inarax-{table}", Item=late)
    images.keep(learner_id, new_id(), b"late")


def a_second_request_arrives(world: World, machine: Machine) -> None:
    """The learner asks once more, without waiting; and another execution of the same request overtakes this one."""
    with permissions.of("another door"):
        asked = {"body": {"waive_cooling_off": True}, "headers": {"Idempotency-Key": new_id()}}
        send(world.ada.request("POST", "/me/erasures", **asked))
        machine.overtake(world.known["erasure"])


def a_hold_arrives(_world: World, _machine: Machine) -> None:
    """An operator grants the learner a role by configuration."""
    grant(json.dumps({f"{oidc.ISSUER}|ada": {"roles": ["operator"]}}))


def grant(roles: str) -> None:
    """Configure roles."""
    aws.client("ssm").put_parameter(Name="/inarax/role-grants", Type="String", Value=roles, Overwrite=True)


EVENTS = (nothing, the_learner_writes, a_second_request_arrives, a_hold_arrives)
