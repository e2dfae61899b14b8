"""The public documents need no store, so none is made for them."""

import pytest

from tests.kit.doors import Answer, call
from tests.kit.events import request


@pytest.fixture
def get():
    """Ask a public door for one of its documents."""

    def ask(handler, resource: str, path: dict[str, str] | None = None, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return call(handler, request("GET", resource, path, headers=named))

    return ask
