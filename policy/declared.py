"""What the data map declares, as facts in words: the inputs on which the policy rests."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from datamap import assembled
from datamap.assembled import Json
from datamap.wording import lasting

from inarax.declared import (
    Capacity,
    Category,
    Erasure,
    Purpose,
    Retention,
    Source,
    Start,
    Terms,
)


class Held(NamedTuple):
    """One category of data in one store or place, and the terms on which it is held there."""

    store: str
    category: Category
    terms: Terms


@cache
def held() -> tuple[Held, ...]:
    """All that is declared of people; ids of ours (`Category.KEY`) among it."""
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
    """What a reader must be told of when it changes: a fact a line, each beginning with what sort of fact it is."""
    for each in held():
        yield from _terms_told(each)
    for name, store in _the_map()["stores"].items():
        if store["personal"]:
            yield f"retention in backups of {name}: {store['backup_days']} days"
    for name, cookie in _the_map()["cookies"].items():
        yield f"cookie {name}: {cookie['purpose']}, {cookie['lifetime']}"
    for processor in _the_map()["processors"]:
        yield from (f"recipient for {service}: {processor['name']}" for service in processor["services"])
        yield from (f"region of {processor['name']}: {region}" for region in processor["regions"])
    for host, what in _the_map()["hosts"].items():
        yield f"recipient besides: {host}, {what}"


def _terms_told(held: Held) -> Iterator[str]:
    store, category, terms = held
    if category is not Category.KEY:
        yield f"category in {store}: {category}"
    for purpose in terms.purposes:
        yield f"purpose of {store}: {purpose}"
        yield f"basis of {purpose}: {purpose.basis}"
    yield f"retention in {store}: {lasting(terms.retention)}"
    yield f"erasure in {store}: {terms.erasure}"
    if terms.capacity is Capacity.PROCESSOR:
        yield f"answerable for {store}: the organization"
    if terms.organization_admin_sees:
        yield f"recipient of {store}: the organization's admins"


@cache
def _the_map() -> Json:
    return assembled.assemble()


def _held() -> Iterator[Held]:
    for name, each in (_the_map()["stores"] | _the_map()["places"]).items():
        for declared in assembled.fields(each).values():
            for category in {declared["category"], *declared.get("leaves", {}).values()}:
                yield Held(name, Category(category), _terms(declared.get("terms", each)))


def _terms(declared: Json) -> Terms:
    lasts = declared["retention"]
    return Terms(
        purposes=frozenset(map(Purpose, declared["purposes"])),
        retention=Retention(assembled.lasting(lasts), Start(lasts["starts"])),
        erasure=Erasure(declared["erasure"]),
        keep_reason=declared.get("keep_reason", ""),
        capacity=Capacity(declared["capacity"]),
        organization_admin_sees=declared["organization_admin_sees"],
        source=Source(declared["source"]),
    )
