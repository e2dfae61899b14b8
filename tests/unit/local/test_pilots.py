"""`make pilots` asks the stack that is meant."""

from subprocess import CompletedProcess

import pytest
from local import pilots, shelf


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--here",), 1)])
def test_the_stack_that_is_meant_is_asked(
    options: tuple[str, ...], code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[object, ...]] = []

    def ask(*arguments: object) -> CompletedProcess[str]:
        asked.append(arguments)
        return CompletedProcess([], code, "knot-9: 3 answers\n", "")

    monkeypatch.setattr(shelf, "at_prod", ask)
    monkeypatch.setattr(shelf, "run_at", ask)
    assert pilots.main(["courses/networks", *options]) == code
    ((module, *_, folder),) = asked
    assert (module, folder) == ("local.proposing", "courses/networks")
    assert ("inarax" in asked[0]) == bool(options)
    assert capsys.readouterr().out == "knot-9: 3 answers\n"
