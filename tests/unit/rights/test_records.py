"""A stored item becomes a record of what its store declares, whatever the store keeps in it."""

import base64
import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from rights.export.plan import Field
from rights.export.records import record, shown

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "secret"]), inner, max_size=3)
    ),
    max_leaves=10,
)


def _sealed(name, value):
    return json.dumps([name, value.decode()]).encode()


def _record(kind, raw, hidden=()):
    return record({"field": raw}, {"field": Field(kind, frozenset(hidden))}, _sealed).get("field")


@given(st.integers(0, 4_000_000_000))
def test_a_moment_is_told_in_utc(seconds):
    told = _record("moment", {"N": str(seconds)})
    assert datetime.fromisoformat(told) == datetime.fromtimestamp(seconds, UTC)


@given(st.integers(-(10**15), 10**15) | st.floats(-1e9, 1e9).map(lambda number: round(number, 6)))
def test_a_number_stays_what_it_is(number):
    assert _record("number", {"N": json.dumps(number)}) == number


@given(st.binary(max_size=50))
def test_bytes_are_told_in_base64(content):
    assert base64.b64decode(_record("bytes", {"B": content})) == content


@given(st.sets(st.text(max_size=5), min_size=1, max_size=5))
def test_a_set_has_an_order(texts):
    assert _record("texts", {"SS": texts}) == sorted(texts)


@given(JSON)
def test_what_is_left_out_of_a_document_is_so_however_deep_it_stands(document):
    assert "secret" not in json.dumps(_record("document", {"S": json.dumps(document)}, ["secret"]))
    assert shown(document, frozenset()) == document


def test_what_is_sealed_is_opened_in_its_place():
    assert _record("sealed", {"B": b"x"}) == '["field", "x"]'
    assert _record("sealeddocument", {"B": b"x"}) == ["field", "x"]


def test_texts_and_flags_are_as_they_are():
    assert (_record("text", {"S": "x"}), _record("flag", {"BOOL": False})) == ("x", False)


def test_what_is_not_declared_is_not_told_and_what_is_not_there_is_left_out():
    assert record({"other": {"S": "x"}}, {"field": Field("text")}, _sealed) == {}
