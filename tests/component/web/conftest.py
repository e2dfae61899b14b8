"""The web door has no store, so none is made for it."""

import pytest


@pytest.fixture(autouse=True)
def stores() -> None:
    """No store at all: touching one fails."""
