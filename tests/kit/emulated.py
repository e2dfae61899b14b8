"""Fixtures: one emulated account a process, emptied for each test that asks, and what is logged meanwhile."""

import io
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging import StreamHandler
from threading import Lock
from typing import Any

import pytest
from moto import mock_aws
from moto.core.model_instances import model_data
from moto.dynamodb.responses import DynamoHandler

from inarax import logs
from tests.kit import aws, permissions

_up: list[str] = []
"""Not empty while there is an account: two folders of tests that each import the fixtures get the same one."""


@pytest.fixture(scope="session")
def account() -> Iterator[None]:
    """The account with its stores."""
    if _up:
        yield
        return
    with provisioned():
        _up.append("account")
        yield
    _up.clear()


@contextmanager
def provisioned() -> Iterator[None]:
    """An account that runs state machines, with its stores, in which every door is held against its role."""
    with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
        permissions.watch()
        aws.provision()
        with _one_at_a_time(), _forgetful():
            yield


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let no two calls to DynamoDB overlap.

    Whole transactions and single writes are serial in DynamoDB; moto undoes a failed transaction by putting back the
    tables as they were before it, and with them whatever another thread wrote meanwhile.
    """
    lock, call = Lock(), DynamoHandler.call_action

    def alone(handler: DynamoHandler) -> Any:
        with lock:
            return call(handler)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(DynamoHandler, "call_action", alone)
        yield


@contextmanager
def _forgetful() -> Iterator[None]:
    """Let go of what DynamoDB deleted: moto copies whole tables for each transaction, and remembers every copy."""
    with pytest.MonkeyPatch.context() as patched:
        for model in model_data["dynamodb"].values():
            patched.setattr(model, "instances_tracked", deque(maxlen=0))
        yield


@pytest.fixture
def stores(account: None) -> None:
    """Empty tables and buckets, as template.yaml declares them."""
    aws.empty()


@pytest.fixture
def logged(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """Everything that was logged and metered so far."""
    handler = logs.logger.registered_handler
    assert isinstance(handler, StreamHandler)
    written = io.StringIO()
    before = handler.setStream(written)
    yield lambda: written.getvalue() + capsys.readouterr().out
    handler.setStream(before)
