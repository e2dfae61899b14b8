"""The room's key, queue and sender in the emulated account."""

import pytest

from tests.kit.mailing import room

__all__ = ["room"]


@pytest.fixture(autouse=True)
def _in_place(room: None) -> None:
    """Every test of the room has its settings."""
