"""Restricting one's record: it holds at once, the learner lifts it at once, and we only after they were told."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest

from inarax import problems
from inarax.rights import RequestState
from inarax.roles import Role
from inarax.stores import audit, mails, standings
from inarax.stores.base import read
from inarax.stores.mails import State, Template
from inarax.stores.standings import Extent
from inarax.tokens import new_id
from rights import liftings, restrictions
from rights.restriction import lifecycle, restricting
from rights.restriction.lifecycle import LOOKED_AT, NOTICE, Ground
from tests.component.notices.posting import delivered, record
from tests.component.notices.test_bounces import reported
from tests.component.rights.erasing import deliver, is_complete, request
from tests.component.rights.test_erasures import ask as erase
from tests.kit import aws, mailing
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.mailing import room
from tests.kit.trail import told
from tests.kit.world import freeze

__all__ = ["room"]


def restrict(person, ground="accuracy", at=NOW, **more):
    body = {"ground": ground, **more}
    return call(restrictions.handler, person.request("PUT", "/me/restriction", body=body, at=at))


def lift(person, at=NOW):
    return call(restrictions.handler, person.request("DELETE", "/me/restriction", at=at))


def shown(person):
    return call(restrictions.handler, person.request("GET", "/me/restriction")).json["restriction"]


def standing(person):
    return read(standings.of(person.learner_id))[0].restriction


def announce(admin, restriction, reason="verified"):
    path = {"restriction": restriction}
    event = admin.request("PUT", "/restrictions/{restriction}/lifting", path, body={"reason": reason})
    return call(liftings.handler, event)


def withdraw(admin, restriction):
    event = admin.request("DELETE", "/restrictions/{restriction}/lifting", {"restriction": restriction})
    return call(liftings.handler, event)


def trail(person):
    return sorted(
        (entry.body["action"], entry.body["about"], entry.body["actor"]) for entry in audit.entries(person.learner_id)
    )


@pytest.fixture
def pia():
    return signed_in(Role.PRIVACY_ADMIN)


def test_it_holds_from_the_answer_on_and_is_shown_with_what_comes_next():
    ada = signed_in()
    assert shown(ada) is None
    answer = restrict(ada)
    assert answer.json["restriction"] == shown(ada)
    made = answer.json["restriction"]
    assert (made["ground"], made["learning"], made["lifts_at"], made["because"]) == ("accuracy", False, None, None)
    assert (made["request"]["right"], made["request"]["state"]) == ("restriction", "restricted")
    assert made["request"]["due"] == "2026-12-24"
    assert "any time" in made["request"]["next"]
    assert standing(ada) == standings.Restriction(Extent.KEPT, NOW)


@pytest.mark.parametrize("ground", Ground)
def test_every_ground_of_the_law_restricts(ground):
    ada = signed_in()
    assert restrict(ada, ground).json["restriction"]["ground"] == ground
    assert standing(ada)


@pytest.mark.parametrize("body", [{"ground": "because"}, {}, {"ground": "accuracy", "learning": "maybe"}])
def test_without_a_ground_of_the_law_nothing_is_restricted(body):
    ada = signed_in()
    event = ada.request("PUT", "/me/restriction", body=body)
    assert call(restrictions.handler, event).problem == "invalid"
    assert standing(ada) is None


def test_ground_and_extent_can_be_changed_and_since_when_it_holds_stays():
    ada = signed_in()
    first = restrict(ada).json["restriction"]["request"]["id"]
    second = restrict(ada, "claims", NOW + timedelta(hours=1), learning=True).json["restriction"]
    assert (second["request"]["id"], second["ground"], second["learning"]) == (first, "claims", True)
    assert standing(ada) == standings.Restriction(Extent.LEARNING, NOW)
    assert len(aws.items("rights-requests")) == len(aws.items("rights-claims")) == 1


def test_asking_for_what_holds_changes_nothing():
    ada = signed_in()
    restrict(ada)
    before = [aws.items(table) for table in ("standings", "rights-requests", "rights-claims", "audit")]
    restrict(ada, at=NOW + timedelta(hours=1))
    assert [aws.items(table) for table in ("standings", "rights-requests", "rights-claims", "audit")] == before


def test_the_learner_lifts_it_at_once_and_the_request_is_nobody_s_then():
    ada = signed_in()
    made = restrict(ada).json["restriction"]["request"]["id"]
    assert lift(ada).status == 204
    assert (standing(ada), shown(ada)) == (None, None)
    assert request(made).state is RequestState.COMPLETE
    assert ada.learner_id not in str(aws.items("rights-requests") + aws.items("rights-claims"))
    assert restrict(ada).json["restriction"]["request"]["id"] != made


def test_without_a_restriction_lifting_changes_nothing():
    ada = signed_in()
    before = aws.items("standings"), aws.items("audit"), aws.items("quotas")
    assert lift(ada).status == 204
    assert (aws.items("standings"), aws.items("audit"), aws.items("quotas")) == before


def test_a_day_has_room_for_so_many_liftings_and_restricting_is_never_refused(monkeypatch):
    monkeypatch.setattr(restrictions, "DAILY", 1)
    ada = signed_in()
    assert [restrict(ada).status, lift(ada).status, restrict(ada).status] == [200, 204, 200]
    before = aws.items("standings"), aws.items("rights-requests")
    assert lift(ada).problem == "too-many"
    assert (aws.items("standings"), aws.items("rights-requests")) == before


def test_a_frozen_account_can_be_restricted_and_the_restriction_lifted():
    ada = signed_in(state=standings.State.FROZEN)
    assert restrict(ada).status == 200
    assert standing(ada)
    assert lift(ada).status == 204
    assert standing(ada) is None


def test_each_step_is_on_record_with_who_took_it(pia):
    ada = signed_in()
    made = restrict(ada).json["restriction"]["request"]["id"]
    announce(pia, made)
    withdraw(pia, made)
    lift(ada)
    assert trail(ada) == [
        ("announced lifting withdrawn", "accuracy", pia.learner_id),
        ("lifting of a restriction announced", "verified", pia.learner_id),
        ("record restricted", "accuracy, kept", ada.learner_id),
        ("restriction lifted", "accuracy", ada.learner_id),
    ]


def _restrict(person):
    with suppress(problems.Busy):
        restricting.restrict(person.learner_id, Ground.ACCURACY, Extent.KEPT, NOW)


def test_of_requests_at_the_same_moment_one_is_made(monkeypatch):
    ada = signed_in()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: _restrict(ada), range(6)))
    assert len(aws.items("rights-requests")) == len(aws.items("rights-claims")) == len(trail(ada)) == 1


# Lifted by us --------------------------------------------------------------------------------------------------------


@pytest.fixture
def announced(room, pia):
    """Somebody whose restriction is announced to be lifted, and the request's id."""
    ada = mailing.reachable()
    made = restrict(ada).json["restriction"]["request"]["id"]
    assert announce(pia, made).status == 200
    return ada, made


