"""The erasure, carried out: whatever there is of a learner is gone from every store, and of nobody else's anything."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from inarax import ledger
from inarax.declared import Purpose
from inarax.stores import audit, consents, rights_requests
from inarax.stores.base import transact
from inarax.stores.consents import Act, Means
from rights.erasure import lifecycle, receipting
from rights.erasure.plan import current as plan
from rights.storage.tables import Part
from tests.component.rights.erasing import KEPT, deliver, is_complete, of, request
from tests.component.rights.test_erasures import ask, receipt
from tests.kit import aws, mailing, oidc
from tests.kit.events import NOW
from tests.kit.ledger import receipt_key
from tests.kit.trail import recorded


@pytest.fixture
def erased(world, machine):
    """The world after Ada's erasure."""
    erasure = world.known["erasure"]
    machine.run(lambda: is_complete(erasure), deliver)
    return world


def test_there_is_something_of_ada_in_every_store_of_the_plan(world):
    planned = {store.bucket or store.name for store in (*plan().first, *plan().last)} - {"suppressions"}
    assert planned | {"identities", "rights-requests"} == set(of(world.ada))


def test_everything_of_the_learner_is_gone_and_of_another_everything_is_there(world, machine):
    eves = of(world.eve)
    machine.run(lambda: is_complete(world.known["erasure"]), deliver)
    assert set(of(world.ada)) <= KEPT
    assert of(world.eve) == eves


def test_whatever_else_was_asked_for_ends_with_the_account(world, machine):
    assert ask(world.ada, waive=True).status == 201
    machine.tick()
    export = request(world.known["export"])
    assert (export.state.value, export.learner_id, export.next_at) == ("cancelled", None, None)


def test_what_is_kept_says_nothing_and_ends(erased):
    assert all(entry.forgotten for entry in audit.entries(erased.ada.learner_id))
    for item in of(erased.ada).get("consents", []):
        assert "expires_at" in item


def test_the_account_cools_off_untouched(world, machine):
    before = of(world.ada)
    machine.at += timedelta(days=6, hours=23)
    machine.tick()
    assert of(world.ada) == before
    assert machine.calls == []


def test_the_learner_is_written_to_before_their_address_goes(erased):
    (mail,) = mailing.sent()
    assert "erased" in str(vars(mail))
    assert request(erased.known["erasure"]).note == lifecycle.MAIL_SENT


def test_a_mail_that_does_not_go_out_holds_the_erasure_up_for_72_hours(world, machine):
    erasure = world.known["erasure"]
    machine.run(lambda: is_complete(erasure))
    steps = {step.state.value: step.at for step in request(erasure).history}
    assert timedelta(hours=72) <= steps["closing"] - steps["mailing"] < timedelta(hours=73)
    assert request(erasure).note == lifecycle.MAIL_UNSENT
    assert set(of(world.ada)) <= KEPT


def test_nothing_closes_before_what_was_under_way_is_over(erased):
    steps = {step.state.value: step.at for step in request(erased.known["erasure"]).history}
    assert steps["closing"] - steps["mailing"] >= timedelta(minutes=10)


def test_the_receipt_is_signed_and_says_what_was_found_and_when_it_was_read_back(erased):
    shown = receipt(erased.known["receipt"]).json
    assert shown["request"]["state"] == "complete"
    signed = shown["receipt"]
    key = ledger.jwk(aws.client("kms").get_public_key(KeyId=receipt_key())["PublicKey"], receipt_key())
    signature, digest = ledger.decoded(signed["signature"]), receipting.digest
    assert ledger.verifies(digest(signed["statement"]), signature, key)
    assert not ledger.verifies(digest(signed["statement"] + " "), signature, key)
    said = json.loads(signed["statement"])
    assert set(said["stores"]) == set(plan().names())
    assert (said["stores"]["responses"]["found"], said["stores"]["ImagesBucket"]["found"]) == (2, 2)
    assert said["stores"]["identities"]["found"] == said["stores"]["keys"]["found"] == 1
    assert erased.ada.learner_id not in signed["statement"]


def test_the_receipt_names_everything_that_is_kept_with_its_reason(erased):
    said = json.loads(receipt(erased.known["receipt"]).json["receipt"]["statement"])
    the_map = json.loads((Path(__file__).parents[3] / "docs" / "map.json").read_text())
    kept = {name for held in ("stores", "places") for name, each in the_map[held].items() if each["erasure"] == "keep"}
    assert kept <= set(said["kept"])
    assert all(said["kept"].values())


def test_the_closing_entry_is_about_nobody_and_there_is_one(erased):
    (entry,) = audit.entries(audit.nobody(erased.ada.learner_id))
    assert entry.intact
    assert entry.body["action"] == "erased"
    assert erased.ada.learner_id not in str(entry.body)


