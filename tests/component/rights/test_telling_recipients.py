"""Whoever was given something by law is told when it is corrected, restricted or erased (art. 19 GDPR)."""

import json

import pytest

from identity import profile
from inarax import problems, recipients
from inarax.recipients import Event
from inarax.roles import Role
from inarax.stores import mails, standings
from inarax.stores.base import transact
from inarax.stores.handles import Handle
from inarax.stores.mails import State
from notices import bounces, mailing
from tests.component.notices.posting import CONTEXT, again, delivered, record
from tests.component.rights import erasing, exporting
from tests.component.rights.erasing import deliver, is_complete
from tests.component.rights.test_disclosures import approve, unsaid
from tests.component.rights.test_disclosures import record as recorded
from tests.component.rights.test_erasures import ask, receipt
from tests.component.rights.test_restrictions import restrict
from tests.component.rights.test_telling_disclosures import BAN, ada, approved, paul, pia
from tests.kit import aws, permissions
from tests.kit import mailing as post
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.mailing import room
from tests.kit.world import freeze

__all__ = ["ada", "paul", "pia", "room"]

COURT = "registry@court.example"
CORRECT = {"body": {"name": "Ada Byron"}, "headers": {"If-Match": '"1"'}}


def asked_for():
    """The ids of the mails to others than the learner that stand in the outbox."""
    return sorted(item["mail_id"]["S"] for item in aws.items("mails") if item["mail_id"]["S"].startswith("recipients-"))


def posted(person):
    """Let the outbox's stream have them, until none is added; the letters to others, by address."""
    post.forget_sent()
    seen = set()
    while new := [each for each in asked_for() if each not in seen]:
        assert delivered(*(record(person, each) for each in new)) == {"batchItemFailures": []}
        seen |= set(new)
    return [(mail.destinations["ToAddresses"], mail.body) for mail in post.sent()]


def told(person):
    """What the trail says, about nobody, of recipients that were told."""
    return [body["about"] for body in unsaid(person) if body["action"] == "recipient told"]


def tell(person, event=Event.RESTRICTED, cause="a-request"):
    transact(recipients.tell(person.learner_id, event, cause, NOW))


def correct(person):
    return call(profile.handler, person.request("PATCH", "/me/profile", **CORRECT))


def test_a_restriction_is_told_to_whoever_was_given_something_and_names_the_matter_alone(ada, pia, paul):
    disclosure = Handle.parse(approved(ada, pia, paul)).own_id
    assert restrict(ada).status == 200
    ((addresses, body),) = posted(ada)
    assert addresses == [COURT]
    for said in ("27 November 2026", "12 C 34/26", disclosure, "is restricted"):
        assert said in body
    for unsaid_of_her in (ada.learner_id, "ada@example.com", "attempts"):
        assert unsaid_of_her not in body
    assert told(ada) == [f"{disclosure}, restricted: sent"]


def test_to_restrict_otherwise_tells_nobody_again(ada, pia, paul):
    approved(ada, pia, paul)
    restrict(ada)
    asked = asked_for()
    restrict(ada, ground="unlawful")
    assert asked_for() == asked


@pytest.mark.parametrize(("stores", "letters"), [(["accounts"], 1), (["responses"], 0)])
def test_a_correction_is_told_to_whom_the_account_was_given(pia, paul, stores, letters):
    ada = post.reachable()
    disclosure = recorded(pia, ada, stores=stores).json["disclosure"]
    assert approve(paul, disclosure).status == 200
    assert correct(ada).status == 200
    assert [addresses for addresses, _ in posted(ada)] == [[COURT]] * letters


def test_what_nobody_approved_was_given_to_nobody(ada, pia):
    recorded(pia, ada)
    tell(ada)
    assert posted(ada) == []


def test_who_may_not_know_of_a_disclosure_sees_nothing_of_the_letter(idp, machine, seal_key_id):
    world = exporting.asked_nothing(erasing.asked(idp))
    secret = Handle.parse(approved(world.ada, world.pia, signed_in(Role.PRIVACY_ADMIN), BAN)).own_id
    for planted in ("subscriptions", "suppressions"):  # no letter could be made of them
        key = {"learner_id": {"S": world.ada.learner_id}}
        aws.client("dynamodb").delete_item(TableName=f"inarax-{planted}", Key=key)
    tell(world.ada)
    assert [addresses for addresses, _ in posted(world.ada)] == [[COURT]]
    export = exporting.ask(world.ada).json["id"]
    machine.run(lambda: exporting.is_ready(export))
    opened = exporting.opened(world.ada, export)
    assert secret.encode() not in b"".join(opened.files.values())
    assert [each["state"] for each in opened.data["mails"] if each["mail_id"].startswith("recipients-")] == ["sent"]


