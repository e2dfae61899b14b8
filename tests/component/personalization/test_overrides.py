"""An objection is outweighed only by grounds that a privacy admin puts on record, and the learner is told of them."""

from datetime import timedelta

import pytest

from inarax import problems
from inarax.roles import Role
from inarax.stores import audit, overrides, signals, standings
from inarax.stores.base import read
from inarax.stores.mails import State, Template
from inarax.tokens import new_id
from personalization import objections
from personalization import overrides as door
from tests.component.learning.people import enrolled
from tests.component.notices.posting import delivered, mail
from tests.component.notices.posting import record as mailed
from tests.component.personalization.test_objections import ask, shown
from tests.component.personalization.test_signals import knowing, record, standing_signals, told
from tests.kit import aws, mailing, trail
from tests.kit.courses import publish
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.mailing import room
from tests.kit.world import freeze

__all__ = ["room"]

GROUNDS = "Without signals this pilot could not be stopped in time."
RESOURCE = "/accounts/{learner}/objections/{purpose}/override"


@pytest.fixture(autouse=True)
def _published(stores):
    publish()


@pytest.fixture
def pia():
    return signed_in(Role.PRIVACY_ADMIN)


def override(admin, person, purpose="signals", grounds=GROUNDS):
    path = {"learner": person.learner_id, "purpose": purpose}
    return call(door.handler, admin.request("PUT", RESOURCE, path, body={"grounds": grounds}))


def honour(admin, person):
    path = {"learner": person.learner_id, "purpose": "signals"}
    return call(door.handler, admin.request("DELETE", RESOURCE, path))


def objecting(person=None):
    """Somebody who objects to the signals that their answers would raise."""
    ada = knowing(0.05, person=person or enrolled())
    assert ask(ada, "make").status == 200
    return ada


def weighed(person):
    answer = ask(person, "show").json["objections"]
    return {each["purpose"]: each["outweighed"] for each in answer}


def test_without_a_decision_an_objection_is_honoured_but_to_what_everybody_s_protection_needs():
    ada = objecting()
    told(record(ada, 1))
    assert standing_signals(ada) is None
    found = weighed(ada)
    assert (found["signals"], found["news"]) == (None, None)
    assert found["security"]["decided_at"] is None
    assert "nobody's account could be protected" in found["security"]["grounds"]


def test_grounds_on_record_outweigh_it_and_are_shown_to_the_learner(pia):
    ada = objecting()
    made = override(pia, ada)
    assert made.json == {
        "learner_id": ada.learner_id,
        "purpose": "signals",
        "grounds": GROUNDS,
        "decided_at": "2026-11-24T12:00:00Z",
    }
    assert shown(ada)["signals"] is False
    assert weighed(ada)["signals"] == {"grounds": GROUNDS, "decided_at": "2026-11-24T12:00:00Z", "appeal": None}
    told(record(ada, 1))
    assert standing_signals(ada)
    assert ask(ada, "make").problem == "objection-outweighed"


def test_the_grounds_are_sealed_and_in_no_trail(pia):
    ada = objecting()
    override(pia, ada)
    assert "pilot" not in str(aws.everything())


def test_the_learner_is_written_to(room, pia):
    ada = objecting(mailing.reachable())
    override(pia, ada)
    (asked,) = [item["mail_id"]["S"] for item in aws.items("mails")]
    delivered(mailed(ada, asked))
    assert (mail(ada, asked).template, mail(ada, asked).state) == (Template.OBJECTION_OUTWEIGHED, State.SENT)
    (sent,) = mailing.sent()
    assert "article 77 GDPR" in sent.body
    assert "pilot" not in sent.body


def test_an_admin_may_think_better_of_it_and_what_was_derived_meanwhile_goes(pia):
    ada = objecting()
    override(pia, ada)
    told(record(ada, 1))
    assert honour(pia, ada).status == 204
    assert (shown(ada)["signals"], weighed(ada)["signals"]) == (True, None)
    assert standing_signals(ada) is None
    told(record(ada, 2))
    assert standing_signals(ada) is None


