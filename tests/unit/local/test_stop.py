import signal
import subprocess
import sys
from pathlib import Path

import pytest
from local import claim, stop
from local.settings import Stack

HOLD = """
import signal, sys, threading
from pathlib import Path
from local import claim, settings
claim.MINISTACK = claim.SAM = Path(sys.executable)
claim.is_taken = lambda port: False
asked = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: asked.set())
with claim.claimed(settings.Stack(folder=Path(sys.argv[1]))):
    print("held", flush=True)
    asked.wait()
"""


@pytest.fixture
def stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stack:
    own = Stack(folder=tmp_path)
    monkeypatch.setattr(stop, "Stack", lambda: own)
    return own


def test_a_stack_that_runs_elsewhere_is_asked_to_stop_and_waited_for(
    stack: Stack, capsys: pytest.CaptureFixture[str]
) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(stack.folder)], stdout=subprocess.PIPE) as runner:
        assert runner.stdout is not None
        assert runner.stdout.readline() == b"held\n"
        assert claim.runner(stack) == runner.pid
        assert stop.main() == 0
        assert runner.wait(10) in (0, -signal.SIGTERM)
    assert claim.runner(stack) is None
    assert "Stopped" in capsys.readouterr().out


def test_where_nothing_runs_nothing_is_stopped(stack: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    assert stop.main() == 0
    assert capsys.readouterr().out == "Nothing runs.\n"


def test_what_a_killed_run_left_is_stopped(stack: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", "ministack"]) as left:
        stack.emulator_pid.write_text(str(left.pid))
        assert stop.main() == 0
        assert left.wait(10) == -signal.SIGTERM
    assert "killed run" in capsys.readouterr().out
