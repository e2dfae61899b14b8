"""`make deploy`'s last step, with the emulator in the place of an account."""

import pytest
from local import shelf
from local.running import Running


def test_the_courses_are_published_to_the_stack_that_samconfig_names(
    stack: Running, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in stack.stack.aws.items():
        monkeypatch.setenv(name, value)
    assert shelf.main() == 0
    assert "current already" in capsys.readouterr().out
