"""A copy of the project to make false in, one a process."""

from pathlib import Path

import pytest
from policy import mutating


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own files."""
    return mutating.copied(tmp_path_factory.mktemp("project"))
