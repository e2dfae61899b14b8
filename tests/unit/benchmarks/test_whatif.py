"""The command that tells for whom other parameters would decide otherwise, on files as an operator has them."""

import json
from pathlib import Path

import pytest
from benchmarks import replaying, whatif

ROOT = Path(__file__).parents[3]
HEAD = "learner,skill,item,correct,timestamp\n"


@pytest.fixture
def answers(tmp_path):
    path = tmp_path / "answers.csv"
    rows = [f"ada,binary,i{n},1,2026-11-0{n}T12:00:00Z" for n in range(1, 8)] + ["eve,binary,i1,0,1793448000"]
    path.write_text(HEAD + "\n".join(reversed(rows)) + "\n")
    return path


def parameters(tmp_path, **changed):
    path = tmp_path / "new.json"
    path.write_text(json.dumps({"version": "new", **changed}))
    return path


def test_it_names_who_and_what_and_counts(answers, tmp_path, capsys):
    whatif.main(answers, parameters(tmp_path, mastered=0.97, certain=0.98), ROOT / "courses" / "networks")
    said = capsys.readouterr()
    assert said.out.splitlines()[:2] == ["learner,skill,decision,2026-12-default,new", "ada,binary,mastered,yes,no"]
    assert "mastered: yes -> no: 1" in said.err
    assert "learners: 1 of 2" in said.err


def test_the_same_parameters_change_nothing(answers, tmp_path, capsys):
    whatif.main(answers, parameters(tmp_path))
    said = capsys.readouterr()
    assert said.out.splitlines() == ["learner,skill,decision,2026-12-default,new"]
    assert "learners: 0 of 2" in said.err


def test_the_next_lesson_is_chosen_for_a_goal_of_the_course(answers, tmp_path, capsys):
    strict = parameters(tmp_path, mastered=0.97, certain=0.98)
    whatif.main(answers, strict, ROOT / "courses" / "networks", "cloud-engineer")
    assert "next lesson" in capsys.readouterr().out
    with pytest.raises(ValueError, match="no goal 'astronaut'; there are"):
        whatif.main(answers, strict, ROOT / "courses" / "networks", "astronaut")


def test_a_version_that_hears_no_placement_is_told_of_whom_one_placed(tmp_path, capsys):
    path = tmp_path / "answers.csv"
    placed = "ada,binary,i1,1,2026-11-02T12:00:00Z,2.5,2026-11-01T12:00:00Z"
    path.write_text(HEAD.strip() + ",theta,placed_at\n" + placed + "\neve,binary,i1,1,2026-11-02T12:00:00Z,,\n")
    whatif.main(path, parameters(tmp_path, placement=0.0), ROOT / "courses" / "networks")
    assert "ada,binary,mastered,yes,no" in capsys.readouterr().out.splitlines()


def test_the_lessons_that_a_row_says_were_completed_are_those_of_the_learner(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(
        HEAD.strip() + ",completed\nada,binary,i1,1,0,bits\nada,binary,i2,1,1,bits octets\neve,binary,i1,1,0,\n"
    )
    ada, eve = replaying.histories(path)
    assert (ada.completed, eve.completed) == ({"bits", "octets"}, frozenset())


def test_a_placement_without_its_moment_is_refused_by_its_line(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(HEAD.strip() + ",theta\nada,binary,i1,1,0,2.5\n")
    with pytest.raises(ValueError, match="line 2"):
        replaying.histories(path)


@pytest.mark.parametrize("changed", [{"half_life_days": 0.0}, {"unknown": 1}, {"kinds": [{"share": 2}]}])
def test_what_is_no_version_is_refused(tmp_path, changed):
    with pytest.raises(ValueError, match=r"version|shares|parameters|kind"):
        replaying.version(parameters(tmp_path, **changed))


def test_a_time_that_is_none_is_refused_by_its_line(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(HEAD + "ada,binary,i1,1,yesterday\n")
    with pytest.raises(ValueError, match="line 2"):
        replaying.histories(path)