def interrupted(monkeypatch):
    """The next erasure of what was derived fails, as if the function were cut off after its transaction."""
    erase = signals.erase

    def cut(_learner_id):
        monkeypatch.setattr(signals, "erase", erase)
        raise problems.Busy

    monkeypatch.setattr(signals, "erase", cut)


def test_repeating_finishes_what_an_interrupted_honouring_left(pia, monkeypatch):
    ada = objecting()
    override(pia, ada)
    told(record(ada, 1))
    interrupted(monkeypatch)
    assert honour(pia, ada).problem == "busy"
    assert (shown(ada)["signals"], weighed(ada)["signals"]) == (True, None)
    assert standing_signals(ada)
    assert honour(pia, ada).problem == "not-found"
    assert standing_signals(ada) is None


def test_where_nobody_objects_nothing_is_taken_along(pia):
    ada = knowing(0.05, person=enrolled())
    told(record(ada, 1))
    assert honour(pia, ada).problem == "not-found"
    assert standing_signals(ada)


def test_each_decision_is_on_record_with_who_made_it(pia):
    ada = objecting()
    override(pia, ada)
    honour(pia, ada)
    entries = [(entry.body["action"], entry.body["actor"]) for entry in audit.entries(ada.learner_id)]
    assert sorted(entries) == [
        ("objection honoured after all", pia.learner_id),
        ("objection made", ada.learner_id),
        ("objection overridden", pia.learner_id),
    ]


def test_deciding_again_changes_nothing_and_writes_to_nobody_twice(pia):
    ada = objecting()
    override(pia, ada)
    before = [aws.items(table) for table in ("overrides", "standings", "mails")]
    assert override(pia, ada, grounds="Others, which are as compelling.").json["grounds"] == GROUNDS
    assert [aws.items(table) for table in ("overrides", "standings", "mails")] == before
    assert [entry.body["about"] for entry in trail.told(ada.learner_id, audit.Action.READ)] == ["overrides"]


def test_another_objection_that_comes_meanwhile_is_not_lost(pia, monkeypatch):
    ada, late = objecting(), []
    changed = door.overriding.transact

    def overtaken(*writes):
        monkeypatch.setattr(door.overriding, "transact", changed)
        (standing,) = read(standings.of(ada.learner_id))
        changed(standings.replace(standing, standing._replace(objects=standing.objects | {standings.Purpose.NEWS})))
        late.append(True)
        changed(*writes)

    monkeypatch.setattr(door.overriding, "transact", overtaken)
    assert override(pia, ada).status == 200
    assert late
    assert read(standings.of(ada.learner_id))[0].objects == {standings.Purpose.NEWS}


def _own(pia):
    return override(pia, objecting(knowing(0.05, person=pia)))


def _gone(pia):
    ada = objecting()
    freeze(ada, standings.State.ERASING)
    return override(pia, ada)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (lambda pia: override(pia, enrolled()), "not-found"),
        (lambda pia: honour(pia, objecting()), "not-found"),
        (lambda pia: override(pia, objecting(), "security"), "objection-outweighed"),
        (lambda pia: override(pia, objecting(), "news"), "not-by-interests"),
        (lambda pia: override(pia, objecting(), "nothing"), "unknown-purpose"),
        (lambda pia: override(pia, objecting(), grounds="Because."), "invalid"),
        (lambda _pia: override(signed_in(Role.OPERATOR), objecting()), "not-allowed"),
        (_own, "not-allowed"),
        (_gone, "not-found"),
    ],
)
def test_what_is_refused_overrides_nothing(asked, problem, pia):
    assert asked(pia).problem == problem
    assert aws.items("overrides") == aws.items("mails") == []


def test_of_nobody_there_is_no_objection(pia):
    path = {"learner": new_id(), "purpose": "signals"}
    event = pia.request("PUT", RESOURCE, path, body={"grounds": GROUNDS}, at=NOW + timedelta(minutes=1))
    assert call(door.handler, event).problem == "not-found"


def test_a_learner_sees_no_other_s_grounds(pia):
    ada, eve = objecting(), objecting()
    override(pia, ada)
    assert weighed(eve)["signals"] is None
    assert read(overrides.of(eve.learner_id, standings.Purpose.SIGNALS)) == (None,)
    assert call(objections.handler, eve.request("GET", "/me/objections")).status == 200
