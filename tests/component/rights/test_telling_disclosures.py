"""A learner is told of what was disclosed: at once, or when no order forbids it any more; by nothing before."""

import json
from datetime import date, timedelta

import pytest

from inarax import problems
from inarax.roles import Role
from inarax.stores import audit, disclosures, mails, standings
from inarax.stores.handles import Handle
from inarax.stores.mails import State
from notices import deciding
from rights import accesses, told_disclosures
from rights.disclosure import disclosing
from tests.component.notices.posting import delivered, record
from tests.component.rights import erasing, exporting
from tests.component.rights.erasing import deliver, is_complete
from tests.component.rights.test_disclosures import approve, one, silence, unsaid
from tests.component.rights.test_disclosures import record as recorded
from tests.component.rights.test_erasures import ask, receipt
from tests.component.rights.test_holds import place
from tests.kit import aws, mailing, permissions
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.mailing import room
from tests.kit.world import freeze

__all__ = ["room"]

BAN = "2027-01-15"
ENDS = NOW.replace(year=2027, month=1, day=15, hour=0)


def mine(person):
    return call(told_disclosures.handler, person.request("GET", "/me/disclosures")).json["disclosures"]


def read_by(person):
    return call(accesses.handler, person.request("GET", "/me/accesses")).json["accesses"]


def trail(person):
    """What the trail says of a person, by what was done about what, and who did it."""
    bodies = [entry.body for entry in audit.entries(person.learner_id)]
    return [(body["action"], body["about"], body["actor"]) for body in bodies]


def approved(person, pia, paul, until=None):
    """A disclosure that counts, forbidden to tell until then."""
    disclosure = recorded(pia, person, silent_until=until).json["disclosure"]
    assert approve(paul, disclosure).status == 200
    return disclosure


def tell(disclosure, at=ENDS):
    with permissions.of("rights.due"):
        return disclosing.tell(Handle.parse(disclosure), at)


@pytest.fixture
def pia(room):
    return signed_in(Role.PRIVACY_ADMIN)


@pytest.fixture
def paul(room):
    return signed_in(Role.PRIVACY_ADMIN)


@pytest.fixture
def ada(room):
    return mailing.reachable()


def test_the_learner_is_told_by_mail_and_in_the_account_once_it_is_approved(ada, pia, paul):
    disclosure = recorded(pia, ada).json["disclosure"]
    assert mine(ada) == aws.items("mails") == []
    approve(paul, disclosure)
    assert mine(ada) == [
        {
            "kind": "A court ordered it.",
            "article": "art. 6(1)(c) GDPR",
            "reference": "Order of 20 November 2026, 12 C 34/26.",
            "recipient": "District court of Springfield",
            "stores": ["attempts", "responses"],
            "disclosed_on": "2026-11-27",
            "told_at": "2026-11-24T12:00:00Z",
        }
    ]
    (asked,) = aws.items("mails")
    assert delivered(record(ada, asked["mail_id"]["S"])) == {"batchItemFailures": []}
    (sent,) = mailing.sent()
    assert "given data of yours" in sent.body
    assert "Springfield" not in sent.body
    assert [action for action, *_ in trail(ada)] == ["disclosure told"]


def test_nobody_else_is_told(ada, pia, paul):
    approved(ada, pia, paul)
    assert mine(signed_in()) == mine(pia) == mine(paul) == []


def test_whoever_looks_at_it_later_is_told_to_the_learner_and_before_that_not(ada, pia, paul):
    silent, told = approved(ada, pia, paul, BAN), approved(ada, pia, paul)
    one(pia, silent)
    assert read_by(ada) == []
    one(pia, told)
    assert [access["stores"] for access in read_by(ada)] == [["disclosures"]]


def test_while_an_order_forbids_it_nothing_of_the_learner_says_that_there_is_a_disclosure(ada, pia, paul):
    before = aws.everything()
    disclosure = approved(ada, pia, paul, BAN)
    one(pia, disclosure)
    silence(pia, disclosure, "2027-02-15", '"2"')
    assert mine(ada) == read_by(ada) == trail(ada) == aws.items("mails") == []
    after = aws.everything()
    changed = {store for store in after if _of(ada, after[store]) != _of(ada, before[store])}
    assert changed == {"Disclosures"}
    assert len(unsaid(ada)) == 4


def _of(person, items):
    return [item for item in items if item.get("learner_id", {}).get("S") == person.learner_id]


def test_who_may_not_be_told_is_told_on_the_day_on_which_the_ban_ends(ada, pia, paul, machine):
    approved(ada, pia, paul, BAN)
    machine.at = ENDS - timedelta(minutes=1)
    machine.tick()
    assert mine(ada) == []
    machine.at = ENDS
    machine.tick()
    machine.tick()
    assert [each["told_at"] for each in mine(ada)] == ["2027-01-15T00:00:00Z"]
    assert [item["template"]["S"] for item in aws.items("mails")] == ["disclosed"]
    assert [(action, actor) for action, _, actor in trail(ada)] == [("disclosure told", "schedule of rights requests")]


def test_what_nobody_approved_is_told_to_nobody_on_that_day(ada, pia, machine):
    recorded(pia, ada, silent_until=BAN)
    machine.at = ENDS
    machine.tick()
    assert mine(ada) == aws.items("mails") == []


def test_an_order_that_is_prolonged_or_lifted_moves_the_day(ada, pia, paul, machine):
    longer, lifted = approved(ada, pia, paul, BAN), approved(ada, pia, paul, "2027-12-31")
    assert silence(pia, longer, "2027-06-30", '"2"').json["state"] == "silent"
    assert silence(pia, lifted, None, '"2"').json["state"] == "told"
    machine.at = ENDS
    machine.tick()
    assert len(mine(ada)) == 1
    assert silence(pia, lifted, "2027-06-30", '"3"').problem == "not-in-this-state"


