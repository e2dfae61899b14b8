"""What can go wrong at a step of the export, and what may happen meanwhile; how a case is played to its end."""

from inarax.declared import Purpose
from inarax.rights import RequestState
from inarax.stores import audit
from inarax.stores.standings import State
from tests.component.rights import erasing
from tests.component.rights.erasing import request
from tests.component.rights.exporting import ask, opened, withdraw
from tests.component.rights.faults import DUE, Case, Faulty, Position, matrix
from tests.component.rights.test_erasures import ask as ask_for_erasure
from tests.kit import aws, permissions, weather
from tests.kit.events import NOW
from tests.kit.machine import Machine
from tests.kit.world import World, freeze, send

_S = RequestState


def nothing(_world: World, _machine: Machine) -> None:
    """Nothing."""


def the_learner_writes(world: World, _machine: Machine) -> None:
    """The learner goes on working."""
    with permissions.of("another door"):
        note = {"domain": None, "goal": None, "deadline": None, "extra_time": 0, "note": "meanwhile"}
        headers, path = {"If-None-Match": "*"}, {"course": "binary"}
        send(world.ada.request("PUT", "/me/courses/{course}/settings", path, body=note, headers=headers))


def a_second_request_arrives(world: World, machine: Machine) -> None:
    """The learner asks once more, and gets the same export; and another execution overtakes this one."""
    with permissions.of("another door"):
        export = asked(world)
        assert ask(world.ada).json["id"] == export
        machine.overtake_export(export)


def it_is_withdrawn(world: World, _machine: Machine) -> None:
    """The learner thinks better of it."""
    with permissions.of("another door"):
        withdraw(world.ada, asked(world))


def a_hold_arrives(world: World, _machine: Machine) -> None:
    """The account is frozen, which holds up no right to have a copy."""
    freeze(world.ada, State.FROZEN)


def an_erasure_arrives(world: World, _machine: Machine) -> None:
    """The learner asks to be erased at once."""
    with permissions.of("another door"):
        ask_for_erasure(world.ada, waive=True)


EVENTS = (nothing, the_learner_writes, a_second_request_arrives, it_is_withdrawn, a_hold_arrives, an_erasure_arrives)

POSITIONS = (
    Position(DUE, _S.RUNNING),
    Position("RightsGathering", _S.RUNNING),
    Position("RightsExporting", _S.RUNNING),
    Position("RightsPacking", _S.RUNNING),
    Position(DUE, _S.READY),
    Position("RightsGathering", _S.WITHDRAWING),
    Position("RightsWithdrawing", _S.WITHDRAWING),
)

MATRIX = matrix(POSITIONS, EVENTS)

_ENDS = {_S.COMPLETE, _S.CANCELLED}


def asked(world: World) -> str:
    """The id of the export that is asked for."""
    (item,) = [each for each in aws.items("rights-requests") if each["right"]["S"] == "access"]
    return str(item["request_id"]["S"])


def ends_by_itself(world: World, machine: Machine, case: Case) -> None:
    """It becomes ready, unless it is withdrawn or erased before; and in the end nothing of it is left."""
    export = str(ask(world.ada).json["id"])
    machine.fault = faulty = Faulty(world, machine, case, export)
    with weather.under(case.weather()):
        machine.run(lambda: request(export).state in {_S.READY, *_ENDS}, erasing.deliver)
        if request(export).state is _S.READY:
            _is_whole(world, export)
        machine.run(lambda: request(export).state in _ENDS and not _erasing(), erasing.deliver)
    assert faulty.turns
    assert (request(export).state is _S.CANCELLED) <= (case.meanwhile is an_erasure_arrives)
    if case.meanwhile not in (it_is_withdrawn, an_erasure_arrives):
        assert _S.READY in {step.state for step in request(export).history}
    assert request(export).learner_id is None
    assert [key for key in aws.lying("exports") if export in key] == []
    assert world.ada.learner_id not in machine.told()
    assert _reads(world, export) <= 1


def _is_whole(world: World, export: str) -> None:
    with permissions.of("another door"):
        archive = opened(world.ada, export) if _signed_in(world) else None
    if archive:
        assert len(archive.data["responses"]) == 2
        assert _reads(world, export) == 1


def _signed_in(world: World) -> bool:
    return send(world.ada.request("GET", "/me/exports", at=NOW)).status == 200


def _erasing() -> bool:
    """Whether an erasure is under way."""
    open_ones = [each for each in aws.items("rights-requests") if "learner_id" in each]
    return any(each["right"]["S"] == "erasure" for each in open_ones)


def _reads(world: World, export: str) -> int:
    """How many entries say that the export was read."""
    found = [each for each in audit.entries(world.ada.learner_id) if each.entry_id == export]
    assert all(each.forgotten or each.body["purpose"] == Purpose.RIGHTS for each in found if each.body)
    return len(found)
