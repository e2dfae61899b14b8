"""The deployed stack as the scanner reads it: through its services, and once it has stopped in what it saved."""

import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from datamap.template import template
from local import aws, state
from local.running import Running
from local.settings import Stack

from tests.kit.residue.reading import Part


class Deployed:
    """A stack that runs."""

    def __init__(self, stack: Running) -> None:
        self.stack = stack

    def client(self, service: str) -> Any:
        """A client that no policy limits."""
        return self.stack.client(service)

    def physical(self, logical: str) -> str | None:
        """What it is called; None where the template leaves it out locally."""
        return self._names.get(logical)

    @cached_property
    def _names(self) -> dict[str, str]:
        return aws.resources(self.stack.stack)


def saved(stack: Stack) -> Iterator[Part]:
    """Every byte of the folder of a stack that has stopped, but what was built and the workers' unpacked code.

    Tables are told apart, since of some a part is kept; of the rest, each file is one place.
    """
    tables = state.services(stack) / "dynamodb.json"
    for file in sorted(path for path in stack.folder.rglob("*") if path.is_file()):
        if file == tables:
            yield from _tables(file)
        elif file.relative_to(stack.folder).parts[0].split(".")[0] not in _CODE:
            yield Part(str(file.relative_to(stack.folder)), "saved", file.read_bytes())


_CODE = frozenset({"build", "build-cache", "tmp"})


def _tables(file: Path) -> Iterator[Part]:
    """Keys are an account, a region and the table's name as a Python literal, with zero bytes between."""
    payload = json.loads(file.read_text())["payload"]
    for key, table in payload.pop("tables")["data"].items():
        named = key.rpartition("\0")[2].strip("'")
        yield Part(_logical(named), "saved", json.dumps(table, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    backups = payload.pop("backups")
    yield Part("backups", "saved", json.dumps(backups, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    yield Part("dynamodb.json", "saved", json.dumps(payload, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _logical(table: str) -> str:
    for logical, resource in template()["Resources"].items():
        if resource["Type"] == "AWS::DynamoDB::Table":
            ending = resource["Properties"]["TableName"]["Sub"].rpartition("}")[2]
            if table.endswith(ending) and table.count("-") == ending.count("-"):
                return str(logical)
    return table
