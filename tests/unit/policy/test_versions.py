"""Versions: what makes a new one, how it tells of its difference, and that no published one is ever changed."""

import copy
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from policy import proving, rendering, versions
from policy.rendering import RenderedSection

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
FACTS = ("basis of identity: contract", "retention in logs: 30 days")

type Reworded = Callable[[list[RenderedSection]], None]


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Callable[[tuple[str, ...], Reworded | None], None]:
    """Make the policy say something else, or rest on something else, than it does."""
    sections = rendering.rendered()

    def change(facts: tuple[str, ...], reworded: Reworded | None = None) -> None:
        now = copy.deepcopy(sections)
        if reworded:
            reworded(now)
        monkeypatch.setattr(rendering, "rendered", lambda: now)
        monkeypatch.setattr(versions, "material", lambda: facts)

    return change


@pytest.fixture
def folder(tmp_path: Path, say) -> Path:
    """A folder with a first version, published on Monday."""
    say(FACTS)
    first = versions.pending(tmp_path, on=MONDAY)
    assert first
    versions.publish(first, tmp_path)
    return tmp_path


def _clause(sections: list[RenderedSection]):
    return sections[0]["parts"][0]["clauses"][0]


def test_the_first_version_says_that_it_is_the_first(folder: Path) -> None:
    first = versions.read(1, folder)
    assert (first["version"], first["date"], first["material"]) == (1, "2026-11-23", True)
    assert first["changes"] == ["This is the first version."]


def test_without_a_change_there_is_nothing_to_publish(folder: Path) -> None:
    assert versions.pending(folder, on=TUESDAY) is None


def test_a_reworded_clause_is_told_as_it_was_and_as_it_is(folder: Path, say) -> None:
    was = _clause(versions.read(1, folder)["sections"])["text"]
    say(FACTS, lambda sections: _clause(sections).update(text="We say less."))
    second = versions.pending(folder, on=TUESDAY)
    assert second
    assert (second["version"], second["date"]) == (2, "2026-11-24")
    assert second["changes"] == [f"0.1 said “{was}”, now says “We say less.”"]
    assert (second["material"], second["mail"]) == (False, False)


def test_what_is_new_or_gone_is_told(folder: Path, say) -> None:
    gone = _clause(versions.read(1, folder)["sections"])["text"]
    say(FACTS, lambda sections: _clause(sections).update(id="0.9", text="We fly."))
    second = versions.pending(folder, on=TUESDAY)
    assert second
    assert second["changes"] == ["0.9 is new: “We fly.”", f"0.1 is gone; it said “{gone}”"]


def test_a_heading_that_changes_makes_a_version_too(folder: Path, say) -> None:
    say(FACTS, lambda sections: sections[1].update(title="Who are we"))
    second = versions.pending(folder, on=TUESDAY)
    assert second
    assert second["changes"] == ["The order or the headings changed; no sentence did."]


@pytest.mark.parametrize(
    ("facts", "changes", "mail"),
    [
        (("basis of identity: contract",), ["No longer so: retention in logs: 30 days"], False),
        (
            ("basis of identity: contract", "retention in logs: 90 days"),
            ["No longer so: retention in logs: 30 days", "Now so: retention in logs: 90 days"],
            False,
        ),
        (
            ("basis of identity: consent", "retention in logs: 30 days"),
            ["No longer so: basis of identity: contract", "Now so: basis of identity: consent"],
            True,
        ),
        ((*FACTS, "recipient for news: Somebody Else"), ["Now so: recipient for news: Somebody Else"], True),
    ],
)
def test_a_change_of_what_it_rests_on_is_material(
    facts: tuple[str, ...], changes: list[str], mail: bool, folder: Path, say
) -> None:
    say(facts)
    second = versions.pending(folder, on=TUESDAY)
    assert second
    assert (second["changes"], second["material"], second["mail"]) == (changes, True, mail)


def test_a_published_version_is_never_written_again(folder: Path, say) -> None:
    first = versions.read(1, folder)
    with pytest.raises(FileExistsError):
        versions.publish(first, folder)
    say(FACTS, lambda sections: _clause(sections).update(text="We say less."))
    second = versions.pending(folder, on=TUESDAY)
    assert second
    pinned = versions.digest(1, folder)
    versions.publish(second, folder)
    assert versions.read(1, folder) == first
    assert [entry["sha256"] for entry in versions.index(folder)] == [pinned, versions.digest(2, folder)]


def test_the_published_policy_is_current() -> None:
    assert versions.pending(on=MONDAY) is None, "run: make policy"
    assert proving.CLAIMS.read_text() == proving.text(proving.claims()), "run: make policy"


def test_nobody_edited_the_history_of_the_policy() -> None:
    published = versions.index()
    assert [entry["version"] for entry in published] == list(range(1, len(published) + 1))
    assert {path.stem for path in versions.FOLDER.glob("[0-9]*.json")} == {str(each["version"]) for each in published}
    for entry in published:
        assert versions.digest(entry["version"]) == entry["sha256"]
        told = versions.read(entry["version"])
        assert (told["date"], told["material"], told["mail"]) == (entry["date"], entry["material"], entry["mail"])
