"""An item in any store that is keyed by learner, with a value in every attribute, as the store writes it."""

from collections.abc import Callable, Mapping
from typing import Any

from datamap import assembled

from inarax.stores import keys
from inarax.stores.base import put, read, transact
from inarax.tokens import new_id
from tests.kit.events import NOW

VALUES: Mapping[str, Callable[[str], Any]] = {
    "text": lambda name: f"a {name}, {new_id()}",
    "number": lambda _: 7,
    "flag": lambda _: True,
    "texts": lambda name: {f"one {name}", f"other {name}"},
    "moment": lambda _: NOW,
    "bytes": lambda name: name.encode(),
    "document": lambda name: {"of": name},
    "sealed": lambda name: f"my {name}",
    "sealeddocument": lambda name: {"mine": name},
}
"""A value of each type of attribute, from the attribute's name."""


def plant(store: str, learner_id: str) -> None:
    """Write one."""
    model = assembled.models()[store]
    named = model.get_attributes().items()
    values = {name: VALUES[type(attribute).__name__.lower()](name) for name, attribute in named}
    read(keys.of(learner_id))  # so that it can be sealed
    transact(put(model(**{**values, "learner_id": learner_id}), AssertionError()))
