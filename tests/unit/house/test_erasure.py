"""House rules of the erasure: what its steps may see and change, where no emulator holds it."""

import pytest
from datamap import functions
from datamap.functions import DOORS

from rights.erasure.plan import current as plan
from tests.unit.house.machines import TABLES, limited


@pytest.mark.parametrize("step", ["RightsErasing", "RightsReadingBack"])
def test_a_step_reaches_every_table_of_the_plan_and_sees_its_keys_alone(step):
    planned = [store for store in (*plan().first, *plan().last) if store.means == "items"]
    statement = limited(step)
    assert statement["Action"] == ["dynamodb:Query"]
    tables = {functions.store_of(each) for each in statement["Resource"]}
    indexes = [(f"{TABLES[store.name]}/index/{index.name}", index) for store in planned for index in store.indexes]
    assert tables == {*(TABLES[store.name] for store in planned), *(name for name, _ in indexes)}
    keys = {key for held in (*planned, *(index for _, index in indexes)) for key in held.keys}
    assert statement["Condition"] == {
        "ForAllValues:StringEquals": {"dynamodb:Attributes": sorted(keys)},
        "StringEquals": {"dynamodb:Select": ["SPECIFIC_ATTRIBUTES", "COUNT"]},
    }


def test_only_the_eraser_deletes_by_the_batch():
    for door in DOORS:
        batched = {store for store, actions in functions.granted(door).items() if "dynamodb:BatchWriteItem" in actions}
        if door != "RightsErasing":
            assert batched <= {"Requests", "Addresses"}


def test_who_reads_back_can_change_nothing_but_what_it_notes():
    for store, actions in functions.granted("RightsReadingBack").items():
        if store != "RightsProgress":
            assert actions <= {
                "dynamodb:BatchGetItem",
                "dynamodb:ConditionCheckItem",
                "dynamodb:Query",
                "s3:ListBucketMultipartUploads",
                "s3:ListBucketVersions",
            }
