"""What the policy rests on is the data map: what a reader must be told of makes other facts when it changes."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from datamap import assembled
from policy import declared, versions

MAP = assembled.assemble()

type Changed = Callable[[dict[str, Any]], object]


@pytest.fixture
def rests_on(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Changed], set[str]]]:
    """The facts of a map that was changed."""

    def facts(change: Changed) -> set[str]:
        changed = copy.deepcopy(MAP)
        change(changed)
        monkeypatch.setattr(declared, "_the_map", lambda: changed)
        declared.held.cache_clear()
        return set(versions.material())

    yield facts
    declared.held.cache_clear()


def test_a_fact_begins_with_what_sort_of_fact_it_is() -> None:
    sorts = {fact.split()[0] for fact in versions.material()}
    assert sorts == {"basis", "category", "cookie", "erasure", "purpose", "recipient", "region", "retention"}


def test_all_that_is_held_about_people_is_rested_on_tables_or_not() -> None:
    personal = {name for name, each in (MAP["stores"] | MAP["places"]).items() if each["personal"]}
    assert {each.store for each in declared.held()} == personal


@pytest.mark.parametrize(
    ("change", "gone", "new"),
    [
        (
            lambda m: m["places"]["FirewallLogs"]["retention"].update(duration="P30D"),
            {"retention in FirewallLogs: 14 days after it was recorded"},
            {"retention in FirewallLogs: 30 days after it was recorded"},
        ),
        (
            lambda m: m["stores"]["quotas"].update(erasure="keep"),
            {"erasure in quotas: delete"},
            {"erasure in quotas: keep"},
        ),
        (
            lambda m: m["stores"]["keys"].update(backup_days=35),
            {"retention in backups of keys: 7 days"},
            {"retention in backups of keys: 35 days"},
        ),
        (
            lambda m: m["stores"]["accounts"]["attributes"]["email"]["terms"]["purposes"].update(usage="consent"),
            set(),
            {"purpose of accounts: usage"},
        ),
        (
            lambda m: m["stores"]["audit"]["attributes"]["body"]["leaves"].update(about="account and identity"),
            set(),
            {"category in audit: account and identity"},
        ),
        (
            lambda m: m["stores"]["enrollments"].update(organization_admin_sees=True),
            set(),
            {"recipient of enrollments: the organization's admins"},
        ),
        (
            lambda m: m["stores"]["enrollments"].update(capacity="processor for the organization"),
            set(),
            {"answerable for enrollments: the organization"},
        ),
        (
            lambda m: m["processors"][0].update(regions=["us-east-1"]),
            {"region of Amazon Web Services EMEA SARL: eu-west-1"},
            {"region of Amazon Web Services EMEA SARL: us-east-1"},
        ),
        (
            lambda m: m["processors"][0]["services"].append("Bedrock"),
            set(),
            {"recipient for Bedrock: Amazon Web Services EMEA SARL"},
        ),
        (lambda m: m["hosts"].update({"a tracker": "counts"}), set(), {"recipient besides: a tracker, counts"}),
        (
            lambda m: m["cookies"]["__Host-visit"].update(lifetime="P90D"),
            {"cookie __Host-visit: usage, P30D"},
            {"cookie __Host-visit: usage, P90D"},
        ),
    ],
    ids=["duration", "erasure", "backup", "purpose", "leaf", "admin", "role", "region", "service", "host", "cookie"],
)
def test_a_change_of_the_map_is_a_change_of_the_facts(
    rests_on: Callable[[Changed], set[str]], change: Changed, gone: set[str], new: set[str]
) -> None:
    before = set(versions.material())
    after = rests_on(change)
    assert (before - after, after - before) == (gone, new)


def test_a_category_that_nobody_told_of_is_refused(rests_on: Callable[[Changed], set[str]]) -> None:
    with pytest.raises(ValueError, match="shoe size"):
        rests_on(lambda m: m["stores"]["quotas"]["attributes"]["spent"].update(category="shoe size"))
