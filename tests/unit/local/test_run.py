import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from local import claim, emulator, processes, run, settings
from local.people import PEOPLE
from local.progress import Progress
from local.settings import LocalError, Stack, free_ports


@pytest.fixture
def stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stack:
    for tool in ("MINISTACK", "SAM"):
        monkeypatch.setattr(claim, tool, Path(sys.executable))
    port, gateway = free_ports(2)
    return Stack(port=port, gateway=gateway, folder=tmp_path)


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    """A process that calls itself by the emulator's name and does nothing."""
    code = "import time; print('awake', flush=True); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", code, "ministack"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()  # before that, it may not yet be called by its name
        yield process
        process.kill()


def test_the_port_that_is_asked_for_is_the_origin_s_and_the_emulator_has_the_next() -> None:
    stack = run.arguments(["--port", "8100"])
    assert (stack.origin, stack.endpoint) == ("http://localhost:8100", "http://127.0.0.1:8101")


def test_the_welcome_tells_where_who_and_what_to_try(stack: Stack) -> None:
    text = run.welcome(stack)
    assert stack.origin in text
    assert all(person.email in text and person.password in text for person in PEOPLE)
    assert all(f"{number}. " in text for number in (1, 2, 3))


def test_a_stack_that_runs_is_not_started_twice(stack: Stack) -> None:
    with claim.claimed(stack):
        assert claim.runner(stack)
        with pytest.raises(LocalError, match=f"runs already at {stack.origin}"), claim.claimed(stack):
            pytest.fail("it was started twice")
    assert claim.runner(stack) is None


def test_a_taken_port_is_told_with_what_to_do(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim, "is_taken", lambda port: port == stack.gateway)
    with pytest.raises(LocalError, match=f"port {stack.gateway} is taken.*PORT="), claim.claimed(stack):
        pytest.fail("it was started on a taken port")


def test_a_missing_tool_is_told_with_what_to_do(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim, "SAM", stack.folder / "sam")
    with pytest.raises(LocalError, match="sam is missing: run `make setup`"), claim.claimed(stack):
        pytest.fail("it was started without a tool")


def test_what_a_killed_run_left_is_stopped_by_the_next(stack: Stack, sleeper: subprocess.Popen[bytes]) -> None:
    stack.emulator_pid.write_text(str(sleeper.pid))
    with claim.claimed(stack):
        assert sleeper.wait(5) != 0
        assert not stack.emulator_pid.exists()


def test_a_number_that_went_to_another_program_is_left_alone(stack: Stack) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        stack.emulator_pid.write_text(str(other.pid))
        assert not emulator.stop(stack)
        assert other.poll() is None
        other.communicate(b"\n")
    assert not stack.emulator_pid.exists()


def test_a_process_that_is_gone_needs_no_end(sleeper: subprocess.Popen[bytes]) -> None:
    sleeper.kill()
    sleeper.wait()
    processes.end(sleeper.pid)
    assert processes.command(sleeper.pid) == ""


def test_the_emulator_listens_on_loopback_enforces_roles_and_keeps_its_state(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_PROFILE", "somebody-s-own")
    env = emulator.environment(stack)
    wanted = {"BIND_HOST": "127.0.0.1", "AUTH": "true", "PERSIST_STATE": "1", "IOT_MTLS_ENABLED": "0"}
    assert wanted.items() <= env.items()
    assert env["TMPDIR"].startswith(str(stack.folder))
    assert "AWS_PROFILE" not in env


def test_an_emulator_that_stops_at_once_is_told_of(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(emulator, "MINISTACK", settings.ROOT / "local" / "absent")
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: Ended())
    with pytest.raises(LocalError, match="MiniStack stopped at once"):
        emulator.start(stack)


class Ended:
    """A process that is over."""

    pid, returncode = 0, 1

    def poll(self) -> int:
        return self.returncode


def test_a_step_says_its_name_how_it_goes_and_how_long_it_took() -> None:
    lines: list[str] = []
    progress = Progress(lines.append, every=0.001)
    with progress.step("Waiting"):
        progress.detail = lambda: "for more"
        while not any("for more" in line for line in lines):
            pass
    assert lines[0] == "Waiting ..."
    assert lines[-1].startswith("  done in ")


def test_a_failed_step_is_not_done() -> None:
    lines: list[str] = []
    with pytest.raises(LocalError), Progress(lines.append).step("Failing"):
        raise LocalError("no")
    assert lines == ["Failing ..."]


def test_what_must_be_put_right_is_one_line_and_exit_code_1(
    stack: Stack, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "arguments", lambda _: stack)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(claim, "is_taken", lambda _: True)
    assert run.main([]) == 1
    assert capsys.readouterr().out.count("\n") == 1
