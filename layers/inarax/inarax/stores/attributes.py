"""What an attribute of a store may be: each is declared in the data map, or cannot be defined."""

import json
from datetime import UTC, datetime
from typing import Any

from pynamodb.attributes import (
    Attribute,
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from inarax.declared import Category, Terms


class Declared:
    """An attribute that cannot be defined without its data-map entry."""

    def __init__(self, category: Category, *, terms: Terms | None = None, **options: Any) -> None:
        self.category = category
        self.terms = terms
        """Its own terms, where they are not those of its store."""
        super().__init__(**options)


class Text(Declared, UnicodeAttribute):
    """A string."""


class Number(Declared, NumberAttribute):
    """A number; DynamoDB keeps 38 digits, Python gets int or float."""


class Flag(Declared, BooleanAttribute):
    """A boolean."""


class Texts(Declared, UnicodeSetAttribute):
    """A set of strings; DynamoDB has no empty set, so an empty one is left out."""


class Document(Declared, JSONAttribute):
    """A JSON value, each leaf declared: `leaves` names every key that may stand in it."""

    def __init__(self, category: Category, *, leaves: dict[str, Category], **options: Any) -> None:
        self.leaves = leaves
        super().__init__(category, **options)


class Moment(Declared, Attribute[datetime]):
    """A point in time, kept as whole seconds since the epoch, which is what DynamoDB's TTL reads."""

    attr_type = "N"

    def serialize(self, value: datetime) -> str:
        """Refuses naive datetimes: a time without its zone is not a time."""
        if value.tzinfo is None:
            raise ValueError("a stored moment needs its time zone")
        return str(int(value.timestamp()))

    def deserialize(self, value: str) -> datetime:
        """Always UTC."""
        return datetime.fromtimestamp(int(value), UTC)


class Bytes(Declared, Attribute[bytes]):
    """Bytes."""

    attr_type = "B"


class Sealed(Declared, Attribute[Any]):
    """A text that is stored encrypted under its learner's own key: direct identifiers, and what is in own words.

    `put` alone writes one: a condition or an update would send it as it is, so it cannot be made.
    """

    attr_type = "B"

    def serialize(self, value: Any) -> bytes:
        """Refuses what is not sealed."""
        if not isinstance(value, bytes):
            raise TypeError("a sealed attribute is written by put and stands in no condition")
        return value

    def plain(self, value: Any) -> bytes:
        """The bytes to seal."""
        return str(value).encode()

    def value(self, plain: bytes) -> Any:
        """The value of bytes that were opened."""
        return plain.decode()


class SealedDocument(Sealed):
    """A JSON value that is stored encrypted, each leaf declared as in a `Document`."""

    def __init__(self, category: Category, *, leaves: dict[str, Category], **options: Any) -> None:
        self.leaves = leaves
        super().__init__(category, **options)

    def plain(self, value: Any) -> bytes:
        """As JSON."""
        return json.dumps(value).encode()

    def value(self, plain: bytes) -> Any:
        """From JSON."""
        return json.loads(plain)
