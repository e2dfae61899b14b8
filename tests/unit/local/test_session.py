"""`make session` signs in whom it is told to, at the stack that runs here."""

from pathlib import Path

import pytest
from local import session
from local.client import Answer, Client
from local.people import PEOPLE
from local.settings import Stack
from urllib3 import HTTPHeaderDict

OPENED = {"__Host-session": "a" * 86}


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, str, str]]:
    """Who signed in where; `make run` keeps its stack in a folder of the test, and every password is right."""
    made: list[tuple[str, str, str]] = []

    def sign_in(client: Client, email: str, password: str) -> Answer:
        made.append((client.origin, email, password))
        client.cookies.update(OPENED)
        return Answer(200, client.origin, HTTPHeaderDict(), b"")

    monkeypatch.setattr(Client, "sign_in", sign_in)
    monkeypatch.setattr(Stack, "file", tmp_path / "stack.json")
    return made


@pytest.mark.parametrize("who", ["priya", "Priya"])
def test_the_cookie_of_whom_is_named_is_printed_and_nothing_else(signed_in, capsys, who: str) -> None:
    running = Stack(port=8300, gateway=8301)
    running.save()
    assert session.main([who]) == 0
    assert signed_in == [(running.origin, "priya@example.com", "Protect-4-Life")]
    assert capsys.readouterr().out == f"__Host-session={OPENED['__Host-session']}\n"


@pytest.mark.parametrize("argv", [[], ["mallory"], ["priya@example.com"]])
def test_whom_nobody_knows_is_told_who_there_is(signed_in, capsys, argv: list[str]) -> None:
    Stack().save()
    assert session.main(argv) == 1
    told = capsys.readouterr()
    assert not told.out
    assert all(person.email.partition("@")[0] in told.err for person in PEOPLE)
    assert not signed_in


def test_without_a_stack_it_says_how_to_start_one(signed_in, capsys) -> None:
    assert session.main(["ada"]) == 1
    assert "make run" in capsys.readouterr().err
    assert not signed_in


def test_a_sign_in_that_opens_no_session_is_said(signed_in, capsys, monkeypatch) -> None:
    monkeypatch.delitem(OPENED, "__Host-session")
    Stack().save()
    assert session.main(["ada"]) == 1
    assert "could not sign in" in capsys.readouterr().err
