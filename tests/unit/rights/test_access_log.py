"""What a learner is told of who read their data: all of it, the newest first, each once, whoever asks page by page."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax import problems
from inarax.stores.audit import Action, Entry
from rights import access_log
from tests.kit.events import NOW

OTHERS = [action.value for action in Action if action is not Action.READ]


def _entry(number, minutes, action=Action.READ.value):
    at = (NOW + timedelta(minutes=minutes)).isoformat(timespec="milliseconds")
    body = {"action": action, "role": "operator", "purpose": "assessment", "about": "contests responses", "at": at}
    return Entry("a-learner", f"entry-{number}", b"", b"", body, None)


READ = st.lists(st.integers(0, 50), max_size=200).map(
    lambda minutes: [_entry(number, each) for number, each in enumerate(minutes)]
)


@given(READ)
def test_page_by_page_everything_is_told_once_and_the_newest_first(entries):
    told, cursor = [], None
    while True:
        page = access_log.page(entries, cursor)
        assert len(page.accesses) <= access_log.PAGE
        told += page.accesses
        cursor = page.cursor
        if cursor is None:
            break
    assert len(told) == len(entries)
    assert [each.at for each in told] == sorted((each.at for each in told), reverse=True)


def test_an_access_tells_role_purpose_and_stores():
    (told,) = access_log.page([_entry(1, 0)], None).accesses
    assert told == access_log.Access(NOW, "operator", "assessment", ("contests", "responses"))


@pytest.mark.parametrize("action", OTHERS)
def test_what_tells_of_something_else_is_no_access(action):
    assert access_log.page([_entry(1, 0, action)], None).accesses == []


def test_what_was_forgotten_is_told_no_more():
    assert access_log.page([_entry(1, 0)._replace(salt=None, body=None)], None).accesses == []


def test_a_cursor_that_names_nothing_is_refused():
    with pytest.raises(problems.UnknownCursor):
        access_log.page([_entry(1, 0)], "entry-2")
