"""Recorded events, sent by a person under test: their token takes the placeholder's place."""

from typing import Any

from tests.kit.events import NOW, recorded
from tests.kit.learners import Person


def replayed(person: Person, door: str, name: str | None = None, **path: str) -> dict[str, Any]:
    """The recorded event of `door`, sent by `person`, with other path parameters where given."""
    event = recorded(door, name)
    cookie = event["headers"]["Cookie"].replace("<token>", str(person.token))
    event["headers"]["Cookie"], event["multiValueHeaders"]["Cookie"] = cookie, [cookie]
    event["requestContext"]["requestTimeEpoch"] = int(NOW.timestamp() * 1000)
    event["pathParameters"] = {**(event["pathParameters"] or {}), **path} or None
    event["path"] = event["resource"]
    for key, value in (event["pathParameters"] or {}).items():
        event["path"] = event["path"].replace("{" + key + "}", value)
    return event
