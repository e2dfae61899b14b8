"""An export under test: asked for, carried out, and read as its learner would read it."""

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from inarax.rights import RequestState, Right
from inarax.stores import exports
from inarax.stores.mails import Template
from inarax.tokens import new_id
from rights import exports as door
from rights.export.plan import current as plan
from rights.storage.objects import Objects
from tests.component.notices.posting import delivered, record
from tests.component.rights.erasing import request
from tests.kit import aws
from tests.kit.doors import Answer, call
from tests.kit.events import NOW
from tests.kit.learners import Person
from tests.kit.world import World


def ask(person: Person, *, key: str | None = None, at: datetime = NOW) -> Answer:
    """Ask for an export."""
    headers = {"Idempotency-Key": key or new_id()}
    return call(door.handler, person.request("POST", "/me/exports", headers=headers, at=at))


def mine(person: Person) -> list[Any]:
    """The person's exports, as they are shown."""
    shown: list[Any] = call(door.handler, person.request("GET", "/me/exports")).json["exports"]
    return shown


def withdraw(person: Person, export: str, at: datetime = NOW) -> Answer:
    """Have it deleted."""
    return call(door.handler, person.request("DELETE", "/me/exports/{export}", {"export": export}, at=at))


def download(person: Person, export: str, at: datetime = NOW) -> Answer:
    """Ask where the archive can be had."""
    return call(door.handler, person.request("GET", "/me/exports/{export}/archive", {"export": export}, at=at))


def is_ready(export: str) -> bool:
    """Whether it can be downloaded."""
    return request(export).state is RequestState.READY


def is_complete(export: str) -> bool:
    """Whether it is deleted again."""
    return request(export).state is RequestState.COMPLETE


@dataclass(frozen=True)
class Opened:
    """A downloaded archive."""

    content: bytes
    files: dict[str, bytes]

    @property
    def sha256(self) -> str:
        """Of the archive."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def data(self) -> dict[str, list[Any]]:
        """Every store of the plan with its records."""
        return {store.name: self.json(f"data/{store.name}.json") for store in plan().stores}

    def json(self, path: str) -> Any:
        """A file, parsed."""
        return json.loads(self.files[path])


def opened(person: Person, export: str) -> Opened:
    """The archive, from where the door sends its learner."""
    answer = download(person, export)
    assert answer.status == 303, answer
    where = urlsplit(answer.header("Location"))
    own = exports.archive(exports.Export(person.learner_id, export))
    assert own["Key"] in where.path
    content = aws.client("s3").get_object(**own)["Body"].read()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return Opened(content, {name: archive.read(name) for name in archive.namelist()})


def asked_nothing(world: World) -> World:
    """The world, but for what Ada has asked for by right."""
    for right, known in ((Right.ACCESS, "export"), (Right.ERASURE, "erasure")):
        for table, key in (
            ("rights-claims", {"learner_id": world.ada.learner_id, "right": right.value}),
            ("rights-requests", {"request_id": world.known[known]}),
        ):
            named = {name: {"S": value} for name, value in key.items()}
            aws.client("dynamodb").delete_item(TableName=f"inarax-{table}", Key=named)
    Objects(exports.BUCKET, f"{world.ada.learner_id}/").delete(lambda: True)
    return world


def deliver() -> None:
    """Let the outbox's stream have the mails about exports."""
    for item in aws.items("mails"):
        if item.get("template", {}).get("S") == Template.EXPORTED.value:
            person = Person(item["learner_id"]["S"], None)  # type: ignore[arg-type]  # nobody is signed in
            delivered(record(person, item["mail_id"]["S"]))