def _announced():
    """The mails that tell of a lifting; a restriction itself asks for another, to whoever was given something."""
    return [item for item in aws.items("mails") if item["template"]["S"] == "restriction-ending"]


def _mail(person):
    (asked,) = [item["mail_id"]["S"] for item in _announced()]
    delivered(record(person, asked))
    return read(mails.of(person.learner_id, asked))[0]


def test_the_learner_is_told_the_day_and_the_reason_before(announced):
    ada, _ = announced
    seen = shown(ada)
    assert (seen["lifts_at"], seen["request"]["state"]) == ("2026-12-08T12:00:00Z", "lifting")
    assert seen["because"] == "We have looked at what you contest, and found it accurate."
    assert (_mail(ada).template, _mail(ada).state) == (Template.RESTRICTION_ENDING, State.SENT)
    (sent,) = mailing.sent()
    assert "8 December 2026" in sent.body
    assert standing(ada) == standings.Restriction(Extent.KEPT, NOW)


def test_it_is_lifted_on_that_day_and_not_before(announced, machine):
    ada, made = announced
    _mail(ada)
    machine.at = NOW + NOTICE - timedelta(minutes=1)
    machine.tick()
    assert standing(ada)
    machine.at = NOW + NOTICE
    machine.tick()
    assert (standing(ada), shown(ada), is_complete(made)) == (None, None, True)
    assert ("restriction lifted", "accuracy", "schedule of rights requests") in trail(ada)
    assert machine.executions() == []


