"""A case of the fault matrix, played to its end."""

from inarax.rights import RequestState
from inarax.stores import audit
from rights.erasure import lifecycle
from tests.component.rights import meanwhile
from tests.component.rights.erasing import KEPT, deliver, of, request
from tests.component.rights.faults import Case, Faulty
from tests.kit import weather
from tests.kit.machine import Machine
from tests.kit.world import World


def ends_by_itself(world: World, machine: Machine, case: Case) -> None:
    """It ends complete, or waits for a named decision and ends complete after it; nothing is left, nothing lost."""
    erasure, eves = world.known["erasure"], of(world.eve)
    machine.fault = faulty = Faulty(world, machine, case, erasure)
    with weather.under(case.weather()):
        machine.run(lambda: request(erasure).state in {RequestState.COMPLETE, RequestState.HELD}, deliver)
        if request(erasure).state is RequestState.HELD:
            assert request(erasure).note == lifecycle.ROLES_GRANTED
            meanwhile.grant("{}")
        machine.run(lambda: request(erasure).state is RequestState.COMPLETE, deliver)
    assert faulty.turns
    assert set(of(world.ada)) <= KEPT
    assert of(world.eve) == eves
    assert len(list(audit.entries(audit.nobody(world.ada.learner_id)))) == 1
    assert world.ada.learner_id not in machine.told()
