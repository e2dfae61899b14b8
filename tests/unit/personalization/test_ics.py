"""The calendar of reviews, read back by a program that knows the format."""

from copy import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from personalization.ics import calendar
from personalization.upcoming import Review
from tests.kit import courses
from tests.unit.learning.strategies import NOW

ORIGIN = "https://inarax.example"
LESSON = courses.outline().lesson("bits")
ONE = Review("binary", "bits", "Count with bits", LESSON, NOW + timedelta(days=3))
titles = st.text(st.characters(codec="utf-8"), max_size=200)


def events(*reviews, at=NOW, digest="digest"):
    read = Calendar.from_ical(calendar(reviews, digest, ORIGIN, at))
    return read.walk("VEVENT")


def test_a_review_is_a_whole_day_on_which_nobody_is_busy():
    (event,) = events(ONE)
    assert event.decoded("dtstart") == NOW.date() + timedelta(days=3)
    assert event.decoded("dtstamp") == NOW
    assert (str(event["summary"]), str(event["transp"])) == ("Review: Count with bits", "TRANSPARENT")
    assert str(event["url"]) == f"{ORIGIN}/#/courses/binary"


def test_one_that_is_overdue_stands_on_the_day_of_reading():
    (event,) = events(ONE, at=NOW + timedelta(days=30))
    assert event.decoded("dtstart") == NOW.date() + timedelta(days=30)


def test_an_event_keeps_its_name_when_it_moves_and_shares_it_with_no_other_calendar():
    (first,), (moved,), (other,) = (
        events(ONE),
        events(replace(ONE, due=NOW + timedelta(days=9))),
        events(ONE, digest="another"),
    )
    assert first["uid"] == moved["uid"] != other["uid"]


def test_without_reviews_it_is_an_empty_calendar_all_the_same():
    read = Calendar.from_ical(calendar([], "digest", ORIGIN, NOW))
    assert (read.walk("VEVENT"), str(read["method"]), str(read["version"])) == ([], "PUBLISH", "2.0")
    assert read["prodid"]


@given(titles)
def test_any_title_comes_out_as_it_is_but_for_what_cannot_be_printed(title):
    text = calendar([replace(ONE, title=title)], "digest", ORIGIN, NOW)
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    printable = "".join(each for each in title if each.isprintable() or each == "\n")
    assert str(event["summary"]) == f"Review: {printable}"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
