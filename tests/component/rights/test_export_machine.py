"""The export, carried out: everything that is held of a learner, nothing of anybody else, and deleted in time."""

import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from inarax import ledger
from inarax.stores import audit
from rights.erasure import receipting
from rights.export import activities, xapi
from rights.export import readers as readers_module
from rights.export.plan import current as plan
from rights.storage.tables import Part
from tests.component.rights import erasing
from tests.component.rights.erasing import request
from tests.component.rights.exporting import (
    ask,
    asked_nothing,
    deliver,
    is_complete,
    is_ready,
    mine,
    opened,
    withdraw,
)
from tests.kit import aws, mailing, oidc
from tests.kit.events import NOW
from tests.kit.ledger import receipt_key
from tests.kit.world import send

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "docs" / "export.schema.json").read_text())
DAY = timedelta(days=1)


@pytest.fixture
def world(idp, machine, seal_key_id):
    """A world in which nobody has asked for an export, and there is something of Ada and Eve in every store."""
    return asked_nothing(erasing.asked(idp))


@pytest.fixture
def export(world, machine):
    """Ada's export, ready."""
    made = ask(world.ada).json["id"]
    machine.run(lambda: is_ready(made))
    return made


_opened = []
"""Of this process's first export: what the stores held when it was asked for, and what is in it."""


@pytest.fixture
def held(world, machine):
    """What the stores hold of Ada when she asks, by place as the plan names it; `archive` is what is in her export."""
    if not _opened:
        before = erasing.of(world.ada)
        made = ask(world.ada).json["id"]
        machine.run(lambda: is_ready(made))
        _opened.append((before, opened(world.ada, made)))
    return {"ImagesBucket" if name == "images" else name: found for name, found in _opened[0][0].items()}


@pytest.fixture
def archive(held):
    """What is in an export of Ada's."""
    return _opened[0][1]


def test_an_export_is_ready_at_the_next_look_of_the_schedule(world, machine):
    made = ask(world.ada).json["id"]
    machine.tick()
    assert is_ready(made)


def test_what_an_export_holds_is_what_its_schema_says(archive):
    assert archive.json("schema.json") == SCHEMA
    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(archive.data)


def test_every_item_that_was_held_is_a_record_and_there_are_some_in_every_store(held, archive):
    asking = dict.fromkeys(("idempotency", "audit", "rights-requests", "rights-claims"), 1)
    told = {name: len(records) - asking.get(name, 0) for name, records in archive.data.items()}
    assert told == {name: len({str(each) for each in held.get(name, ())}) for name in told}
    assert set(held) - set(told) == {"identities"}


def test_what_is_sealed_is_readable(archive):
    (account,) = archive.data["accounts"]
    assert (account["name"], account["email"], account["subject"]) == ("Ada", "ada@example.com", "ada")
    assert {contest["text"] for contest in archive.data["contests"]} == {"I was right.", "I know more.", "I mistyped."}


def test_an_image_is_a_file_of_the_archive(archive):
    names = archive.data["ImagesBucket"]
    assert len(names) == 2
    for name in names:
        assert archive.files[f"data/ImagesBucket/{name}"] in (b"an image", b"planted")


def test_nothing_of_anybody_else_is_in_it(world, archive):
    everything = b"".join(archive.files.values()).decode()
    for secret in (world.eve.learner_id, world.otto.learner_id, "eve@example.com", "otto@example.com"):
        assert secret not in everything


def test_who_acted_is_told_by_role_and_not_by_id(world, machine):
    regrade = {"correct": True, "explanation": "It was."}
    path = {"contest": world.known["handle"]}
    assert send(world.otto.request("POST", "/contests/{contest}/regrades", path, body=regrade)).status == 201
    made = ask(world.ada).json["id"]
    machine.run(lambda: is_ready(made))
    archive = opened(world.ada, made)
    reviewed = [each["body"] for each in archive.data["audit"] if each["body"]["action"] == "contest reviewed"]
    assert [body["role"] for body in reviewed] == ["operator"]
    assert world.otto.learner_id not in b"".join(archive.files.values()).decode()


def test_what_serves_our_own_look_ups_is_not_in_it(world, archive):
    for records in archive.data.values():
        for record in records:
            assert not {"digest", "refresh_digest", "handle", "newest", "shard", "code_digest"} & set(record)
    assert str(world.ada.token).split(".")[-1] not in b"".join(archive.files.values()).decode()


