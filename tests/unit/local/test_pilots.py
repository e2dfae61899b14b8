"""`make pilots` asks the stack that is meant."""

from pathlib import Path
from subprocess import CompletedProcess

import pytest
from local import pilots, shelf
from local.settings import Stack

type Asked = list[tuple[object, ...]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Asked:
    """What a stack is asked; `make run` keeps its own in a folder of the test."""
    made: Asked = []

    def ask(*arguments: object) -> CompletedProcess[str]:
        made.append(arguments)
        return CompletedProcess([], len(made[0]) - 2, "knot-9: 3 answers\n", "")

    monkeypatch.setattr(shelf, "at_prod", ask)
    monkeypatch.setattr(shelf, "run_at", ask)
    monkeypatch.setattr(Stack, "file", tmp_path / "stack.json")
    return made


def test_the_stack_that_is_deployed_is_asked(asked: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    assert pilots.main(["courses/networks"]) == 0
    assert asked == [("local.proposing", "courses/networks")]
    assert capsys.readouterr().out == "knot-9: 3 answers\n"


def test_the_stack_that_runs_here_is_asked_wherever_it_answers(asked: Asked) -> None:
    running = Stack(port=8300, gateway=8301)
    running.save()
    assert pilots.main(["courses/networks", "--here"]) == 4
    ((module, name, region, _, aws, folder),) = asked
    assert (module, folder) == ("local.proposing", "courses/networks")
    assert (name, region, aws) == (running.name, running.region, running.aws)


def test_where_none_runs_it_says_how_to_start_one(asked: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    assert pilots.main(["courses/networks", "--here"]) == 1
    assert "make run" in capsys.readouterr().out
    assert asked == []
