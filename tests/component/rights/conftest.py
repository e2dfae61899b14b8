"""The room's keys, its machine, and a world in which somebody has asked for their erasure."""

import pytest

from tests.component.rights import erasing
from tests.kit.identity import deployed, idp
from tests.kit.ledger import seal_key_id
from tests.kit.machine import Machine, machine
from tests.kit.oidc import Provider
from tests.kit.world import World

__all__ = ["deployed", "idp", "machine", "seal_key_id"]


@pytest.fixture(autouse=True)
def _in_place(seal_key_id: str) -> None:
    """Every test of the room has them."""


@pytest.fixture
def world(idp: Provider, machine: Machine, seal_key_id: str) -> World:
    """A world in which Ada has asked for her erasure, and Eve has not."""
    return erasing.asked(idp)