def test_of_what_configuration_grants_the_own_grant_alone_is_in_it(world, machine):
    granted = {f"{oidc.ISSUER}|ada": {"roles": ["operator"]}, f"{oidc.ISSUER}|eve": {"roles": ["operator"]}}
    aws.client("ssm").put_parameter(
        Name="/inarax/role-grants", Type="String", Value=json.dumps(granted), Overwrite=True
    )
    made = ask(world.ada).json["id"]
    machine.run(lambda: is_ready(made))
    (grant,) = opened(world.ada, made).data["RoleGrants"]
    assert grant == {"<issuer>|<subject>": f"{oidc.ISSUER}|ada", "its roles": {"roles": ["operator"]}}


def test_what_our_own_pool_holds_is_in_it(world, machine, monkeypatch):
    cognito = aws.client("cognito-idp")
    pool = cognito.create_user_pool(PoolName="learners")["UserPool"]["Id"]
    told = [{"Name": "email", "Value": "ada@example.com"}, {"Name": "custom:odd", "Value": "not on the map"}]
    cognito.admin_create_user(UserPoolId=pool, Username="ada", UserAttributes=told)
    monkeypatch.setenv("USER_POOL_ID", pool)
    aws.client("dynamodb").update_item(
        TableName="inarax-accounts",
        Key={"learner_id": {"S": world.ada.learner_id}},
        UpdateExpression="SET issuer = :i",
        ExpressionAttributeValues={":i": {"S": f"https://cognito-idp.eu-west-1.amazonaws.com/{pool}"}},
    )
    made = ask(world.ada).json["id"]
    machine.run(lambda: is_ready(made))
    (user,) = opened(world.ada, made).data["UserPool"]
    assert user["email"] == "ada@example.com"
    assert set(user) <= {"sub", "email", "name"}


def test_the_manifest_names_every_other_file_with_its_hash(archive):
    named = {file["path"]: (file["size"], file["sha256"]) for file in archive.json("manifest.json")["files"]}
    assert set(named) == set(archive.files) - {"manifest.json"}
    for path, (size, sha256) in named.items():
        assert (size, sha256) == (len(archive.files[path]), hashlib.sha256(archive.files[path]).hexdigest())


def test_the_learner_is_shown_size_hash_and_until_when(world, export):
    archive = opened(world.ada, export)
    (shown,) = mine(world.ada)
    assert (shown["state"], shown["archive"]["sha256"]) == ("ready", archive.sha256)
    assert shown["archive"]["size"] == len(archive.content)
    assert shown["archive"]["href"] == f"/me/exports/{export}/archive"


def test_the_receipt_says_how_much_of_what_was_handed_over_and_is_signed(world, export):
    archive, receipt = opened(world.ada, export), request(export).receipt
    said = json.loads(receipt.statement)
    assert said["records"] == {name: len(records) for name, records in archive.data.items()}
    assert said["archive"] == {"bytes": len(archive.content), "sha256": archive.sha256}
    assert said["manifest"] == hashlib.sha256(archive.files["manifest.json"]).hexdigest()
    assert world.ada.learner_id not in receipt.statement
    key = ledger.jwk(aws.client("kms").get_public_key(KeyId=receipt_key())["PublicKey"], receipt_key())
    assert ledger.verifies(receipting.digest(receipt.statement), receipt.signature, key)


def test_the_index_tells_all_that_article_15_asks(archive):
    page = archive.files["index.html"].decode()
    for store in plan().stores:
        assert f'href="data/{store.name}.json"' in page
        for words in (*store.categories, *store.purposes, *store.purposes.values(), store.lasts, store.source):
            assert words in page
    for name, why in plan().left_out.items():
        assert name in page
        assert why.split("(")[0].strip() in page
    for processor in plan().processors:
        assert processor.name in page
        assert processor.country in page
    for right in ("article 16", "article 17", "article 18", "article 20", "article 21", "article 77", "article 22"):
        assert right in page


def test_the_index_fetches_nothing_and_leads_to_files_that_are_there(archive):
    page = archive.files["index.html"].decode()
    assert "<script" not in page
    assert "src=" not in page
    links = [part.split('"')[0] for part in page.split('href="')[1:]]
    assert {link for link in links if "://" not in link} <= set(archive.files)


