"""A stack that is stopped and started again goes on where it was; one that is killed, where it last stopped."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from local import deploy, processes
from local.client import Client
from local.progress import Progress
from local.running import Running, running
from local.settings import ROOT, Stack, free_ports
from local.tour import nonsense

from tests.kit import newcomers

COURSE, LESSON = "networks", "bits"
PATIENCE = 400
"""Requests to make, at about 20 ms each, before a stream that is read every second counts as broken."""


@pytest.fixture(scope="module")
def home() -> Iterator[Stack]:
    """Where the stack of these tests lives, deployed and stopped: its folder and its ports stay, whatever happens."""
    folder = ROOT / ".local" / "proof"
    shutil.rmtree(folder, ignore_errors=True)
    port, gateway = free_ports(2)
    stack = Stack(port=port, gateway=gateway, folder=folder)
    with running(stack, Progress()):
        pass
    yield stack
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _deploys_nothing(home: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting again finds everything deployed."""

    def sam(*_: Any) -> None:
        raise AssertionError("it is deployed again")

    monkeypatch.setattr(deploy, "sam", sam)


def test_what_was_there_is_there_and_goes_on(home: Stack) -> None:
    with running(home, Progress()) as stack:
        client = _struggling(stack)
        before = _seen(client)
    with running(home, Progress()) as stack:
        assert _seen(client) == before
        _struggling(stack)


def test_a_killed_stack_comes_up_again_and_has_lost_only_what_came_since_its_last_stop(home: Stack) -> None:
    with running(home, Progress()) as stack:
        client = _struggling(stack)
        before = _seen(client)
    with running(home, Progress()):
        _fail_quiz(client)
        later = _seen(client)
        number = int(home.emulator_pid.read_text())
        workers = _workers(number)
        assert any("ministack" in processes.command(worker) for worker in workers)
        os.kill(number, signal.SIGKILL)
    with running(home, Progress()) as stack:
        assert _seen(client) in (before, later)
        _struggling(stack)
        assert [worker for worker in workers if "ministack" in processes.command(worker)] == []


def _struggling(stack: Running) -> Client:
    """Somebody new whose signal came: from the stream of the stack as it runs now, since nobody knew of them before."""
    client = newcomers.signed_in(stack)
    assert client.put(f"/me/courses/{COURSE}").status == 201
    for _ in range(2):
        _fail_quiz(client)
    assert _raised(client) == {"binary": "struggling"}
    return client


def _fail_quiz(client: Client) -> None:
    quiz = f"/courses/{COURSE}/quizzes/{LESSON}"
    attempt = client.post(f"{quiz}/attempts", {}).json
    for item in attempt["items"]:
        answer = {"attempt": attempt["attempt"], "item": item["id"], "answer": nonsense(item)}
        assert client.post(f"{quiz}/submissions", answer).status == 201


def _seen(client: Client) -> list[Any]:
    """What the learner sees of their record, without the signals, which come when they come."""
    profile, courses = client.get("/me/profile"), client.get("/me/courses")
    skills = client.get(f"/me/courses/{COURSE}/mastery").json["skills"]
    assert (profile.status, courses.status) == (200, 200)
    return [profile.json, courses.json, [(each["skill"], each["tries"], each["correct"]) for each in skills]]


def _raised(client: Client) -> dict[str, str]:
    """The signals, once there are any."""
    for _ in range(PATIENCE):
        skills = client.get(f"/me/courses/{COURSE}/mastery").json["skills"]
        if raised := {each["skill"]: each["signal"] for each in skills if each["signal"]}:
            return raised
    return {}


def _workers(number: int) -> list[int]:
    """The processes that the emulator runs functions in."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(number)], capture_output=True, text=True, check=True)
    return [int(worker) for worker in listed.stdout.split()]
