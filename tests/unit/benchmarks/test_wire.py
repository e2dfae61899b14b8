"""What a round trip is counted as: operation, stores, bytes and capacity."""

import json

import pytest
from benchmarks.wire import Trip, item_size, read_units, trip, write_units
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("item", "size"),
    [
        ({}, 0),
        ({"name": {"S": "Ada"}}, 7),
        ({"größe": {"S": "ü"}}, 9),
        ({"n": {"N": "27"}}, 1 + 2),
        ({"n": {"N": "-27.5"}}, 1 + 3),
        ({"yes": {"BOOL": True}}, 4),
        ({"key": {"B": "AAECAw=="}}, 3 + 4),
        ({"roles": {"SS": ["learner", "operator"]}}, 20),
        ({"a": {"S": "b"}, "c": {"S": "d"}}, 4),
    ],
)
def test_an_item_is_as_large_as_its_names_and_values(item, size):
    assert item_size(item) == size


@pytest.mark.parametrize(("length", "units"), [(1, 2), (1023, 2), (1024, 4), (2047, 4), (2048, 6)])
def test_a_transactional_write_costs_two_units_for_each_kilobyte_begun(length, units):
    assert write_units({"t": {"S": "x" * length}}) == units


@pytest.mark.parametrize(("length", "units"), [(1, 1), (4095, 1), (4096, 2)])
def test_a_strong_read_costs_one_unit_for_each_four_kilobytes_begun(length, units):
    assert read_units({"a": {"Keys": [{}]}}, {"a": [{"t": {"S": "x" * length}}]}) == units


@given(st.integers(0, 20), st.integers(0, 20))
def test_an_absent_item_costs_a_unit_too(absent, there):
    found = {"a": [{"t": {"S": "x"}}] * there}
    assert read_units({"a": {"Keys": [{}] * (absent + there)}}, found) == absent + there


def test_a_batch_of_reads_is_one_trip_to_all_of_its_stores():
    sent = json.dumps({"RequestItems": {"a": {"Keys": [{}]}, "b": {"Keys": [{}]}}}).encode()
    received = json.dumps({"Responses": {"a": [{"t": {"S": "x"}}]}}).encode()
    assert trip("BatchGetItem", sent, received) == Trip(
        "BatchGetItem", frozenset({"a", "b"}), read_units=2, size=len(sent) + len(received)
    )


def test_a_transaction_is_one_trip_that_costs_what_its_parts_cost():
    parts = [
        {"ConditionCheck": {"TableName": "a", "Key": {"id": {"S": "1"}}}},
        {"Put": {"TableName": "b", "Item": {"t": {"S": "x" * 1024}}}},
    ]
    sent = json.dumps({"TransactItems": parts}).encode()
    assert trip("TransactWriteItems", sent, b"{}") == Trip(
        "TransactWriteItems", frozenset({"a", "b"}), write_units=2 + 4, size=len(sent) + 2
    )


def test_a_batch_of_writes_is_one_trip_that_costs_a_unit_for_each_kilobyte_begun():
    puts = {
        "a": [{"PutRequest": {"Item": {"t": {"S": "x"}}}}],
        "b": [{"PutRequest": {"Item": {"t": {"S": "x" * 1024}}}}],
    }
    sent = json.dumps({"RequestItems": puts}).encode()
    assert trip("BatchWriteItem", sent, b"{}") == Trip(
        "BatchWriteItem", frozenset({"a", "b"}), write_units=1 + 2, size=len(sent) + 2
    )


def test_what_is_not_of_dynamodb_is_a_trip_without_units():
    assert trip("GetObject", b"", b"") == Trip("GetObject", frozenset())
