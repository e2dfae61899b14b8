"""Tests here run on a deployed stack."""

from tests.kit.deployed import stack

__all__ = ["stack"]
