"""What the stores declare, as facts in words: the inputs on which the policy rests."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from datamap import assembled

from inarax.declared import WHILE_ACCOUNT, Category, Purpose, Retention, Start, Terms, in_words
from inarax.stores.base import Store

_SINCE = {
    Start.ACCOUNT_CLOSED: "after the account is closed",
    Start.SIGNED_IN: "after you signed in",
    Start.SIGN_IN_BEGUN: "after a sign-in began",
    Start.REQUESTED: "after the request",
    Start.COUNTED: "after it was counted",
    Start.RECORDED: "after it was recorded",
    Start.CONSENT_ENDED: "after the consent ended",
    Start.ANSWERED: "after the request was answered",
}
"""The event from which a retention runs, as a reader would say it."""


class Held(NamedTuple):
    """One category of data in one store, and the terms on which it is held there."""

    store: str
    category: Category
    terms: Terms


@cache
def held() -> tuple[Held, ...]:
    """All that the stores declare of people; ids of ours (`Category.KEY`) among it."""
    return tuple(
        sorted(
            {each for each in _held() if each.category is not Category.NONE},
            key=lambda each: (each.store, each.category),
        )
    )


def categories() -> frozenset[Category]:
    """The categories of section 2 that are held anywhere."""
    return frozenset(each.category for each in held()) - {Category.KEY}


def purposes() -> frozenset[Purpose]:
    """The purposes for which anything is held."""
    return frozenset(purpose for each in held() for purpose in each.terms.purposes)


def facts() -> Iterator[str]:
    """The material facts of the stores."""
    for store, category, terms in held():
        if category is not Category.KEY:
            yield f"category in {store}: {category}"
        for purpose in terms.purposes:
            yield f"purpose of {store}: {purpose}"
            yield f"basis of {purpose}: {purpose.basis}"
        yield f"retention in {store}: {lasting(terms.retention)}"
        if terms.organization_admin_sees:
            yield f"recipient of {store}: the organization's admins"


def lasting(retention: Retention) -> str:
    """A retention in words."""
    if retention == WHILE_ACCOUNT:
        return "as long as your account is open"
    return f"{in_words(retention.time)} {_SINCE.get(retention.starts, f'after: {retention.starts}')}"


def _held() -> Iterator[Held]:
    for name, module in assembled.modules().items():
        if hasattr(module, "TERMS"):  # files in S3 have no attributes
            yield Held(name, module.CATEGORY, module.TERMS)
    for model in assembled.models().values():
        yield from _held_by(model.__module__.rpartition(".")[2], model)


def _held_by(store: str, model: type[Store]) -> Iterator[Held]:
    for attribute in model.get_attributes().values():
        entry = vars(attribute)  # each is one of `inarax.stores.base`, which PynamoDB's types do not know
        for category in {entry["category"], *entry.get("leaves", {}).values()}:
            yield Held(store, category, entry["terms"] or model.terms)
