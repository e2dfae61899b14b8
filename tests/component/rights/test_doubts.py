"""Reasonable doubt who asked (art. 12(6) GDPR): a request waits, and its learner is told what settles it."""

from datetime import timedelta

import pytest

from inarax.rights import RequestState
from inarax.roles import Role
from inarax.stores import rights_requests, sessions, standings
from inarax.stores.audit import Action, Machine
from inarax.stores.base import transact
from inarax.stores.mails import Template
from inarax.tokens import Token, new_id
from rights import doubts, packing
from rights import exporting as reading
from rights.doubt.lifecycle import ANSWERABLE
from rights.erasure import lifecycle
from rights.erasure.lifecycle import COOLING_OFF
from tests.component.rights import exporting
from tests.component.rights.erasing import request, saved
from tests.component.rights.test_entries import approve, entered_by, letter, mail
from tests.component.rights.test_erasures import ask, cancel, mine, receipt
from tests.component.rights.test_queue import extend, one
from tests.component.rights.test_restrictions import restrict
from tests.kit import aws, mailing, permissions
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import Person, signed_in
from tests.kit.mailing import room
from tests.kit.replay import replayed
from tests.kit.trail import told
from tests.kit.world import freeze

__all__ = ["room"]

LATER = NOW + timedelta(days=3)


@pytest.fixture
def pia(stores):
    return signed_in(Role.PRIVACY_ADMIN)


@pytest.fixture
def paul(stores):
    return signed_in(Role.PRIVACY_ADMIN)


def _put(admin, request_id, what, body, etag, at):
    path, headers = {"request": request_id}, {"If-Match": etag}
    resource = f"/rights/requests/{{request}}/{what}"
    return call(doubts.handler, admin.request("PUT", resource, path, body=body, headers=headers, at=at))


def doubt(admin, request_id, etag='"1"', at=NOW, reason="unusual-sign-in"):
    return _put(admin, request_id, "doubt", {"reason": reason}, etag, at)


def prove(admin, request_id, etag='"2"', at=NOW):
    return _put(admin, request_id, "proof", {"proof": "signed-in-call", "channel": "video-call"}, etag, at)


def asked(person, **more):
    """The id of the person's erasure."""
    return ask(person, **more).json["request"]["id"]


def again(person, at):
    """The same person, signed in anew."""
    token = Token.mint(person.learner_id)
    kind = sessions.Kind.WEB
    session = sessions.Session(
        person.learner_id, token.session_id, kind, token.digest, None, None, "Firefox on Linux", at, at
    )
    transact(sessions.start(session))
    return Person(person.learner_id, token)


def test_it_waits_and_the_learner_is_told_what_is_asked_and_how(pia):
    ada = signed_in()
    request_id = asked(ada)
    doubted = doubt(pia, request_id)
    assert (doubted.json["state"], doubted.json["note"]) == ("doubted", "unusual-sign-in")
    assert doubted.header("ETag") == '"2"'
    (seen,) = mine(ada)
    assert seen["doubt"]["because"] == "It was asked for by a sign-in that is unlike yours."
    assert (seen["doubt"]["until"], "sign in anew" in seen["next"]) == ("2026-12-08T12:00:00Z", True)
    assert mail(Template.DOUBTED).about == "erasure unusual-sign-in 2026-12-08"
    (entry,) = told(ada.learner_id, Action.DOUBT_RAISED)
    assert (entry.body["actor"], entry.body["role"]) == (pia.learner_id, "privacy-admin")


def test_nothing_is_done_and_no_execution_is_started_while_it_waits(pia, machine):
    request_id = asked(signed_in())
    doubt(pia, request_id)
    machine.run(lambda: request(request_id).state is not RequestState.DOUBTED)
    assert request(request_id).since >= NOW + COOLING_OFF
    assert machine.executions() == []


def test_a_sign_in_since_settles_it_by_asking_again_and_it_cools_off_whole(pia):
    ada = signed_in()
    request_id = asked(ada)
    doubt(pia, request_id, at=NOW + timedelta(minutes=1))
    assert ask(ada, at=NOW + timedelta(minutes=2)).problem == "sign-in-again"
    confirmed = ask(again(ada, LATER), at=LATER, waive=True).json["request"]
    assert (confirmed["id"], confirmed["state"], confirmed["doubt"]) == (request_id, "cooling-off", None)
    assert request(request_id).next_at == LATER + COOLING_OFF
    assert confirmed["due"] == "2026-12-28"  # three days later than the 24th is a Sunday
    assert len(told(ada.learner_id, Action.DOUBT_SETTLED)) == 1


