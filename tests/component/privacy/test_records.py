"""The door of the records: to anybody, as JSON-LD and as pages, from a file alone."""

import pytest
from datamap import assembled, records

from privacy.records import handler

ALL, ONE = "/privacy/records", "/privacy/records/{record}"
RECORDS = records.records(assembled.assemble())


def test_every_record_is_listed(get) -> None:
    listed = get(handler, ALL, Accept="application/json").json["records"]
    assert {each["record"]: each["title"] for each in listed} == {name: each["title"] for name, each in RECORDS.items()}


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("accept", ["application/json", "application/ld+json"])
def test_a_record_is_what_the_map_says(name: str, accept: str, get) -> None:
    answer = get(handler, ONE, {"record": name}, Accept=accept)
    assert (answer.status, answer.header("Content-Type")) == (200, accept)
    assert answer.json == RECORDS[name]


@pytest.mark.parametrize("name", RECORDS)
def test_a_page_leaves_no_fact_out(name: str, get) -> None:
    text = get(handler, ONE, {"record": name}, Accept="text/html").text
    for fact in _texts({key: value for key, value in RECORDS[name].items() if key != "@context"}):
        assert fact.replace("&", "&amp;").replace("'", "&#x27;") in text


def test_who_has_a_record_is_not_sent_it_again(get) -> None:
    etag = get(handler, ONE, {"record": "impact"}, Accept="application/json").header("ETag")
    assert get(handler, ONE, {"record": "impact"}, Accept="application/json", If_None_Match=etag).status == 304


def test_a_record_that_is_not_there_is_not_found(get) -> None:
    assert get(handler, ONE, {"record": "secrets"}).problem == "not-found"


def test_a_form_that_is_not_to_be_had_is_refused(get) -> None:
    assert get(handler, ALL, Accept="image/png").problem == "not-acceptable"


def _texts(value: object) -> list[str]:
    match value:
        case dict():
            return [text for each in value.values() for text in _texts(each)]
        case list():
            return [text for each in value for text in _texts(each)]
        case bool():
            return []
        case _:
            return [str(value)]