def test_of_whom_no_mail_reaches_the_record_stays_restricted(announced, machine):
    ada, made = announced
    aws.client("dynamodb").delete_item(TableName="inarax-accounts", Key={"learner_id": {"S": ada.learner_id}})
    assert _mail(ada).state is State.NO_ADDRESS
    machine.at = NOW + NOTICE
    machine.tick()
    assert standing(ada)
    assert request(made).state is RequestState.RESTRICTED
    assert shown(ada)["lifts_at"] is None


def test_of_whom_the_mail_came_back_the_record_stays_restricted(announced, machine):
    ada, made = announced
    reported("bounce", _mail(ada).handle)
    machine.at = NOW + NOTICE
    machine.tick()
    assert standing(ada)
    assert (request(made).state, request(made).note) == (RequestState.RESTRICTED, lifecycle.UNTOLD)


def test_who_has_another_ground_stays_restricted(announced, machine):
    ada, made = announced
    _mail(ada)
    restrict(ada, "claims")
    machine.at = NOW + NOTICE
    machine.tick()
    assert standing(ada)
    assert request(made).state is RequestState.RESTRICTED


def test_who_lifts_it_themselves_meanwhile_is_not_lifted_again(announced, machine):
    ada, _ = announced
    _mail(ada)
    lift(ada)
    restrict(ada)
    machine.at = NOW + NOTICE
    machine.tick()
    assert standing(ada)


def test_what_is_withdrawn_is_not_lifted(announced, machine, pia):
    ada, made = announced
    _mail(ada)
    assert withdraw(pia, made).status == 204
    machine.at = NOW + NOTICE
    machine.tick()
    assert standing(ada)
    assert withdraw(pia, made).problem == "not-found"


def test_announcing_again_tells_nobody_twice_and_is_a_look_at_what_stands(announced, pia):
    ada, made = announced
    before = aws.items("mails"), aws.items("rights-requests")
    assert announce(pia, made, "corrected").json["reason"] == "verified"
    assert (aws.items("mails"), aws.items("rights-requests")) == before
    (entry,) = told(ada.learner_id, audit.Action.READ)
    assert (entry.body["actor"], entry.body["about"]) == (pia.learner_id, "rights-requests")


def test_a_restriction_that_holds_comes_up_again_and_goes_on(machine):
    ada = signed_in()
    made = restrict(ada).json["restriction"]["request"]["id"]
    machine.at = NOW + LOOKED_AT
    machine.tick()
    assert standing(ada)
    assert request(made).next_at == NOW + 2 * LOOKED_AT


def _unknown(_ada, pia):
    return announce(pia, new_id())


def _of_another_right(ada, pia):
    return announce(pia, erase(ada).json["request"]["id"])


def _lifted(ada, pia):
    made = restrict(ada).json["restriction"]["request"]["id"]
    lift(ada)
    return announce(pia, made)


def _for_another_reason(ada, pia):
    return announce(pia, restrict(ada).json["restriction"]["request"]["id"], "outweighed")


def _of_one_s_own(_ada, pia):
    return announce(pia, restrict(pia).json["restriction"]["request"]["id"])


def _being_erased(ada, pia):
    made = restrict(ada).json["restriction"]["request"]["id"]
    freeze(ada, standings.State.ERASING)
    return announce(pia, made)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (_unknown, "not-found"),
        (_of_another_right, "not-found"),
        (_lifted, "not-found"),
        (_for_another_reason, "ground-remains"),
        (_of_one_s_own, "not-allowed"),
        (_being_erased, "account-closed"),
    ],
)
def test_what_cannot_be_announced_is_refused_and_tells_nobody(asked, problem, pia):
    assert asked(signed_in(), pia).problem == problem
    assert _announced() == []


def test_an_erasure_ends_the_restriction_with_everything_else(world, machine):
    ada, erasure = world.ada, world.known["erasure"]
    made = restrict(ada).json["restriction"]["request"]["id"]
    machine.run(lambda: is_complete(erasure), deliver)
    assert (request(made).state, request(made).learner_id) == (RequestState.CANCELLED, None)


def test_a_restriction_is_changed_so_often_a_day_and_made_whenever():
    ada = signed_in()
    for number in range(restrictions.DAILY + 1):
        assert restrict(ada, ("claims", "accuracy")[number % 2]).status == 200
    assert restrict(ada, "unlawful").problem == "too-many"
    assert restrict(signed_in(), "unlawful").status == 200
