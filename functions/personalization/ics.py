"""Reviews as a calendar (RFC 5545, iCalendar; RFC 7986 for its name and how often to look).

Every review is a whole day on which nobody is busy. One that is overdue stands on the day when the calendar is read.
"""

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime

from personalization.upcoming import Review

CONTENT_TYPE = "text/calendar; charset=utf-8"
_LINE = 75  # octets in a line at most (RFC 5545, 3.1)
_BROKEN = "\r\n"


def calendar(reviews: Iterable[Review], secret_digest: str, origin: str, at: datetime) -> str:
    """The calendar as of `at`. The digest names its events, so that they say nothing of whose they are."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//inaraX//reviews//EN",
        "METHOD:PUBLISH",
        "NAME:inaraX reviews",
        "X-WR-CALNAME:inaraX reviews",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        *(line for review in reviews for line in _event(review, secret_digest, origin, at)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}{_BROKEN}" for line in lines)


def _event(review: Review, secret_digest: str, origin: str, at: datetime) -> Iterator[str]:
    named = uuid.uuid5(uuid.NAMESPACE_URL, f"{secret_digest}/{review.course}/{review.skill}")
    yield "BEGIN:VEVENT"
    yield f"UID:{named}"
    yield f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{max(review.due, at):%Y%m%d}"
    yield f"SUMMARY:{_text(f'Review: {review.title}')}"
    yield f"URL:{origin}/#/courses/{review.course}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """A text value (3.3.11): what means something to a calendar is escaped, and controls are left out."""
    for special in ("\\", ";", ","):
        value = value.replace(special, f"\\{special}")
    return "".join(character for character in value.replace("\n", "\\n") if character.isprintable())


def _folded(line: str) -> str:
    """A long line goes on after a break and a blank, never within a character (3.1)."""
    found, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > _LINE:
            found, octets = f"{found}{_BROKEN} ", 1
        found, octets = found + character, octets + size
    return found
