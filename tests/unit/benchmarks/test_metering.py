"""What a call is billed, from the items as they are before it."""

import pytest
from benchmarks.metering import Billed

MAILS = "inarax-mails"
SMALL = {"learner_id": {"S": "ada"}, "mail_id": {"S": "1"}, "handle": {"S": "h1"}}
LARGE = {"learner_id": {"S": "ada"}, "mail_id": {"S": "2"}, "about": {"S": "x" * 5000}}
OTHER = {"learner_id": {"S": "bob"}, "mail_id": {"S": "1"}, "handle": {"S": "h1"}}
BILLED = Billed(lambda _table, key: [each for each in (SMALL, LARGE, OTHER) if key in {None, each["learner_id"]["S"]}])


def _key(item):
    return {name: item[name] for name in ("learner_id", "mail_id")}


def _query(**more):
    names = {"#0": "learner_id"}
    values = {":learner": {"S": "ada"}}
    asked = {"TableName": MAILS, "KeyConditionExpression": "#0 = :learner", "ExpressionAttributeNames": names}
    return BILLED.of("Query", asked | {"ExpressionAttributeValues": values} | more)


def test_a_query_costs_what_all_of_its_items_weigh_and_half_of_that_where_it_may_be_late():
    assert _query(ConsistentRead=True) == (2, 0, [(MAILS, "ada")] * 2)
    assert _query()[0] == 1


def test_what_finds_nothing_costs_a_unit():
    assert _query(ConsistentRead=True, ExpressionAttributeValues={":learner": {"S": "eve"}}) == (1, 0, [])


def test_a_scan_touches_everybody():
    assert [key for _, key in BILLED.of("Scan", {"TableName": MAILS})[2]] == ["ada", "ada", "bob"]


def test_in_an_index_another_learners_item_may_be_touched():
    asked = {
        "TableName": MAILS,
        "IndexName": "handles",
        "KeyConditionExpression": "#0 = :0",
        "ExpressionAttributeNames": {"#0": "handle"},
        "ExpressionAttributeValues": {":0": {"S": "h1"}},
    }
    assert BILLED.of("Query", asked)[2] == [(MAILS, "ada"), (MAILS, "bob")]


@pytest.mark.parametrize(("item", "units"), [(SMALL, 1 + 1), (LARGE, 5)])
def test_a_delete_costs_what_is_deleted_and_one_more_where_it_stands_in_an_index(item, units):
    asked = {"RequestItems": {MAILS: [{"DeleteRequest": {"Key": _key(item)}}]}}
    assert BILLED.of("BatchWriteItem", asked) == (0, units, [(MAILS, "ada")])


def test_a_part_of_a_transaction_costs_twice_the_larger_of_before_and_after():
    grown = SMALL | {"about": {"S": "x" * 1500}}
    asked = {
        "TransactItems": [
            {"Put": {"TableName": MAILS, "Item": grown}},
            {"Update": {"TableName": MAILS, "Key": _key(LARGE)}},
        ]
    }
    assert BILLED.of("TransactWriteItems", asked)[1] == 2 * 2 + 1 + 2 * 5


def test_a_batch_of_reads_costs_each_item_for_itself():
    asked = {"RequestItems": {MAILS: {"ConsistentRead": True, "Keys": [_key(SMALL), _key(LARGE)]}}}
    assert BILLED.of("BatchGetItem", asked)[0] == 1 + 2


def test_what_nobody_counted_yet_is_no_guess():
    with pytest.raises(NotImplementedError):
        BILLED.of("ExecuteStatement", {})
