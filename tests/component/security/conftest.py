"""The key that seals."""

import pytest

from tests.kit.ledger import sealing

__all__ = ["sealing"]


@pytest.fixture(autouse=True)
def _in_place(sealing: str) -> None:
    """Every test of the room has it."""
