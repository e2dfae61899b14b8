"""The deployed stack as the scanner reads it: through its services, and once it has stopped in what it saved."""

import base64
import json
from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
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


def packages(stack: Stack) -> frozenset[bytes]:
    """The digests of every object there is: before anybody came, of what was uploaded to deploy and of the course."""
    return frozenset(sha256(file.read_bytes()).digest() for file in state.objects(stack).rglob("*") if file.is_file())


def saved(stack: Stack, before: frozenset[bytes]) -> Iterator[Part]:
    """Every byte of the folder of a stack that has stopped, but what was built, and the same as it was uploaded before.

    Tables are told apart, since of some a part is kept; of the rest, each file is one place. To open our own packages,
    with all libraries in them, would take half an hour.
    """
    for file in sorted(path for path in stack.folder.rglob("*") if path.is_file()):
        if file == state.services(stack) / "dynamodb.json":
            yield from _tables(file)
        elif file.relative_to(stack.folder).parts[0].split(".")[0] not in _CODE:
            content = file.read_bytes()
            if file == state.services(stack) / "lambda.json":
                content = _without(content, before)
            if sha256(content).digest() not in before:
                yield Part(str(file.relative_to(stack.folder)), "saved", content)


_CODE = frozenset({"build", "build-cache", "tmp"})


def _without(functions: bytes, packages: frozenset[bytes]) -> bytes:
    """The saved functions and layers without the packages that were uploaded."""

    def kept(each: dict[str, Any]) -> dict[str, Any]:
        packed = each.get("__bytes__")  # so MiniStack writes bytes
        return {} if packed and sha256(base64.b64decode(packed)).digest() in packages else each

    return json.dumps(json.loads(functions, object_hook=kept), ensure_ascii=False).encode("utf-8", "surrogatepass")


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