def test_of_whom_nothing_was_given_the_outbox_says_the_same(ada, pia):
    tell(ada)
    assert posted(ada) == []
    assert [item["state"]["S"] for item in aws.items("mails")] == ["sent"]


def test_an_erasure_tells_them_before_they_are_forgotten_and_the_receipt_says_not_how_many(idp, machine, seal_key_id):
    world = erasing.asked(idp)
    approved(world.ada, world.pia, signed_in(Role.PRIVACY_ADMIN))
    post.forget_sent()
    opened = ask(world.ada, waive=True).json
    machine.run(lambda: is_complete(opened["request"]["id"]), deliver)
    letters = [mail.body for mail in post.sent() if mail.destinations["ToAddresses"] == [COURT]]
    assert ["was erased" in letter for letter in letters] == [True]
    assert [about.split(", ")[1] for about in told(world.ada)] == ["erased: sent"]

    said = json.loads(receipt(opened["receipt_code"]).json["receipt"]["statement"])
    assert list(said["stores"]["mails"]) == ["read back"]
    assert not [item for item in aws.items("mails") if item["learner_id"]["S"] == world.ada.learner_id]


def test_an_erasure_waits_for_their_letters_and_no_longer_than_for_the_learners(idp, machine, seal_key_id):
    world = erasing.asked(idp)
    approved(world.ada, world.pia, signed_in(Role.PRIVACY_ADMIN))
    opened = ask(world.ada, waive=True).json["request"]["id"]

    def hers_alone():
        for item in aws.items("mails"):
            if item.get("template") == {"S": "erased"}:
                delivered(record(world.ada, item["mail_id"]["S"]))

    begun = machine.at
    machine.run(lambda: is_complete(opened), hers_alone)
    assert (machine.at - begun).total_seconds() >= 72 * 3600
    assert erasing.request(opened).note == "the mail was sent"


def test_asked_twice_half_failed_or_brought_again_each_is_told_once(ada, pia, paul, monkeypatch):
    approved(ada, pia, paul)
    approved(ada, pia, paul)
    tell(ada)
    (first,) = asked_for()
    move = mails.move

    def failing(*_args):
        raise problems.Busy

    monkeypatch.setattr(mails, "move", failing)
    assert delivered(record(ada, first)) == again(record(ada, first))
    monkeypatch.setattr(mails, "move", move)
    assert len(posted(ada)) == 2
    assert posted(ada) == []
    assert len(told(ada)) == 2


def test_what_is_asked_for_while_the_account_is_shut_is_told_by_the_erasure_alone(ada, pia, paul):
    approved(ada, pia, paul)
    tell(ada)
    freeze(ada, standings.State.ERASING)
    assert posted(ada) == []
    tell(ada, Event.ERASED)
    assert len(posted(ada)) == 1


def test_a_disclosure_that_is_gone_meanwhile_is_told_to_nobody(ada, pia, paul):
    learner_id, disclosure_id = Handle.parse(approved(ada, pia, paul))
    tell(ada)
    delivered(*(record(ada, each) for each in asked_for()))
    key = {"learner_id": {"S": learner_id}, "disclosure_id": {"S": disclosure_id}}
    aws.client("dynamodb").delete_item(TableName="inarax-disclosures", Key=key)
    assert posted(ada) == []
    assert [about.split(": ")[1] for about in told(ada)] == ["dropped"]


@pytest.mark.parametrize(("outcome", "count"), [(State.FAILED, 1), (State.UNKNOWN, 1), (State.SENT, 0)])
def test_a_letter_that_cannot_be_sent_has_a_person_told(ada, pia, paul, monkeypatch, outcome, count):
    approved(ada, pia, paul)
    tell(ada)
    counted = []
    monkeypatch.setattr(mailing, "send", lambda *_args: outcome)
    monkeypatch.setattr(mailing.untold, "measure", counted.append)
    posted(ada)
    assert counted == [count]
    assert told(ada)[0].endswith(f": {outcome}")


def test_one_that_bounces_has_a_person_told_and_takes_nothing_from_the_learners_own_address(
    ada, pia, paul, monkeypatch
):
    approved(ada, pia, paul)
    tell(ada)
    posted(ada)
    counted = []
    monkeypatch.setattr(bounces.untold, "measure", counted.append)
    (handle,) = [item["handle"]["S"] for item in aws.items("mails") if "-a-request-" in item["mail_id"]["S"]]
    with permissions.of("notices.bounces"):
        bounces.handler({"cause": "bounce", "mail": [handle]}, CONTEXT)
    assert counted == [1]
    assert aws.items("suppressions") == []


def test_without_an_address_for_mail_nothing_is_recorded(ada, pia):
    for address in ("", "the court", "a@b", "a b@court.example"):
        refused = recorded(pia, ada, recipient_mail=address)
        assert (refused.status, refused.json["errors"][0]["field"]) == (422, "body/recipient_mail")
    assert aws.items("disclosures") == []
