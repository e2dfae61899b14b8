"""Stores and doors against moto: one emulated account a process, emptied before each test."""

import io
from collections.abc import Callable, Iterator

import pytest
from moto import mock_aws

from inarax import logs
from tests.kit import aws, permissions


@pytest.fixture(scope="session")
def _account() -> Iterator[mock_aws]:
    mocked = mock_aws()
    mocked.start()
    permissions.watch()
    aws.provision()
    yield mocked
    mocked.stop()


@pytest.fixture(autouse=True)
def stores(_account: mock_aws) -> None:
    """Empty tables and buckets, as template.yaml declares them."""
    aws.empty()


@pytest.fixture
def logged(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """Everything that was logged and metered so far."""
    handler = logs.logger.registered_handler
    written = io.StringIO()
    before = handler.setStream(written)
    yield lambda: written.getvalue() + capsys.readouterr().out
    handler.setStream(before)
