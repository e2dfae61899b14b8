"""Courses to test with: a small one to break, and the one that is shipped."""

from pathlib import Path

import pytest
from authoring.check import load
from authoring.models import Course

from tests.unit.authoring import small_course

NETWORKS = Path(__file__).parents[3] / "courses" / "networks"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return small_course.write(tmp_path)


@pytest.fixture(scope="session")
def networks() -> Course:
    return load(NETWORKS)
