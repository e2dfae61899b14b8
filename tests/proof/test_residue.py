"""Of six people who planted canaries through the public API three are erased: no byte of them is left, and the others'
data is what it was. Everything is read that the template names, and then all that the stack saved when it stopped."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from datamap.template import resources
from local import aws
from local.client import Client
from local.progress import Progress
from local.running import Running, running
from local.settings import ROOT, Stack, free_ports

from tests.kit import erasures
from tests.kit.residue.deployed import Deployed, packages, saved
from tests.kit.residue.newcomers import COURSE, arrived
from tests.kit.residue.people import Planted
from tests.kit.residue.reading import Part, parts, spelled, stored
from tests.kit.residue.scanning import Residue, by_design, scan

ERASED, KEPT = ("ada", "ben", "cleo"), ("dora", "emil", "fay")
OF_ASKING = {"Addresses", "Requests", "Sessions"}
"""What reading one's own data writes: the technical log, and when a session was last used."""
VIEWS = (
    "/me/profile",
    "/me/courses",
    f"/me/courses/{COURSE}/settings",
    f"/me/courses/{COURSE}/progress",
    f"/me/courses/{COURSE}/mastery",
    "/me/contests",
    "/me/consents",
    "/me/objections",
)
IMAGE = "/me/profile/image"
_STILL = 20
"""Looks in a row that must agree before what streams derive counts as there."""


@dataclass
class Played:
    """What was planted, and what was found when and where."""

    people: dict[str, Planted] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    planted: set[Residue] = field(default_factory=set)
    running: set[Residue] = field(default_factory=set)
    saved: set[Residue] = field(default_factory=set)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    backups: list[Part] = field(default_factory=list)

    def of(self, *whose: str) -> list[Planted]:
        """Those people."""
        return [self.people[each] for each in whose]


