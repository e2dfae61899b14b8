"""What a store is made of: declared attributes, and reads and writes that several stores can share a round trip for.

Sealed attributes are opened where an item is read and sealed where it is put, so a store's own code sees plain values.

PynamoDB fills `get_attributes()` after `__init_subclass__` has run, so the declarations are read from the class body.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, overload

from pynamodb.attributes import Attribute
from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from inarax import aws, problems, sealing, settings
from inarax.declared import Terms
from inarax.stores.attributes import (
    Bytes,
    Declared,
    Document,
    Flag,
    Moment,
    Number,
    Sealed,
    SealedDocument,
    Text,
    Texts,
)

__all__ = [  # attributes and stores are imported from here alike
    "Bytes",
    "Document",
    "Flag",
    "Moment",
    "Number",
    "Read",
    "Sealed",
    "SealedDocument",
    "Store",
    "Text",
    "Texts",
    "Write",
    "check",
    "delete",
    "put",
    "read",
    "table",
    "transact",
    "update",
]


def table(name: str) -> Any:
    """The PynamoDB `Meta` of a store (PynamoDB reads it as a class)."""
    deployed = settings.current()
    return type("Meta", (), {"table_name": deployed.table(name), "region": deployed.region, "store": name})


class Store(Model):
    """A table whose every attribute is declared; the class statement raises otherwise."""

    Meta: Any
    terms: ClassVar[Terms]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not isinstance(vars(cls).get("terms"), Terms):
            raise TypeError(f"{cls.__name__}: no terms: for which purpose, how long, and what does erasure do?")
        bare = [
            name
            for name, value in vars(cls).items()
            if isinstance(value, Attribute) and not isinstance(value, Declared)
        ]
        if bare:
            raise TypeError(f"{cls.__name__}: no data-map entry for {', '.join(bare)}")
        sealed = [name for name, value in vars(cls).items() if isinstance(value, Sealed)]
        if sealed and not getattr(vars(cls).get("learner_id"), "is_hash_key", False):
            raise TypeError(f"{cls.__name__}: nobody's key to seal {', '.join(sealed)} with: items are not by learner")

    def seal(self) -> None:
        """Seal what is declared so; AccountClosed where the learner has no keys, which only an erasure takes away."""
        for name, attribute, value in self._sealed():
            place = self._place(name)
            ring = sealing.held(place.learner_id)
            if ring is None:
                raise problems.AccountClosed
            setattr(self, name, ring.seal(attribute.plain(value), place))

    def unseal(self, ring: sealing.Ring | None) -> bool:
        """Open what is sealed; False where that needs keys which are no more."""
        for name, attribute, value in self._sealed():
            if ring is None:
                return False
            if isinstance(value, bytes):  # an item that was read for two values is open already
                setattr(self, name, attribute.value(ring.unseal(value, self._place(name))))
        return True

    def _sealed(self) -> Iterator[tuple[str, Sealed, Any]]:
        for name, attribute in self.get_attributes().items():
            if isinstance(attribute, Sealed) and (value := getattr(self, name)) is not None:
                yield name, attribute, value

    def _place(self, name: str) -> sealing.Place:
        learner_id, *rest = (getattr(self, key) for key in _key_names(type(self)))
        return sealing.Place(self.Meta.store, name, learner_id, *rest)

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
    keys: "Read[sealing.Ring] | None" = None
    """The learner's data keys, read along to open what is sealed; an item that they are gone for reads as absent."""

    @property
    def place(self) -> tuple[str, tuple[str, ...]]:
        """Table and key."""
        return self.model.Meta.table_name, self.key


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
    keys = [each.keys for each in reads if each.keys]
    found = _found([*reads, *keys])
    for each in keys:  # whether or not the item is there: what this request writes may be sealed
        if _value(each, found) is None:
            sealing.forget(each.key[0])
    return tuple(_value(each, found) for each in reads)


type _Items = Mapping[tuple[str, tuple[str, ...]], Any]


def _value[T](item: Read[T], found: _Items) -> T | None:
    kept = found.get(item.place)
    if kept is None or (item.keys and not kept.unseal(_value(item.keys, found))):
        return None
    return item.value(kept)


def _found(reads: list[Read[Any]]) -> _Items:
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
            return found
    raise problems.Busy


_ROUNDS = 5  # botocore's own retries come before ours; past these the client is told to come back


def _key_names(model: type[Store]) -> tuple[str, ...]:
    keys = [each for each in model.get_attributes().values() if each.is_hash_key or each.is_range_key]
    return tuple(each.attr_name for each in sorted(keys, key=lambda each: each.is_range_key))


def _batch(reads: list[Read[Any]]) -> dict[str, Any]:
    batch: dict[str, Any] = {}
    for item in {each.place: each for each in reads}.values():  # DynamoDB refuses to be asked for one twice
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
    """Write the whole item, sealed as declared, if the condition holds."""
    item.seal()
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
