"""An erasure under the scanner: two people who planted canaries through the doors, one of whom is erased."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from inarax.roles import Role
from inarax.stores import audit
from tests.component.rights.erasing import deliver, request
from tests.component.rights.test_disclosures import approve, record
from tests.component.rights.test_holds import lift, place
from tests.kit import aws, mailing, oidc
from tests.kit.browsing import DoorBrowser
from tests.kit.courses import BINARY
from tests.kit.learners import signed_in
from tests.kit.machine import Machine
from tests.kit.residue.emulated import Emulated, emptied
from tests.kit.residue.people import Planted
from tests.kit.residue.planting import plant
from tests.kit.residue.reading import Part, parts
from tests.kit.residue.scanning import Residue, by_design, scan
from tests.kit.world import begin


@dataclass
class Scanned:
    """Ada has asked to be erased at once; Eve has not. `logged` is what the doors wrote."""

    machine: Machine
    account: Emulated
    ada: Planted
    eve: Planted
    erasure: str
    logged: Callable[[], str]

    def run(self) -> bool:
        """Let the erasure go on until it is complete (True), or an execution of it has failed."""
        self.machine.run(lambda: self.complete() or self.failed(), deliver)
        return self.complete()

    def have_run(self) -> None:
        """As if it had run, without what the machine was told: far faster than running it for every test."""
        if not _complete:
            assert self.run()
            _complete.append(aws.held())
        aws.hold_again(_complete[0])

    def complete(self) -> bool:
        """Whether it has come to its end."""
        return request(self.erasure).state.value == "complete"

    def failed(self) -> bool:
        """Whether an execution has failed."""
        return any(each["status"] == "FAILED" for each in self.machine.executions())

    def found(self) -> set[Residue]:
        """What the scanner finds of Ada that is not kept by design."""
        return {each for each in self.all_found(self.ada) if not by_design(each)} | set(_undeclared(self.ada))

    def all_found(self, person: Planted) -> set[Residue]:
        """Everything that the scanner finds of somebody."""
        written = Part("DoorLogs", "what the doors wrote", self.logged().encode())
        return scan([*parts(self.account), written], [*person.needles()])


def _undeclared(person: Planted) -> Iterator[Residue]:
    """What lies in a store of which a part is kept, and is not that part."""
    for entry in audit.entries(person.learner_id):
        if not entry.forgotten:
            yield Residue(person.whose, "what an entry says", "Audit", "items")
    for item in aws.items("consents"):
        if item["learner_id"]["S"] == person.learner_id and "expires_at" not in item:
            yield Residue(person.whose, "consent without an end", "Consents", "items")


type _Made = tuple[Planted, Planted, str, aws.Held]

_first: list[_Made] = []
"""The process's first; the others are copies."""
_complete: list[aws.Held] = []
"""And what is held once its erasure is complete."""


def scanned(idp: oidc.Provider, machine: Machine, logged: Callable[[], str]) -> Scanned:
    """A fresh one."""
    if not _first:
        _first.append(_made(idp))
    ada, eve, erasure, held = _first[0]
    aws.hold_again(held)
    account = Emulated(machine.arns)
    emptied()
    mailing.forget_sent()
    return Scanned(machine, account, ada, eve, erasure, logged)


def _made(idp: oidc.Provider) -> _Made:
    begin(idp)
    (ada, browser), (eve, _) = _arrived(idp, "ada"), _arrived(idp, "eve")
    for person in (ada, eve):
        _held_once(person)
        _disclosed(person)
    asked: Any = browser.send(
        "POST", "/me/erasures", {"waive_cooling_off": True}, {"Idempotency-Key": uuid.uuid4().hex}
    )
    ada.tokens["receipt code"] = asked.json["receipt_code"]
    return ada, eve, asked.json["request"]["id"], aws.held()


def _held_once(person: Planted) -> None:
    """A hold was placed on them, for a reason in words about them, and lifted again."""
    pia = signed_in(Role.PRIVACY_ADMIN)
    placed = place(pia, person, reason=person.canary("reason of a hold"))
    assert lift(pia, placed.json["hold"]).status == HTTPStatus.NO_CONTENT


def _disclosed(person: Planted) -> None:
    """Something of theirs was given out, in words about them: they were told of one, and are not told of another."""
    pia, paul = signed_in(Role.PRIVACY_ADMIN), signed_in(Role.PRIVACY_ADMIN)
    for until in (None, "2099-12-31"):
        words = {name: person.canary(f"{name} of a disclosure until {until}") for name in ("recipient", "reference")}
        words["recipient_mail"] = f"{uuid.uuid4().hex}@court.example"
        made = record(pia, person, silent_until=until, **words)
        assert approve(paul, made.json["disclosure"]).status == HTTPStatus.OK


def _arrived(idp: oidc.Provider, whose: str) -> tuple[Planted, DoorBrowser]:
    """Somebody who has signed in for the first time, and left all that one can leave."""
    browser, unique = DoorBrowser(idp), uuid.uuid4().hex
    person = Planted(whose, f"Canary.{unique}@example.com", f"{whose.title()} Canary {unique}", str(uuid.uuid4()))
    browser.sign_in(person.subject, name=person.name, email=person.email)
    plant(browser, person, BINARY)
    return person, browser