def test_one_that_the_index_had_not_heard_of_stays_silent(ada, pia, paul):
    disclosure = approved(ada, pia, paul, BAN)
    silence(pia, disclosure, "2027-06-30", '"2"')
    assert tell(disclosure) == 0
    assert mine(ada) == []


def test_telling_that_fails_half_way_changes_nothing_and_is_done_by_the_next(ada, pia, paul, machine, monkeypatch):
    disclosure, ask_for = approved(ada, pia, paul, BAN), mails.ask

    def failing(*_args):
        raise problems.Busy

    monkeypatch.setattr(mails, "ask", failing)
    machine.at = ENDS
    assert machine.tick() == {"waiting": 1, "failed": 1}
    assert mine(ada) == trail(ada) == []
    monkeypatch.setattr(mails, "ask", ask_for)
    assert machine.tick() == {"waiting": 1, "failed": 0}
    assert len(mine(ada)) == len(aws.items("mails")) == 1
    assert tell(disclosure) == 0


def test_a_mail_that_does_not_arrive_takes_nothing_from_what_the_account_shows(pia, paul):
    nobody = signed_in()
    approved(nobody, pia, paul)
    (asked,) = aws.items("mails")
    delivered(record(nobody, asked["mail_id"]["S"]))
    assert len(mine(nobody)) == 1


def test_whose_record_is_restricted_is_written_to(ada, pia, paul):
    restriction = standings.Restriction(standings.Extent.KEPT, NOW)
    standing = standings.Standing(ada.learner_id, standings.State.ACTIVE, frozenset(), None, restriction=restriction)
    asked = mails.Mail(ada.learner_id, "a-mail", mails.Template.DISCLOSED, None, NOW, "a-handle")
    assert deciding.refusal(asked, standing, None, None, None) is State.NO_ADDRESS


def test_whose_account_is_being_erased_is_looked_for_again_the_next_day(ada, pia, paul, machine):
    disclosure = approved(ada, pia, paul, BAN)
    freeze(ada, standings.State.ERASING)
    machine.at = ENDS
    assert machine.tick() == {"waiting": 1, "failed": 0}
    assert machine.tick() == {"waiting": 0, "failed": 0}
    assert list(disclosures.due(date(2027, 1, 16))) == [Handle.parse(disclosure)]
    assert aws.items("mails") == []


def test_what_is_gone_meanwhile_is_told_to_nobody(ada, pia, paul):
    disclosure = approved(ada, pia, paul, BAN)
    freeze(ada, standings.State.ERASING)
    learner_id, disclosure_id = Handle.parse(disclosure)
    key = {"learner_id": {"S": learner_id}, "disclosure_id": {"S": disclosure_id}}
    aws.client("dynamodb").delete_item(TableName="inarax-disclosures", Key=key)
    assert tell(disclosure) == 0
    assert aws.items("disclosures") == []


def test_an_export_has_what_was_told_and_nothing_of_what_may_not_be(idp, machine, seal_key_id):
    world = exporting.asked_nothing(erasing.asked(idp))
    paul = signed_in(Role.PRIVACY_ADMIN)
    approved(world.ada, world.pia, paul)
    secret = recorded(world.pia, world.ada, recipient="Secret service", silent_until=BAN).json["disclosure"]
    approve(paul, secret)
    export = exporting.ask(world.ada).json["id"]
    machine.run(lambda: exporting.is_ready(export))
    opened = exporting.opened(world.ada, export)
    assert "District court of Springfield" in [each["recipient"] for each in opened.data["disclosures"]]
    everything = b"".join(opened.files.values())
    assert b"Secret service" not in everything
    assert Handle.parse(secret).own_id.encode() not in everything


def test_the_receipt_of_an_erasure_does_not_say_how_many_there_were_and_none_is_left(idp, machine, seal_key_id):
    world = erasing.asked(idp)
    secret = approved(world.ada, world.pia, signed_in(Role.PRIVACY_ADMIN), BAN)
    opened = ask(world.ada, waive=True).json
    machine.run(lambda: is_complete(opened["request"]["id"]), deliver)
    said = json.loads(receipt(opened["receipt_code"]).json["receipt"]["statement"])
    assert list(said["stores"]["disclosures"]) == ["read back"]
    assert "found" in said["stores"]["holds"]
    assert Handle.parse(secret).own_id not in str(aws.items("disclosures"))
    assert len(unsaid(world.ada)) >= 2


@pytest.mark.parametrize("stores", [["disclosures"], ["attempts", "disclosures"]])
def test_no_hold_tells_of_one_since_none_can_be_placed_on_them(idp, machine, seal_key_id, stores):
    world = erasing.asked(idp)
    approved(world.ada, world.pia, signed_in(Role.PRIVACY_ADMIN), BAN)
    before = [aws.items("holds"), trail(world.ada)]
    assert place(world.pia, world.ada, stores=stores).problem == "invalid"
    assert [aws.items("holds"), trail(world.ada)] == before
    opened = ask(world.ada, waive=True).json
    machine.run(lambda: is_complete(opened["request"]["id"]), deliver)
    answer = receipt(opened["receipt_code"]).json
    assert answer["request"]["kept"] == []
    assert "kept" not in [step["state"] for step in answer["request"]["history"]]
    assert "We keep" not in str(mailing.sent())