def test_the_machine_is_told_nothing_of_the_learner(erased, machine):
    told = machine.told()
    assert "SUCCEEDED" in told
    for secret in (erased.ada.learner_id, "ada@example.com", erased.known["receipt"]):
        assert secret not in told
    inputs = [json.loads(each["input"]) for each in machine.executions()]
    assert inputs.count({"request": erased.known["erasure"]}) == 2
    assert all(set(each) == {"request"} for each in inputs)


def test_what_is_left_of_the_request_is_nobodys_and_waits_for_the_last_backup_copy_alone(erased, machine):
    erasure, days = erased.known["erasure"], plan().backup_days()
    over = request(erasure).since + timedelta(days=days)
    assert erasure not in rights_requests.waiting(over)
    assert erasure in rights_requests.waiting(over + timedelta(days=1))
    assert aws.items("rights-progress") == []
    before = len(machine.executions())
    machine.tick()
    assert len(machine.executions()) == before


def test_many_items_go_page_by_page_and_the_step_comes_again_when_its_time_is_up(world, machine, monkeypatch):
    for number in range(150):
        aws.client("dynamodb").put_item(
            TableName="inarax-attempts",
            Item={"learner_id": {"S": world.ada.learner_id}, "attempt_id": {"S": f"{number:03}"}},
        )
    query = Part._query
    monkeypatch.setattr(
        Part, "_query", lambda self, after, names, **more: query(self, after, names, **{"Limit": 40} | more)
    )
    machine.milliseconds = lambda: 1_000
    machine.run(lambda: is_complete(world.known["erasure"]), deliver)
    assert set(of(world.ada)) <= KEPT
    turns = [event for step, event in machine.calls if (step, event.get("store")) == ("RightsErasing", "attempts")]
    assert len(turns) > 6
    said = json.loads(receipt(world.known["receipt"]).json["receipt"]["statement"])
    assert said["stores"]["attempts"]["found"] == 153


def test_entries_that_are_kept_in_part_are_many_and_the_step_comes_again_for_them(world, machine):
    ada = world.ada.learner_id
    recorded(250, ada)
    given = consents.Event(ada, 0, Purpose.NEWS, Act.GRANTED, 1, "en", "text", Means.ACCOUNT, NOW)
    for number in range(10, 240):
        transact(consents.record(given._replace(number=number)))
    machine.milliseconds = lambda: 1_000
    machine.run(lambda: is_complete(world.known["erasure"]), deliver)
    assert all(entry.forgotten for entry in audit.entries(ada))
    assert all(event.expires_at for event in consents.of(ada))
    for store in ("audit", "consents"):
        calls = [event for step, event in machine.calls if (step, event.get("store")) == ("RightsErasing", store)]
        assert len(calls) > 2


def test_who_is_granted_roles_by_configuration_waits_until_they_are_taken_back(world, machine):
    erasure = world.known["erasure"]
    granted = json.dumps({f"{oidc.ISSUER}|ada": {"roles": ["operator"]}})
    aws.client("ssm").put_parameter(Name="/inarax/role-grants", Type="String", Value=granted, Overwrite=True)
    machine.at += timedelta(days=8)
    machine.tick()
    held = request(erasure)
    assert (held.state.value, held.note) == ("held", lifecycle.ROLES_GRANTED)
    assert set(of(world.ada)) > KEPT
    aws.client("ssm").put_parameter(Name="/inarax/role-grants", Type="String", Value="{}", Overwrite=True)
    machine.run(lambda: is_complete(erasure), deliver)
    assert set(of(world.ada)) <= KEPT


def test_a_user_of_our_own_pool_is_shut_out_first_and_deleted_before_the_account(world, machine, monkeypatch):
    cognito = aws.client("cognito-idp")
    pool = cognito.create_user_pool(PoolName="learners")["UserPool"]["Id"]
    cognito.admin_create_user(UserPoolId=pool, Username="ada")
    monkeypatch.setenv("USER_POOL_ID", pool)
    aws.client("dynamodb").update_item(
        TableName="inarax-accounts",
        Key={"learner_id": {"S": world.ada.learner_id}},
        UpdateExpression="SET issuer = :i",
        ExpressionAttributeValues={":i": {"S": f"https://cognito-idp.eu-west-1.amazonaws.com/{pool}"}},
    )
    machine.at += timedelta(days=8)
    machine.tick()
    assert cognito.admin_get_user(UserPoolId=pool, Username="ada")["Enabled"] is False
    machine.run(lambda: is_complete(world.known["erasure"]), deliver)
    assert cognito.list_users(UserPoolId=pool)["Users"] == []
    said = json.loads(receipt(world.known["receipt"]).json["receipt"]["statement"])
    assert said["stores"]["UserPool"]["found"] == 1