def test_what_was_done_is_told_in_statements_that_read_back_as_what_was_done(archive):
    told = archive.json("activities.json")["statements"]
    done = [
        each for store in activities.STORES for record in archive.data[store] for each in activities.of(store, record)
    ]
    assert [xapi.activity(statement) for statement in told] == done
    assert {type(each) for each in done} >= {activities.Registered, activities.Began, activities.Answered}


def test_the_learner_is_written_to_when_it_is_ready(world, export):
    mailing.forget_sent()
    deliver()
    (mail,) = mailing.sent()
    assert "The copy of your data is ready" in str(vars(mail))
    assert export not in str(vars(mail))


def test_a_machine_that_reads_everything_is_on_record_once_and_before_it_reads(world, machine, export):
    (entry,) = [each for each in audit.entries(world.ada.learner_id) if each.entry_id == export]
    assert entry.intact
    assert (entry.body["action"], entry.body["role"], entry.body["purpose"]) == ("data read", "export", "rights")
    assert set(entry.body["about"].split()) == {store.name for store in plan().stores}
    assert machine.calls[0][0] == "RightsGathering"


def test_what_was_read_lies_nowhere_but_in_the_archive(world, export):
    lying = [key for key in aws.lying("exports") if export in key]
    assert lying == [f"{world.ada.learner_id}/{export}/archive.zip"]


def test_after_seven_days_it_is_deleted_and_the_request_is_nobodys(world, machine, export):
    ready = request(export).since
    machine.run(lambda: is_complete(export))
    steps = {step.state.value: step.at for step in request(export).history}
    assert ready + 7 * DAY <= steps["withdrawing"] < ready + 7 * DAY + timedelta(minutes=2)
    assert [key for key in aws.lying("exports") if export in key] == []
    assert request(export).learner_id is None
    assert mine(world.ada) == []


def test_deleted_early_it_is_gone_within_a_quarter_of_an_hour(world, machine, export):
    machine.at = begun = NOW + timedelta(minutes=1)
    assert withdraw(world.ada, export, begun).status == 204
    machine.run(lambda: is_complete(export))
    assert request(export).since - begun <= timedelta(minutes=15)
    assert [key for key in aws.lying("exports") if export in key] == []


def test_deleted_while_it_is_read_it_waits_until_nothing_can_be_written_any_more(world, machine):
    made = ask(world.ada).json["id"]
    assert withdraw(world.ada, made).status == 204
    machine.run(lambda: is_complete(made))
    states = {step.state.value: step.at for step in request(made).history}
    assert states["complete"] - states["withdrawing"] >= timedelta(minutes=10)
    assert "RightsExporting" not in {step for step, _ in machine.calls}


def test_the_machine_is_told_nothing_of_the_learner(world, machine, export):
    told = machine.told()
    assert "SUCCEEDED" in told
    for secret in (world.ada.learner_id, "ada@example.com"):
        assert secret not in told
    assert [json.loads(each["input"]) for each in machine.executions()] == [{"request": export}]


def test_many_items_are_read_page_by_page_and_the_step_goes_on_where_its_time_was_up(world, machine, monkeypatch):
    for number in range(150):
        key = {"learner_id": {"S": world.ada.learner_id}, "request": {"S": f"{number:03}"}}
        aws.client("dynamodb").put_item(TableName="inarax-idempotency", Item=key)
    query = Part._query
    monkeypatch.setattr(Part, "_query", lambda self, after, names, **more: query(self, after, names, **more, Limit=40))
    machine.milliseconds = lambda: 1_000
    made = ask(world.ada).json["id"]
    machine.run(lambda: is_ready(made))
    turns = [event for step, event in machine.calls if (step, event.get("store")) == ("RightsExporting", "idempotency")]
    assert len(turns) >= 4
    read = [record["request"] for record in opened(world.ada, made).data["idempotency"]]
    own = [item for item in aws.items("idempotency") if item["learner_id"]["S"] == world.ada.learner_id]
    assert len(read) == len(set(read)) == len(own)


def test_many_images_go_hundred_by_hundred(world, machine, monkeypatch):
    monkeypatch.setattr(readers_module, "_OBJECTS", 1)
    machine.milliseconds = lambda: 1_000
    made = ask(world.ada).json["id"]
    machine.run(lambda: is_ready(made))
    assert len(opened(world.ada, made).data["ImagesBucket"]) == 2
