"""Pack what was read into one archive, with an index and a manifest that names every file with its hash.

index.html            for people
manifest.json         every other file with size and SHA-256
schema.json           what data/ holds (JSON Schema)
activities.json       what was done, as xAPI statements
data/<store>.json     a list of records; data/<store>/ are its files, if it has any
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from inarax import ledger, settings
from inarax.stores import exports
from inarax.stores.exports import Export
from rights.export import activities, xapi
from rights.export import plan as export_plan
from rights.export.archive import Archive, Sink
from rights.export.index import index
from rights.export.plan import Plan, Store

_KIND = "inarax-export-1"


class Unread(Exception):
    """A store was not read to its end."""


class Untrue(Exception):
    """A statement does not say what it was made of."""


class Packed(NamedTuple):
    """What was packed: records by store, and the manifest's own SHA-256."""

    records: dict[str, int]
    manifest: str


class _Counted:
    """Lines that count themselves as they go by."""

    def __init__(self) -> None:
        self.records: dict[str, int] = {}

    def lines(self, export: Export, store: str) -> Iterator[bytes]:
        """The records of a store, a line each; Unread if the last part is not there."""
        self.records[store], is_last = 0, False
        for part in exports.parts(export, store):
            is_last = part.is_last
            for line in part.lines:
                self.records[store] += 1
                yield line
        if not is_last:
            raise Unread(store)


def pack(sink: Sink, export: Export, plan: Plan, made: datetime) -> Packed:
    """Write the archive, in one pass over each store."""
    archive, counted = Archive(sink, made), _Counted()
    for store in plan.stores:
        archive.add(f"data/{store.name}.json", _listed(counted.lines(export, store.name)))
        if store.bucket:
            _add_files(archive, export, store)
    learner = xapi.Learner(settings.current().public_origin, export.learner_id)
    archive.add("activities.json", _statements(export, learner))
    archive.add("schema.json", [export_plan.schema()])
    archive.add("index.html", [index(plan, counted.records, made, learner.origin).encode()])
    archive.add("manifest.json", [_manifest(archive, export, plan, made)])
    archive.close()
    return Packed(counted.records, archive.files[-1].sha256)


def _add_files(archive: Archive, export: Export, store: Store) -> None:
    for part in exports.parts(export, store.name):
        for line in part.lines:
            name = json.loads(line)
            archive.add(f"data/{store.name}/{name}", exports.file(export, store.name, name))


def _statements(export: Export, learner: xapi.Learner) -> Iterator[bytes]:
    """As a StatementResult (xAPI, part two, 2.5): it is read back before anybody relies on it."""
    yield b'{"more": "", "statements": '
    yield from _listed(
        json.dumps(_true(each, learner), ensure_ascii=False).encode()
        for store in activities.STORES
        for part in exports.parts(export, store)
        for line in part.lines
        for each in activities.of(store, json.loads(line))
    )
    yield b"}\n"


def _true(activity: activities.Activity, learner: xapi.Learner) -> xapi.Statement:
    statement = xapi.statement(activity, learner)
    if xapi.activity(statement) != activity:
        raise Untrue
    return statement


def _listed(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines as one list in JSON."""
    before = b"[\n"
    for line in lines:
        yield before + line
        before = b",\n"
    yield (b"[" if before == b"[\n" else b"\n") + b"]\n"


def _manifest(archive: Archive, export: Export, plan: Plan, made: datetime) -> bytes:
    files = [file._asdict() for file in archive.files]
    told = {
        "kind": _KIND,
        "export": export.request_id,
        "made": ledger.moment(made),
        "plan": plan.version,
        "files": files,
    }
    return ledger.canonical(told) + b"\n"
