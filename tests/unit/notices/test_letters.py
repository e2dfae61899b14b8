"""What a letter says is the same in both forms, and whatever stands in a name stays text."""

import datetime as dt
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from notices import templates
from notices.letters import greeting

ORIGIN = "https://learn.example"
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


class _Reader(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = set(), ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        assert {name for name, _ in attrs} <= {"href", "lang", "charset"}

    def handle_data(self, data):
        self.text += data


@given(words, st.lists(words, max_size=3))
def test_names_and_lines_never_become_markup(name, lines):
    letter = templates.policy_changed(name, ORIGIN, dt.date(2026, 11, 4), lines)
    read = _Reader(letter.html())
    assert read.tags <= {"html", "head", "meta", "title", "body", "p", "ul", "li", "a"}
    assert greeting(name) in read.text
    for line in lines:
        assert line in read.text
        assert f"- {line}" in letter.text()


@given(st.text())
def test_a_greeting_is_one_line(name):
    assert len(greeting(name).splitlines()) == 1


def test_dates_are_written_out():
    letter = templates.policy_changed("Ada", ORIGIN, dt.date(2026, 11, 4), ["One."])
    assert "on 4 November 2026" in letter.text()
    assert "https://learn.example/privacy/policy" in letter.text()


def test_only_news_can_be_unsubscribed_from():
    news = templates.news("Ada", ORIGIN, "networks", "Networks", "All of it.", "t0ken")
    assert news.headers() == {
        "List-Unsubscribe": "<https://learn.example/news/unsubscriptions/t0ken>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert templates.confirm_news("Ada", ORIGIN, "t0ken").headers() == {}
    assert templates.policy_changed("Ada", ORIGIN, dt.date(2026, 11, 4), []).headers() == {}


def test_nothing_in_a_letter_is_fetched_when_it_is_opened():
    for letter in (
        templates.news("Ada", ORIGIN, "networks", "Networks", "All of it.", "t0ken"),
        templates.confirm_news("Ada", ORIGIN, "t0ken"),
    ):
        assert "src=" not in letter.html()
        assert "<link" not in letter.html()
