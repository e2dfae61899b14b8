"""`make pilots` reads what the newest snapshot of the published version says, and of no other version."""

from pathlib import Path

import pytest
from authoring.bundle import Bundle, bundle
from authoring.check import load
from local import proposing, publish

from adaptive.placement.calibrating import Estimate
from adaptive.placement.population import NOBODY
from adaptive.placement.snapshot import Snapshot
from inarax.stores import snapshots
from inarax.stores.base import transact
from inarax.stores.snapshots import Published
from tests.unit.authoring import small_course
from tests.unit.authoring.test_rules import on_trial


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course with an item on trial."""
    small = small_course.write(tmp_path)
    on_trial(small, 1)
    return small


def published(folder: Path) -> Bundle:
    """The course in the folder, published."""
    made = bundle(load(folder))
    publish.point(made.course, made.version, made.title, made.summary)
    return made


def test_the_estimates_of_the_published_version_are_shown(folder, capsys):
    made = published(folder)
    assert proposing.main(folder) == 0
    assert capsys.readouterr().out == "new-0: 0 answers, too few to tell\n"
    for revision, shown in ((1, 120), (2, 140)):
        snapshot = Snapshot(tried={"new-0": Estimate(shown, 1.5, 0.2, 0.25, 0.125)})
        transact(*snapshots.publish(Published(made.course, made.version, revision, snapshot, NOBODY)))
    assert proposing.main(folder) == 0
    told = capsys.readouterr().out
    assert told.startswith("new-0: 140 answers, a 1.50 (standard error 0.20, guessed 1)")
    assert "write a: 1.50, b: 0.25" in told


def test_of_another_version_than_the_published_one_nothing_is_said(folder, capsys):
    assert proposing.main(folder) == 1
    published(folder)
    items = folder / "items" / "more-knots.yaml"
    items.write_text(items.read_text().replace("stem: S", "stem: Otherwise"))
    assert proposing.main(folder) == 1
    assert capsys.readouterr().out.count("not the version that is published") == 2


def test_a_course_with_errors_is_told_them(folder, capsys):
    (folder / "course.yaml").unlink()
    assert proposing.main(folder) == 1
    assert "this file is missing" in capsys.readouterr().out
