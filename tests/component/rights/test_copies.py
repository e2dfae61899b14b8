"""Answers out of a copy that a learner made: for who fits the parameters, what is stored, and not who they are."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from benchmarks import copies, replaying
from benchmarks.fitting import reading

from inarax.stores import beliefs, evidence
from inarax.stores.base import read
from tests.component.rights import erasing
from tests.component.rights.exporting import ask, asked_nothing, is_ready, opened
from tests.kit.courses import BINARY


@pytest.fixture
def ada(idp, machine, seal_key_id, tmp_path):
    """Ada, and the file of her copy."""
    person = asked_nothing(erasing.asked(idp)).ada
    made = ask(person).json["id"]
    machine.run(lambda: is_ready(made))
    copy = tmp_path / "copy.zip"
    copy.write_bytes(opened(person, made).content)
    return person, copy


def written(tmp_path: Path, capsys: pytest.CaptureFixture[str], *copied: Path) -> Path:
    """What the program writes of these copies."""
    capsys.readouterr()
    copies.main(Path("courses") / BINARY, copied)
    path = tmp_path / "answers.csv"
    path.write_text(capsys.readouterr().out)
    return path


def test_the_answers_of_a_copy_are_replayed_as_they_are_stored(ada, tmp_path, capsys):
    person, copy = ada
    path = written(tmp_path, capsys, copy, copy)
    first, second = replaying.histories(path)
    assert (first.learner, second.learner) == ("1", "2")
    stored = [each.evidence for each in evidence.of(person.learner_id, BINARY)]
    assert sorted(each for some in first.evidence.values() for each in some) == sorted(stored)
    (belief,) = read(beliefs.of(person.learner_id, BINARY))
    assert first.placement.theta == belief.placement.theta
    assert datetime.fromtimestamp(first.placement.at, UTC) == belief.placement.at.replace(microsecond=0)
    assert len(reading.read(path).rows) == 2 * len(stored)


def test_nothing_of_who_they_are_and_of_no_other_course_is_written(ada, tmp_path, capsys):
    person, copy = ada
    text = written(tmp_path, capsys, copy).read_text()
    assert person.learner_id not in text
    assert text.splitlines()[0] == ",".join(copies.COLUMNS)
    capsys.readouterr()
    copies.main(Path("courses/another"), [copy])
    assert capsys.readouterr().out.splitlines() == [",".join(copies.COLUMNS)]
