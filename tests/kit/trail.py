"""An audit trail under test: entries about people, and what the store holds of them."""

from typing import Any

from inarax import ledger, tokens
from inarax.declared import Purpose
from inarax.stores import audit, seals
from inarax.stores.audit import Action, Entry, Event
from inarax.stores.base import transact
from tests.kit import aws
from tests.kit.events import NOW


def event(learner_id: str | None = None, about: str = "learner operator") -> Event:
    """Something worth an entry, about somebody."""
    return Event(learner_id or tokens.new_id(), Action.ROLES_CHANGED, "an-operator", Purpose.IDENTITY, about, NOW)


def recorded(count: int = 1, learner_id: str | None = None) -> list[Event]:
    """So many entries, about one person or about as many."""
    events = [event(learner_id, f"entry {number}") for number in range(count)]
    for start in range(0, count, 100):
        transact(*(audit.record(each) for each in events[start : start + 100]))
    return events


def trail() -> list[Entry]:
    """All entries there are."""
    people = sorted({item["learner_id"]["S"] for item in aws.items("audit")})
    return [entry for learner_id in people for entry in audit.entries(learner_id)]


def told(learner_id: str, action: Action) -> list[Entry]:
    """The entries about a learner that tell of that."""
    return [entry for entry in audit.entries(learner_id) if entry.body and entry.body["action"] == action]


def chain() -> list[ledger.Seal]:
    """All seals, the first one first."""
    page = seals.page(None)
    found = page.seals
    while page.before is not None:
        page = seals.page(page.before)
        found += page.seals
    return found[::-1]


def tamper(entry: Entry, **changed: Any) -> None:
    """Change attributes of an entry where it lies; None takes one away."""
    key = {"learner_id": {"S": entry.learner_id}, "entry_id": {"S": entry.entry_id}}
    for name, value in changed.items():
        update = "REMOVE #name" if value is None else "SET #name = :value"
        values = {} if value is None else {"ExpressionAttributeValues": {":value": value}}
        aws.client("dynamodb").update_item(
            TableName="inarax-audit",
            Key=key,
            UpdateExpression=update,
            ExpressionAttributeNames={"#name": name},
            **values,
        )


def holds(entries: list[Entry], sealed: list[ledger.Seal]) -> bool:
    """Whether every entry is under its seal, and every seal is the root of its entries in order."""
    for seal in sealed:
        said = seal.statement
        places = {entry.place.position: entry for entry in entries if entry.place and entry.place.seal == said.number}
        under = [entry for _, entry in sorted(places.items())]
        if len(under) != said.size or ledger.root([entry.leaf for entry in under]) != said.root:
            return False
        if not all(entry.is_under(said) for entry in under):
            return False
    return all(entry.place is not None for entry in entries)
