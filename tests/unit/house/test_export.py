"""House rules of the export: one role reads every store, and of each what the plan names and no more."""

from datamap import functions
from datamap.functions import DOORS
from datamap.template import resources

from inarax.stores import exports
from rights.export.plan import current as plan
from tests.unit.house.machines import TABLES, limited

ITEMS = [store for store in plan().stores if store.means == "items"]


def test_the_exporter_reads_every_table_of_the_plan_by_the_attributes_that_the_plan_names():
    statement = limited("RightsExporting")
    assert statement["Action"] == ["dynamodb:Query"]
    assert {each["GetAtt"] for each in statement["Resource"]} == {f"{TABLES[store.name]}.Arn" for store in ITEMS}
    named = {name for store in ITEMS for name in (*store.keys, *store.fields)}
    assert statement["Condition"] == {
        "ForAllValues:StringEquals": {"dynamodb:Attributes": sorted(named)},
        "StringEquals": {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"},
    }


def test_digests_handles_and_wrapped_keys_are_no_attributes_that_the_exporter_may_query():
    seen = set(limited("RightsExporting")["Condition"]["ForAllValues:StringEquals"]["dynamodb:Attributes"])
    assert not seen & {"digest", "refresh_digest", "handle", "newest", "older", "shard", "code_digest"}


def test_the_exporter_changes_nothing_but_its_request_and_its_bucket():
    for store, actions in functions.granted("RightsExporting").items():
        changing = {action for action in actions if not action.split(":")[1].startswith(("Get", "BatchGet", "Query"))}
        allowed = {"RightsRequests": {"dynamodb:PutItem"}, "ExportsBucket": {"s3:PutObject", "s3:ListBucket"}}
        reading = {"kms:Decrypt", "s3:ListBucket", "cognito-idp:AdminGetUser"}
        assert changing - reading <= allowed.get(store, set()), store


def test_no_other_door_reads_every_store():
    most = {
        door: sum("dynamodb:Query" in actions for actions in functions.granted(door).values())
        for door in DOORS
        if door not in ("RightsErasing", "RightsReadingBack")
    }
    assert sorted(most, key=most.__getitem__)[-1] == "RightsExporting"
    assert sorted(most.values())[-2] < len(ITEMS) / 4


def test_only_the_rooms_own_steps_touch_the_exports():
    touching = {door for door in DOORS if "ExportsBucket" in functions.granted(door)}
    assert touching == {
        "RightsErasing",
        "RightsExporting",
        "RightsExports",
        "RightsPacking",
        "RightsReadingBack",
        "RightsWithdrawing",
    }


def test_the_bucket_forgets_by_itself_what_was_never_ready_and_keeps_no_versions():
    bucket = resources("AWS::S3::Bucket")["ExportsBucket"]
    (rule,) = bucket["LifecycleConfiguration"]["Rules"]
    assert rule["ExpirationInDays"] == exports.KEPT.time.days + 1  # S3 counts from the midnight after
    assert rule["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}
    assert "VersioningConfiguration" not in bucket
