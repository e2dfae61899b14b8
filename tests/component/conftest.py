"""Stores and doors against moto: one emulated account a process, emptied before each test."""

from tests.kit.emulated import account, logged, stores

__all__ = ["account", "logged", "stores"]
