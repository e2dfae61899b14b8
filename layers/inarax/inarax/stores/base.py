"""What a store is made of: declared attributes, and reads and writes that several stores can share a round trip for.

PynamoDB fills `get_attributes()` after `__init_subclass__` has run, so the declarations are read from the class body.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, NamedTuple, overload

from pynamodb.attributes import (
    Attribute,
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)
from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from inarax import aws, problems, settings
from inarax.declared import Category, Terms


class _Declared:
    """An attribute that cannot be defined without its data-map entry."""

    def __init__(self, category: Category, *, terms: Terms | None = None, **options: Any) -> None:
        self.category = category
        self.terms = terms
        """Its own terms, where they are not those of its store."""
        super().__init__(**options)


class Text(_Declared, UnicodeAttribute):
    """A string."""


class Number(_Declared, NumberAttribute):
    """A number; DynamoDB keeps 38 digits, Python gets int or float."""


class Flag(_Declared, BooleanAttribute):
    """A boolean."""


class Texts(_Declared, UnicodeSetAttribute):
    """A set of strings; DynamoDB has no empty set, so an empty one is left out."""


class Document(_Declared, JSONAttribute):
    """A JSON value, each leaf declared: `leaves` names every key that may stand in it."""

    def __init__(self, category: Category, *, leaves: dict[str, Category], **options: Any) -> None:
        self.leaves = leaves
        super().__init__(category, **options)


class Moment(_Declared, Attribute[datetime]):
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


def table(name: str) -> Any:
    """The PynamoDB `Meta` of a store (PynamoDB reads it as a class)."""
    deployed = settings.current()
    return type("Meta", (), {"table_name": deployed.table(name), "region": deployed.region})


class Store(Model):
    """A table whose every attribute is declared; the class statement raises otherwise."""

    terms: ClassVar[Terms]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not isinstance(vars(cls).get("terms"), Terms):
            raise TypeError(f"{cls.__name__}: no terms: for which purpose, how long, and what does erasure do?")
        bare = [
            name
            for name, value in vars(cls).items()
            if isinstance(value, Attribute) and not isinstance(value, _Declared)
        ]
        if bare:
            raise TypeError(f"{cls.__name__}: no data-map entry for {', '.join(bare)}")

    @classmethod
    def _get_connection(cls) -> TableConnection:
        """PynamoDB's own gives every model a client of its own; ours share one, which a cold start pays once."""
        own = super()._get_connection()
        if own.connection is not aws.dynamodb():
            aws.dynamodb().add_meta_table(own.get_meta_table())
            own.connection = aws.dynamodb()
        return own


# Reading -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Read[T]:
    """One item to read by key, and how it becomes a value."""

    model: type[Store]
    key: tuple[str, ...]
    value: Callable[[Any], T]


@overload
def read[A](a: Read[A], /) -> tuple[A | None]: ...
@overload
def read[A, B](a: Read[A], b: Read[B], /) -> tuple[A | None, B | None]: ...
@overload
def read[A, B, C](a: Read[A], b: Read[B], c: Read[C], /) -> tuple[A | None, B | None, C | None]: ...
@overload
def read[A, B, C, D](
    a: Read[A], b: Read[B], c: Read[C], d: Read[D], /
) -> tuple[A | None, B | None, C | None, D | None]: ...
@overload
def read[A, B, C, D, E](
    a: Read[A], b: Read[B], c: Read[C], d: Read[D], e: Read[E], /
) -> tuple[A | None, B | None, C | None, D | None, E | None]: ...
def read(*reads: Read[Any]) -> tuple[Any, ...]:
    """Read items of several stores, strongly consistent, in one round trip (BatchGetItem). Absent items are None."""
    pending = _batch(reads)
    found: dict[tuple[str, tuple[str, ...]], Any] = {}
    models = {item.model.Meta.table_name: item.model for item in reads}
    for _ in range(_ROUNDS):
        answer = aws.dynamodb().dispatch("BatchGetItem", {"RequestItems": pending})
        for name, raws in answer["Responses"].items():
            names = _key_names(models[name])
            for raw in raws:
                found[name, tuple(raw[key]["S"] for key in names)] = models[name].from_raw_data(raw)
        pending = answer.get("UnprocessedKeys") or {}
        if not pending:
            return tuple(
                item.value(found[at]) if (at := (item.model.Meta.table_name, item.key)) in found else None
                for item in reads
            )
    raise problems.Busy


_ROUNDS = 5  # botocore's own retries come before ours; past these the client is told to come back


def _key_names(model: type[Store]) -> tuple[str, ...]:
    keys = [each for each in model.get_attributes().values() if each.is_hash_key or each.is_range_key]
    return tuple(each.attr_name for each in sorted(keys, key=lambda each: each.is_range_key))


def _batch(reads: tuple[Read[Any], ...]) -> dict[str, Any]:
    batch: dict[str, Any] = {}
    for item in reads:
        keys = {name: {"S": value} for name, value in zip(_key_names(item.model), item.key, strict=True)}
        batch.setdefault(item.model.Meta.table_name, {"ConsistentRead": True, "Keys": []})["Keys"].append(keys)
    return batch


# Writing -------------------------------------------------------------------------------------------------------------

type _Apply = Callable[[TransactWrite], None]

_ORDER = ("check", "delete", "put", "update")  # the order in which PynamoDB sends the parts of a transaction

_PASSING = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
"""Why a transaction was cancelled although it may hold the next time."""


class Write(NamedTuple):
    """One part of a transaction, and the error to raise when its condition does not hold."""

    kind: str
    apply: _Apply
    refused: Exception


def check(model: type[Store], key: tuple[str, ...], condition: Condition, refused: Exception) -> Write:
    """The transaction holds only if the item meets the condition."""
    return Write("check", lambda t: t.condition_check(model, key[0], key[1] if key[1:] else None, condition), refused)


def put(item: Store, refused: Exception, condition: Condition | None = None) -> Write:
    """Write the whole item, if the condition holds."""
    return Write("put", lambda t: t.save(item, condition=condition), refused)


def update(item: Store, actions: list[Action], refused: Exception, condition: Condition | None = None) -> Write:
    """Change attributes of one item, if the condition holds."""
    return Write("update", lambda t: t.update(item, actions=actions, condition=condition), refused)


def delete(item: Store, refused: Exception, condition: Condition | None = None) -> Write:
    """Delete one item, if the condition holds."""
    return Write("delete", lambda t: t.delete(item, condition=condition), refused)


def transact(*writes: Write) -> None:
    """All of the writes or none, in one round trip; the first refused part's error is raised.

    Two requests on one item can collide (TransactionConflict), or one come too fast, without a condition failing; that
    is tried again, and in the end is `problems.Busy`.
    """
    ordered = sorted(writes, key=lambda write: _ORDER.index(write.kind))
    for _ in range(_ROUNDS):
        try:
            with TransactWrite(connection=aws.dynamodb()) as transaction:
                for write in ordered:
                    write.apply(transaction)
        except TransactWriteError as error:
            reasons = error.cancellation_reasons
            for write, reason in zip(ordered, reasons, strict=False):
                if reason is not None and reason.code == "ConditionalCheckFailed":
                    raise write.refused from None
            if not any(reason is not None and reason.code in _PASSING for reason in reasons):
                raise
        else:
            return
    raise problems.Busy