@pytest.fixture(scope="module")
def home() -> Iterator[Stack]:
    """Where the stack of this proof lives."""
    folder = ROOT / ".local" / "residue"
    shutil.rmtree(folder, ignore_errors=True)
    port, gateway = free_ports(2)
    yield Stack(port=port, gateway=gateway, folder=folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def played(home: Stack) -> Played:
    """All of it, once."""
    play = Played()
    with running(home, Progress()) as stack:
        deployed = packages(home)
        for whose in (*ERASED, *KEPT):
            play.people[whose], play.clients[whose] = arrived(stack, whose)
        _until_still(stack, play)
        play.before = _seen(stack, play)
        play.planted = _found(parts(Deployed(stack)), play.of(*ERASED))
        kept_copies = _backed_up(stack)
        _erase(stack, play)
        play.running = _found(parts(Deployed(stack)), play.of(*ERASED))
        play.after = _seen(stack, play)
        play.backups = _restored(stack, kept_copies)
    play.saved = _found((part for part in saved(home, deployed) if part.resource != "backups"), play.of(*ERASED))
    return play


def _found(read: Iterator[Part], people: list[Planted]) -> set[Residue]:
    return scan(read, [needle for person in people for needle in person.needles()])


def _erase(stack: Running, play: Played) -> None:
    """All of them at once."""
    asked = {whose: erasures.asked(play.clients[whose]) for whose in ERASED}
    for whose, erasure in asked.items():
        play.people[whose].tokens["receipt code"] = erasure.code
        erasures.until(stack, erasure, "mailing")
    for whose, erasure in asked.items():
        assert erasures.written_to(stack, play.people[whose].email)
        erasures.settle(stack, erasure)
    for erasure in asked.values():
        erasures.until(stack, erasure, "complete")


def _seen(stack: Running, play: Played) -> dict[str, Any]:
    """What the kept half sees of their data, and every item and object of theirs as it is stored."""
    seen: dict[str, Any] = {}
    for person in play.of(*KEPT):
        client = play.clients[person.whose]
        answers = {view: client.get(view) for view in VIEWS} | {IMAGE: client.get(IMAGE, Accept="image/webp")}
        assert {answer.status for answer in answers.values()} == {200}
        seen |= {f"{person.whose} {view}": _lasting(answer.body) for view, answer in answers.items()}
    return seen | _stored(stack, play)


def _stored(stack: Running, play: Played) -> dict[str, Any]:
    """What is stored of the kept half, by person and resource."""
    seen: dict[str, Any] = {}
    for part in stored(Deployed(stack)):
        for person in play.of(*KEPT):
            if part.resource not in OF_ASKING and person.learner_id.encode() in part.content:
                seen.setdefault(f"{person.whose} {part.resource}", set()).add(part.content)
    return seen


def _lasting(view: bytes) -> bytes:
    """A view without probabilities: mastery, also where it is told in words, fades between two moments of asking."""
    return re.sub(rb"\b[01]\.\d+", b"", view)


def _until_still(stack: Running, play: Played) -> None:
    """Until nothing that is stored changes any more, and all of the trail is sealed, which is done once a minute.

    Views are not asked: to read one writes by whom it was read.
    """
    last, same = _stored(stack, play), 0
    while same < _STILL or any(b'"unsealed"' in content for seen in last.values() for content in seen):
        now = _stored(stack, play)
        same = same + 1 if now == last else 0
        last = now


def _backed_up(stack: Running) -> dict[str, str]:
    """A backup of every table, as it is before anybody is erased."""
    dynamodb, names = stack.client("dynamodb"), aws.resources(stack.stack)
    return {
        logical: dynamodb.create_backup(TableName=names[logical], BackupName=logical)["BackupDetails"]["BackupArn"]
        for logical in resources("AWS::DynamoDB::Table")
    }


def _restored(stack: Running, backups: dict[str, str]) -> list[Part]:
    """What each backup holds, but for the keys', which are gone after seven days; nothing of them stays."""
    dynamodb, found = stack.client("dynamodb"), []
    for logical, backup in backups.items():
        table = f"restored-{logical.lower()}"
        if logical != "Keys":
            dynamodb.restore_table_from_backup(TargetTableName=table, BackupArn=backup)
            for page in dynamodb.get_paginator("scan").paginate(TableName=table):
                found += [Part(logical, "backup", spelled(item)) for item in page["Items"]]
            dynamodb.delete_table(TableName=table)
        dynamodb.delete_backup(BackupArn=backup)
    return found


def _words(people: list[Planted]) -> set[str]:
    """What of a person is in their own words or names them, as needles call it."""
    return {what for person in people for what in ("email", "name", *person.canaries)}


def test_at_least_twelve_canaries_are_planted_by_each_and_they_are_there(played: Played) -> None:
    assert min(len(person.canaries) for person in played.people.values()) >= 12
    for whose in ERASED:
        found = {each.what for each in played.planted if each.whose == whose}
        assert {"learner id", "subject", "name", "email", "image 0", "session's digest"} <= found


def test_in_the_clear_they_are_nowhere_but_at_the_identity_provider(played: Played) -> None:
    words = _words(played.of(*ERASED))
    assert {each.resource for each in played.planted if each.what in words} == {"UserPool"}


def test_nothing_is_left_in_any_resource(played: Played, figures: Any) -> None:
    left = [each for each in played.running | played.saved if not by_design(each)]
    figures.counts["canaries"] += sum(len(person.canaries) + 2 for person in played.of(*ERASED))
    figures.counts["residues"] += len(left)
    assert left == []


def test_the_others_have_everything_as_it_was(played: Played) -> None:
    assert played.after.keys() == played.before.keys()
    assert [what for what, seen in played.before.items() if played.after[what] != seen] == []
    assert all(
        {f"{whose} Accounts", f"{whose} Responses", f"{whose} ImagesBucket"} <= played.before.keys() for whose in KEPT
    )


def test_old_backups_hold_ids_and_nothing_that_can_be_read(played: Played) -> None:
    found = {each.what for each in _found(iter(played.backups), played.of(*ERASED))}
    assert "learner id" in found
    assert not found & _words(played.of(*ERASED))
