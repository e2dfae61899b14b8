"""MiniStack, started and stopped: AWS on one machine, with the functions' IAM roles enforced."""

import os
import subprocess
import time
import urllib.request
from http import HTTPStatus
from pathlib import Path

from local import processes, state
from local.settings import LOOPBACK, MINISTACK, LocalError, Stack

START_SECONDS = 180.0  # it takes 1 to 3; a machine that is busy with something else gets its time


def environment(stack: Stack) -> dict[str, str]:
    """What MiniStack is started with. Nothing of the caller's own AWS settings comes along."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "SAM_"))}
    return kept | {
        **stack.aws,
        "GATEWAY_PORT": str(stack.gateway),
        "BIND_HOST": LOOPBACK,
        "MINISTACK_HOST": LOOPBACK,
        "MINISTACK_REGION": stack.region,
        "AUTH": "true",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(state.services(stack)),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(state.objects(stack)),
        "LAMBDA_WARM_TTL_SECONDS": "300",
        "IOT_MTLS_ENABLED": "0",  # it would listen on every address of the machine
        "LOG_LEVEL": "WARNING",
        "TMPDIR": str(state.temporary(stack)),
    }


def is_healthy(stack: Stack) -> bool:
    """Whether MiniStack answers."""
    try:
        with urllib.request.urlopen(f"{stack.endpoint}/_ministack/health", timeout=2) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except OSError:
        return False


def start(stack: Stack) -> subprocess.Popen[bytes]:
    """Start MiniStack and return once it answers. Whatever happens, `stop` stops what was started."""
    state.prepare(stack)
    log = stack.folder / "ministack.log"
    with log.open("wb") as out:
        # A session of its own: Ctrl-C reaches our process alone, which then stops this in order, with its state saved.
        process = subprocess.Popen(
            [str(MINISTACK), "-m", "ministack"],
            env=environment(stack), cwd=stack.folder,
            stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
        )  # fmt: skip
    stack.emulator_pid.write_text(str(process.pid))
    _wait(stack, process, log)
    return process


def _wait(stack: Stack, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not is_healthy(stack):
        if process.poll() is not None:
            raise LocalError(f"MiniStack stopped at once (exit code {process.returncode}): its last words are in {log}")
        if time.monotonic() > deadline:
            raise LocalError(f"MiniStack does not answer after {START_SECONDS:.0f} s: see {log}")
        time.sleep(0.1)


def stop(stack: Stack) -> bool:
    """Ask the stack's emulator to stop, which is when it saves its state; return whether there was one.

    It goes by the noted number, so that it also stops what a killed run has left behind.
    """
    if not stack.emulator_pid.exists():
        return False
    pid = int(stack.emulator_pid.read_text() or 0)
    is_ours = pid > 0 and "ministack" in processes.command(pid)  # the number may have gone to another program
    if is_ours:
        processes.end(pid)
    stack.emulator_pid.unlink()
    return is_ours
