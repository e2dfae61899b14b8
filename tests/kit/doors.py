"""Call a door as API Gateway would, and read its answer."""

import json
from dataclasses import dataclass
from typing import Any

from inarax.http import Handler
from tests.kit import contract, permissions


@dataclass(frozen=True)
class Answer:
    """What a door answered."""

    status: int
    headers: dict[str, list[str]]
    text: str

    @property
    def json(self) -> Any:
        """The body, parsed."""
        return json.loads(self.text)

    @property
    def problem(self) -> str | None:
        """The code of the problem it was answered with, if it was."""
        if self.headers.get("Content-Type") != ["application/problem+json"]:
            return None
        return str(self.json["type"]).rsplit("/", 1)[-1]

    def header(self, name: str) -> str:
        """The one value of a header."""
        (value,) = self.headers[name]
        return value


def call(handler: Handler, event: dict[str, Any]) -> Answer:
    """One request, held against the permissions of the door; its answer, against the document of the API."""
    with permissions.of(handler.__name__):
        raw = handler(event, None)
    contract.hold(handler.__name__, event, raw)
    return Answer(raw["statusCode"], raw["multiValueHeaders"], raw["body"] or "")