def test_a_proof_that_an_admin_examined_settles_it(pia):
    ada = signed_in()
    request_id = asked(ada)
    doubt(pia, request_id)
    settled = prove(pia, request_id, at=NOW)
    assert (settled.json["state"], settled.json["due"]) == ("cooling-off", "2026-12-24")
    assert settled.json["proven"] == {"proof": "signed-in-call", "channel": "video-call", "admin": pia.learner_id}
    (entry,) = told(ada.learner_id, Action.DOUBT_SETTLED)
    assert "signed-in-call by video-call" in entry.body["about"]
    assert mail(Template.SETTLED).about == "erasure video-call signed-in-call 2026-12-01"


def test_that_an_erasure_goes_on_is_told_with_what_was_examined_the_day_and_the_way_out(room, pia):
    ada = mailing.reachable()
    request_id = asked(ada)
    doubt(pia, request_id)
    prove(pia, request_id)
    said = letter(ada, Template.SETTLED).body
    for words in ("in a video call", "signed in to your account", "begins on 1 December 2026", "cancel the erasure"):
        assert words in said


def test_that_a_copy_goes_on_is_told_too(room, pia):
    ada = mailing.reachable()
    request_id = exporting.ask(ada).json["id"]
    doubt(pia, request_id)
    prove(pia, request_id)
    assert "The copy is being made" in letter(ada, Template.SETTLED).body


def test_one_that_was_entered_still_waits_for_another_than_who_entered_it(pia, paul):
    request_id = entered_by(pia, signed_in())
    doubt(paul, request_id)
    assert prove(paul, request_id).json["state"] == "entered"
    assert mail(Template.SETTLED).about == "erasure video-call signed-in-call"
    assert approve(pia, request_id, '"3"').problem == "not-allowed"
    assert approve(paul, request_id, '"3"').json["state"] == "cooling-off"


def test_a_copy_waits_too_and_is_made_once_the_learner_asks_again(pia):
    ada = signed_in()
    request_id = exporting.ask(ada).json["id"]
    assert doubt(pia, request_id).json["state"] == "doubted"
    assert exporting.mine(ada)[0]["doubt"]["reason"] == "unusual-sign-in"
    assert exporting.ask(again(ada, LATER), at=LATER).json["state"] == "running"
    assert len(told(ada.learner_id, Action.DOUBT_SETTLED)) == 1


def test_an_execution_that_is_at_work_on_a_copy_offers_nothing_and_deletes_what_it_gathered(pia, machine):
    request_id = exporting.ask(signed_in()).json["id"]
    reading.handler({"request": request_id, "store": "standings"}, machine.context)
    assert aws.lying("exports")
    doubt(pia, request_id)
    assert reading.handler({"request": request_id, "store": "keys"}, machine.context) == {"outcome": "done"}
    assert packing.handler({"request": request_id}, machine.context) == {"outcome": "ready"}
    assert (request(request_id).state, aws.lying("exports")) == (RequestState.DOUBTED, [])
    assert [item["template"]["S"] for item in aws.items("mails")] == ["doubted"]


@pytest.mark.parametrize("right", ["erasure", "access"])
def test_what_nobody_settles_is_denied_by_itself_with_reason_rule_and_remedies(pia, machine, right):
    ada = signed_in()
    made = ask(ada).json if right == "erasure" else {"request": exporting.ask(ada).json}
    request_id = made["request"]["id"]
    doubt(pia, request_id)
    machine.run(lambda: request(request_id).learner_id is None)
    assert (request(request_id).state, machine.executions()) == (RequestState.DENIED, [])
    assert request(request_id).since >= NOW + ANSWERABLE
    assert mail(Template.DENIED).about == f"{right} insuf_verification GDPR"
    (entry,) = told(ada.learner_id, Action.REQUEST_DENIED)
    assert entry.body["actor"] == Machine.RIGHTS_SCHEDULE
    assert aws.items("rights-claims") == []
    if right == "erasure":
        shown = receipt(made["receipt_code"]).json["request"]
        assert (shown["denied"]["article"], len(shown["remedies"])) == ("art. 12(2) and (6) GDPR", 2)


def test_whose_account_is_being_erased_meanwhile_is_told_nothing(pia, machine):
    ada = signed_in()
    request_id = exporting.ask(ada).json["id"]
    doubt(pia, request_id)
    freeze(ada, standings.State.ERASING)
    waiting = request(request_id)
    saved(waiting._replace(next_at=NOW))
    machine.tick()
    assert request(request_id).state is RequestState.DOUBTED
    assert [item for item in aws.items("mails") if item["template"]["S"] == "denied"] == []


def test_the_learner_cancels_it_while_it_waits(pia):
    ada = signed_in()
    request_id = asked(ada)
    doubt(pia, request_id)
    assert cancel(ada, request_id).status == 204
    assert mine(ada) == []
    assert prove(pia, request_id, '"3"').problem == "not-in-this-state"


