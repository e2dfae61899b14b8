"""Every value that a privacy admin is shown or can choose has words on their pages, and nothing else has."""

import re
from collections.abc import Iterable

import pytest

from inarax.denials import Denial
from inarax.proofs import Channel, Doubt, Proof
from inarax.rights import Jurisdiction, RequestState, Right
from inarax.stores.disclosures import DisclosureArticle, DisclosureKind, DisclosureState
from inarax.stores.holds import Article, HoldKind
from inarax.urgency import Urgency
from rights.admin.extending import ExtensionReason
from rights.erasure import keeping
from rights.erasure import plan as erasure_plan
from rights.export import plan as export_plan
from rights.restriction.lifecycle import Ground, Reason
from tests.unit.web.test_site import STATIC


def named(module: str, table: str) -> set[str]:
    """The names in a table of words."""
    text = (STATIC / "assets" / module).read_text()
    found = re.search(rf"^export const {table} = {{\n(.*?)^}};", text, re.MULTILINE | re.DOTALL)
    assert found
    return {quoted or bare for quoted, bare in re.findall(r'^  (?:"([^"]+)"|(\w+)): ', found[1], re.MULTILINE)}


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("channels", Channel),
        ("denials", Denial),
        ("doubts", Doubt),
        ("extensions", ExtensionReason),
        ("grounds", Ground),
        ("laws", Jurisdiction),
        ("liftings", Reason),
        ("proofs", Proof),
        ("rights", Right),
        ("states", RequestState),
        ("urgencies", Urgency),
    ],
)
def test_each_value_of_a_request_has_words_and_each_word_a_value(table: str, values: Iterable[str]) -> None:
    assert named("rights.js", table) == set(values)


@pytest.mark.parametrize(("table", "values"), [("kinds", HoldKind), ("articles", Article)])
def test_each_value_of_a_hold_has_words_and_each_word_a_value(table: str, values: Iterable[str]) -> None:
    assert named("holds.js", table) == set(values)


@pytest.mark.parametrize(
    ("table", "values"),
    [("states", DisclosureState), ("kinds", DisclosureKind), ("articles", DisclosureArticle)],
)
def test_each_value_of_a_disclosure_has_words_and_each_word_a_value(table: str, values: Iterable[str]) -> None:
    assert named("disclosures.js", table) == set(values)


def stores(module: str) -> list[str]:
    """The stores that can be chosen."""
    text = (STATIC / "assets" / module).read_text()
    found = re.search(r"^export const stores = \[\n(.*?)^\];", text, re.MULTILINE | re.DOTALL)
    assert found
    return re.findall(r'"([^"]+)"', found[1])


def test_every_store_that_can_be_held_can_be_chosen_and_no_other() -> None:
    assert stores("holds.js") == sorted(keeping.holdable(erasure_plan.current()))


def test_every_store_that_an_export_has_can_be_given_out_and_no_other() -> None:
    assert stores("disclosures.js") == sorted(store.name for store in export_plan.current().stores)
