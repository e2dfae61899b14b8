"""The room's keys."""

import pytest

from tests.kit.ledger import seal_key_id

__all__ = ["seal_key_id"]


@pytest.fixture(autouse=True)
def _in_place(seal_key_id: str) -> None:
    """Every test of the room has them."""