def test_once_an_erasure_has_begun_it_is_too_late_and_nothing_changes(pia):
    ada = signed_in()
    request_id = asked(ada, waive=True)
    before = aws.everything()
    assert doubt(pia, request_id).problem == "not-in-this-state"
    assert aws.everything() == before


def test_a_restriction_gives_nobody_anything_and_is_not_held_up(pia):
    made = restrict(signed_in(), "claims").json["restriction"]["request"]["id"]
    assert doubt(pia, made).problem == "not-in-this-state"


def test_an_erasure_that_begins_while_there_is_doubt_goes_on_and_the_doubt_is_refused(pia, monkeypatch):
    request_id = asked(signed_in())
    raise_doubt = doubts.doubting.doubted

    def overtaken(reason, found, at):
        monkeypatch.setattr(doubts.doubting, "doubted", raise_doubt)
        with permissions.of("another door"):
            transact(rights_requests.save(lifecycle.followed(found, None, at)))
        return raise_doubt(reason, found, at)

    monkeypatch.setattr(doubts.doubting, "doubted", overtaken)
    assert doubt(pia, request_id).problem == "conflict"
    assert request(request_id).state is RequestState.RUNNING
    assert aws.items("mails") == []


def test_of_two_who_doubt_at_the_same_moment_one_counts(pia, paul, monkeypatch):
    request_id, answers = asked(signed_in()), []
    raise_doubt = doubts.doubting.doubted

    def overtaken(reason, found, at):
        monkeypatch.setattr(doubts.doubting, "doubted", raise_doubt)
        answers.append(doubt(paul, request_id))
        return raise_doubt(reason, found, at)

    monkeypatch.setattr(doubts.doubting, "doubted", overtaken)
    answers.append(doubt(pia, request_id))
    assert [answer.problem for answer in answers] == [None, "conflict"]
    assert len(aws.items("mails")) == 1


def test_doubt_may_come_back_and_each_is_a_letter(pia):
    request_id = asked(signed_in())
    doubt(pia, request_id)
    prove(pia, request_id)
    assert doubt(pia, request_id, '"3"', reason="account-reported").status == 200
    prove(pia, request_id, '"4"')
    assert len(aws.items("mails")) == 4


def test_it_takes_no_longer_for_another_reason_meanwhile_and_after_it_longer_by_the_days_it_waited(pia):
    ada = signed_in()
    request_id = asked(ada)
    doubt(pia, request_id)
    assert extend(pia, request_id, '"2"').problem == "not-in-this-state"
    ask(again(ada, LATER), at=LATER)
    admin = signed_in(Role.PRIVACY_ADMIN, at=LATER)
    assert (
        extend(admin, request_id, '"3"', at=LATER).json["due"] == "2027-03-01"
    )  # 24 February and three days, a Sunday


def test_nobody_doubts_or_proves_their_own_nor_without_the_role_nor_what_they_have_not_seen(pia, paul):
    own, request_id = asked(pia), asked(signed_in())
    assert doubt(pia, own).problem == "not-allowed"
    doubt(paul, own)
    assert prove(pia, own).problem == "not-allowed"
    assert doubt(pia, request_id, '"7"').problem == "outdated"
    assert prove(pia, request_id, '"1"').problem == "not-in-this-state"
    assert doubt(pia, request_id, reason="a feeling").problem == "invalid"
    assert doubt(pia, new_id()).problem == "not-found"
    for role in (Role.LEARNER, Role.OPERATOR, Role.ORGANIZATION_ADMIN):
        assert doubt(signed_in(role), request_id).problem == "not-allowed"
        assert prove(signed_in(role), request_id).problem == "not-allowed"
    assert one(paul, request_id).json["state"] == "cooling-off"


def test_the_recorded_events_doubt_and_prove(pia):
    request_id = asked(signed_in())
    assert call(doubts.handler, replayed(pia, "rights/doubts", "doubt", request=request_id)).status == 200
    event = replayed(pia, "rights/doubts", "prove", request=request_id)
    event["headers"]["If-Match"] = '"2"'
    event["multiValueHeaders"]["If-Match"] = ['"2"']
    assert call(doubts.handler, event).json["state"] == "cooling-off"


def test_the_letter_says_why_what_settles_it_and_until_when(room, pia):
    ada = mailing.reachable()
    made = ask(ada).json["request"]["id"]
    doubt(pia, made, reason="account-reported")
    body = letter(ada, Template.DOUBTED).body
    assert "not in your hands alone" in body
    assert "8 December 2026" in body
    assert "cancel the erasure" in body
