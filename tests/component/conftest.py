"""Stores and doors against moto: one emulated account a process, emptied before each test."""

import pytest

from tests.kit.emulated import account, logged, stores

__all__ = ["account", "logged", "stores"]


@pytest.fixture(autouse=True)
def _emptied(stores: None) -> None:
    """No test finds what another left."""
