"""An organization passes a request on, and no more: the learner is told, answers, and alone hears what comes of it."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from types import SimpleNamespace

import pytest

from inarax import problems
from inarax.receipt_codes import Code
from inarax.rights import RequestState, Right
from inarax.roles import Role
from inarax.stores import audit, mails, rights_claims, standings, suppressions
from inarax.stores.base import read, transact
from inarax.stores.mails import State, Template
from inarax.tokens import new_id
from rights import forwards
from rights.forward import forwarding, lifecycle
from rights.forward.forwarding import DAILY, Forward
from rights.forward.lifecycle import ANSWERABLE
from tests.component.notices.posting import delivered, record
from tests.component.notices.test_bounces import reported
from tests.component.rights import exporting
from tests.component.rights.erasing import deliver, is_complete, request
from tests.component.rights.test_erasures import ask, cancel, mine, receipt
from tests.component.rights.test_restrictions import lift, restrict
from tests.component.rights.test_restrictions import shown as restriction
from tests.component.rights.test_restrictions import standing as restricted
from tests.kit import aws, mailing, permissions
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.mailing import room
from tests.kit.replay import replayed
from tests.kit.trail import told
from tests.kit.world import freeze

__all__ = ["room"]

HELD = ("rights-requests", "rights-claims", "mails", "audit")


@pytest.fixture
def orla():
    return signed_in(Role.ORGANIZATION_ADMIN, organization="acme")


def member(organization="acme", **more):
    return signed_in(organization=organization, **more)


def forward(admin, person, right="erasure", at=NOW, **body):
    path = {"member": person.learner_id, "right": right}
    return call(forwards.handler, admin.request("PUT", "/members/{member}/requests/{right}", path, body=body, at=at))


def _belongs(person, organization):
    (standing,) = read(standings.of(person.learner_id))
    transact(standings.replace(standing, standing._replace(organization=organization)))


def reachable():
    """A member with an address."""
    ada = mailing.reachable()
    _belongs(ada, "acme")
    return ada


def open_one():
    """The one request that there is."""
    (item,) = aws.items("rights-requests")
    return request(item["request_id"]["S"])


def mail():
    """The one mail that was asked for."""
    (item,) = aws.items("mails")
    (found,) = read(mails.of(item["learner_id"]["S"], item["mail_id"]["S"]))
    return found


@pytest.mark.parametrize("right", ["access", "erasure", "restriction"])
def test_it_is_passed_on_and_nothing_is_done_but_telling_the_learner(orla, right):
    ada = member()
    answer = forward(orla, ada, right)
    assert (answer.status, answer.text) == (204, "")
    assert (open_one().state, open_one().learner_id) == (RequestState.FORWARDED, ada.learner_id)
    assert open_one().next_at == NOW + ANSWERABLE
    assert (mail().template, mail().about) == (Template.FORWARDED, right)
    assert restricted(ada) is None
    (entry,) = told(ada.learner_id, audit.Action.FORWARDED)
    assert (entry.body["actor"], entry.body["role"]) == (orla.learner_id, "organization-admin")
    assert entry.body["about"] == right


def test_the_recorded_event_passes_an_instruction_on(orla):
    ada = member()
    event = replayed(orla, "rights/forwards", "forward", member=ada.learner_id, right="erasure")
    assert call(forwards.handler, event).status == 204
    assert (open_one().state, open_one().about) == (RequestState.INSTRUCTED, "DPA-2026/17")


def test_the_learner_sees_it_and_confirms_an_erasure_by_asking_for_it(orla):
    ada = member()
    forward(orla, ada)
    (seen,) = mine(ada)
    assert (seen["state"], "Nothing happens unless" in seen["next"]) == ("forwarded", True)
    confirmed = ask(ada).json
    assert (confirmed["request"]["id"], confirmed["request"]["state"]) == (seen["id"], "cooling-off")
    assert confirmed["receipt_code"]
    assert len(told(ada.learner_id, audit.Action.FORWARD_CONFIRMED)) == 1


def test_an_old_sign_in_confirms_nothing(orla):
    ada = member()
    forward(orla, ada)
    assert ask(ada, at=NOW + timedelta(minutes=11)).problem == "sign-in-again"
    assert open_one().state is RequestState.FORWARDED


def test_a_copy_is_confirmed_by_asking_for_it_once(orla):
    ada = member()
    forward(orla, ada, "access")
    (seen,) = exporting.mine(ada)
    confirmed = [exporting.ask(ada).json for _ in range(2)]
    assert [(each["id"], each["state"]) for each in confirmed] == [(seen["id"], "running")] * 2
    assert len(told(ada.learner_id, audit.Action.FORWARD_CONFIRMED)) == 1


def test_a_restriction_is_confirmed_on_a_ground_of_the_learner_s(orla):
    ada = member()
    forward(orla, ada, "restriction")
    assert restriction(ada) is None
    confirmed = restrict(ada, "claims").json["restriction"]
    assert (confirmed["request"]["id"], confirmed["ground"]) == (open_one().request_id, "claims")
    assert confirmed["request"]["state"] == "restricted"
    assert restricted(ada)
    assert len(told(ada.learner_id, audit.Action.FORWARD_CONFIRMED)) == 1


def _decline(person, right):
    if right == "erasure":
        return cancel(person, open_one().request_id)
    return exporting.withdraw(person, open_one().request_id) if right == "access" else lift(person)


@pytest.mark.parametrize("right", ["access", "erasure", "restriction"])
def test_what_is_declined_ends_and_can_be_asked_for_anew(orla, right):
    ada = member()
    forward(orla, ada, right)
    assert _decline(ada, right).status == 204
    assert (open_one().state, open_one().learner_id) == (RequestState.CANCELLED, None)
    assert aws.items("rights-claims") == []
    assert len(told(ada.learner_id, audit.Action.FORWARD_DECLINED)) == 1
    assert told(ada.learner_id, audit.Action.RESTRICTION_LIFTED) == []
    assert forward(orla, ada, right).status == 204
    assert len(aws.items("rights-claims")) == 1


@pytest.mark.parametrize("right", ["access", "erasure", "restriction"])
def test_what_nobody_answers_ends_by_itself_with_nothing_done(orla, machine, right):
    ada = member()
    forward(orla, ada, right)
    made = open_one().request_id
    machine.run(lambda: request(made).learner_id is None)
    assert (request(made).state, machine.executions()) == (RequestState.CANCELLED, [])
    assert aws.items("rights-claims") == []
    assert read(standings.of(ada.learner_id))[0].state is standings.State.ACTIVE
    (entry,) = told(ada.learner_id, audit.Action.FORWARD_EXPIRED)
    assert entry.body["actor"] == audit.Machine.RIGHTS_SCHEDULE


def test_an_instructed_erasure_begins_once_the_learner_was_told_and_the_time_is_over(world, machine):
    mia = SimpleNamespace(learner_id=world.known["member"])
    forward(world.orla, mia, instruction="DPA-17")
    (made,) = read(rights_claims.open_of(mia.learner_id, Right.ERASURE))
    delivered(record(mia, lifecycle.mail_id(request(made))))
    (sent,) = [each for each in mailing.sent() if "has us erase" in each.subject]
    assert "8 December 2026" in sent.body
    machine.run(lambda: is_complete(made), deliver)
    running = next(step.at for step in request(made).history if step.state is RequestState.RUNNING)
    assert running >= NOW + ANSWERABLE
    assert request(made).about == "DPA-17"


def test_whom_the_letter_reached_late_still_has_the_whole_time_to_answer(world, machine):
    mia = SimpleNamespace(learner_id=world.known["member"])
    forward(world.orla, mia, instruction="DPA-17")
    (made,) = read(rights_claims.open_of(mia.learner_id, Right.ERASURE))
    sent_at = NOW + ANSWERABLE - timedelta(days=1)
    delivered(record(mia, lifecycle.mail_id(request(made))), at=sent_at)
    (sent,) = [each for each in mailing.sent() if "has us erase" in each.subject]
    assert "21 December 2026" in sent.body
    machine.run(lambda: is_complete(made), deliver)
    running = next(step.at for step in request(made).history if step.state is RequestState.RUNNING)
    assert running >= sent_at + ANSWERABLE


def _code_in(letter):
    return re.search(r"receipt: ([A-Za-z0-9_-]{64})", letter.body).group(1)


def test_who_is_erased_on_an_instruction_has_a_code_that_opens_the_receipt_and_a_true_last_letter(world, machine):
    mia = SimpleNamespace(learner_id=world.known["member"])
    forward(world.orla, mia, instruction="DPA-17")
    (made,) = read(rights_claims.open_of(mia.learner_id, Right.ERASURE))
    delivered(record(mia, lifecycle.mail_id(request(made))))
    code = _code_in(mailing.sent()[-1])
    assert receipt(code).json["request"]["state"] == "instructed"
    assert code not in str(aws.everything())
    machine.run(lambda: is_complete(made), deliver)
    assert receipt(code).json["receipt"]["statement"]
    erased = [each for each in mailing.sent() if "has been erased" in each.subject]  # Ada, too, who asked for it
    (last,) = [each for each in erased if "As your organization instructed" in each.body]
    assert "in our mail about the instruction" in last.body
    assert "you asked" not in last.body


def test_a_code_that_was_not_mailed_opens_nothing_nor_one_that_another_has_followed(room, orla):
    ada = reachable()
    forward(orla, ada, instruction="DPA-17")
    delivered(record(ada, mail().mail_id))
    code = _code_in(mailing.sent()[-1])
    assert receipt(str(Code.mint(open_one().request_id))).problem == "not-found"
    given = ask(ada).json["receipt_code"]
    assert (receipt(given).status, receipt(code).problem) == (200, "not-found")


def test_who_cannot_be_told_is_not_erased(orla, machine):
    ada = member()
    forward(orla, ada, instruction="DPA-17")
    delivered(record(ada, mail().mail_id))
    made = open_one().request_id
    machine.run(lambda: request(made).learner_id is None)
    assert (request(made).state, machine.executions()) == (RequestState.CANCELLED, [])
    assert read(standings.of(ada.learner_id))[0].state is standings.State.ACTIVE


def test_who_was_written_to_in_vain_is_not_erased(room, orla, machine):
    ada = reachable()
    forward(orla, ada, instruction="DPA-17")
    delivered(record(ada, mail().mail_id))
    reported("bounce", mail().handle)
    made = open_one().request_id
    machine.run(lambda: request(made).learner_id is None)
    assert (request(made).state, request(made).note) == (RequestState.CANCELLED, lifecycle.UNTOLD)
    assert read(standings.of(ada.learner_id))[0].state is standings.State.ACTIVE


def test_another_mail_that_came_back_and_an_address_since_do_not_count(world, machine):
    mia = SimpleNamespace(learner_id=world.known["member"])
    transact(mails.ask(mia.learner_id, "before", Template.EXPORTED, NOW))
    delivered(record(mia, "before"))
    forward(world.orla, mia, instruction="DPA-17")
    (made,) = read(rights_claims.open_of(mia.learner_id, Right.ERASURE))
    delivered(record(mia, lifecycle.mail_id(request(made))))
    reported("bounce", read(mails.of(mia.learner_id, "before"))[0].handle)
    transact(suppressions.end(mia.learner_id))
    machine.run(lambda: request(made).state is RequestState.MAILING)


@pytest.mark.parametrize("since", ["another", None])
def test_who_has_left_the_organization_since_is_not_erased_on_its_word(room, orla, machine, since):
    ada = reachable()
    forward(orla, ada, instruction="DPA-17")
    delivered(record(ada, mail().mail_id))
    _belongs(ada, since)
    made = open_one().request_id
    machine.run(lambda: request(made).learner_id is None)
    assert (request(made).state, request(made).note) == (RequestState.CANCELLED, lifecycle.LEFT)
    assert (request(made).organization, machine.executions()) == (None, [])
    assert aws.items("rights-claims") == []


def test_who_leaves_in_the_moment_in_which_it_would_begin_is_not_erased(room, orla, machine, monkeypatch):
    ada = reachable()
    forward(orla, ada, instruction="DPA-17")
    delivered(record(ada, mail().mail_id))
    decide = forwarding.lifecycle.followed

    def overtaken(*known):
        monkeypatch.setattr(forwarding.lifecycle, "followed", decide)
        with permissions.of("another door"):
            _belongs(ada, None)
        return decide(*known)

    monkeypatch.setattr(forwarding.lifecycle, "followed", overtaken)
    machine.at = NOW + ANSWERABLE
    machine.tick()
    assert (open_one().state, machine.executions()) == (RequestState.INSTRUCTED, [])
    machine.tick()
    assert (open_one().state, open_one().note) == (RequestState.CANCELLED, lifecycle.LEFT)


def test_an_instruction_can_be_declined(orla):
    ada = member()
    forward(orla, ada, instruction="DPA-17")
    assert cancel(ada, open_one().request_id).status == 204
    assert open_one().learner_id is None


def test_an_instruction_may_follow_and_the_learner_is_told_again(orla):
    ada = member()
    forward(orla, ada)
    later = NOW + timedelta(days=3)
    admin = signed_in(Role.ORGANIZATION_ADMIN, organization="acme", at=later)
    assert forward(admin, ada, at=later, instruction="DPA-17").status == 204
    assert (open_one().state, open_one().next_at) == (RequestState.INSTRUCTED, later + ANSWERABLE)
    assert {item["template"]["S"] for item in aws.items("mails")} == {"forwarded", "instructed"}


def test_passing_it_on_again_changes_nothing_and_says_nothing_of_what_the_learner_did(orla):
    ada = member()
    forward(orla, ada)
    before = [aws.items(table) for table in HELD]
    assert forward(orla, ada).status == 204
    assert [aws.items(table) for table in HELD] == before
    ask(ada)
    before = [aws.items(table) for table in HELD]
    again = forward(orla, ada, instruction="DPA-17")
    assert (again.status, again.text) == (204, "")
    assert [aws.items(table) for table in HELD] == before


def test_of_many_at_once_one_counts(orla):
    ada = member()
    passed = Forward(ada.learner_id, Right.ERASURE, None, "acme", orla.learner_id, NOW)

    def pass_on(_):
        with suppress(problems.Busy):
            forwarding.forward(passed)
            return True

    with ThreadPoolExecutor() as pool:  # below the door, which one thread alone has in a function
        assert any(pool.map(pass_on, range(5)))
    assert len(aws.items("rights-requests")) == len(aws.items("rights-claims")) == len(aws.items("mails")) == 1


def test_a_day_has_room_for_so_many(orla):
    ada = member()
    for _ in range(DAILY):
        assert forward(orla, ada).status == 204
        (seen,) = mine(ada)
        cancel(ada, seen["id"])
    assert forward(orla, ada).problem == "too-many"
    assert mine(ada) == []


def _left(orla):
    return forward(orla, member("another"))


def _erased(orla):
    ada = member()
    freeze(ada, standings.State.ERASING)
    return forward(orla, ada)


def _own(orla):
    return forward(orla, orla)


def _homeless(_orla):
    return forward(signed_in(Role.ORGANIZATION_ADMIN), signed_in())


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (_left, "not-found"),
        (_homeless, "not-found"),
        (_erased, "not-found"),
        (_own, "not-allowed"),
        (lambda _orla: forward(signed_in(Role.PRIVACY_ADMIN, organization="acme"), member()), "not-allowed"),
        (lambda _orla: forward(signed_in(organization="acme"), member()), "not-allowed"),
        (lambda orla: forward(orla, member(), "everything"), "invalid"),
        (lambda orla: forward(orla, member(), "access", instruction="DPA-17"), "invalid"),
        (lambda orla: forward(orla, member(), instruction="as ada@example.com asked"), "invalid"),
    ],
)
def test_what_is_refused_tells_nobody(orla, asked, problem):
    assert asked(orla).problem == problem
    assert [aws.items(table) for table in HELD] == [[], [], [], []]


def test_a_frozen_account_is_told_too(orla):
    ada = member(state=standings.State.FROZEN)
    assert forward(orla, ada).status == 204


def test_who_left_the_organization_in_this_moment_is_not_told(orla, monkeypatch):
    ada = member()
    changed = forwards.forwarding.transact

    def overtaken(*writes):
        monkeypatch.setattr(forwards.forwarding, "transact", changed)
        with permissions.of("another door"):
            _belongs(ada, None)
        changed(*writes)

    monkeypatch.setattr(forwards.forwarding, "transact", overtaken)
    assert forward(orla, ada).problem == "account-closed"
    assert [aws.items(table) for table in HELD] == [[], [], [], []]


def test_nobody_is_told_of_somebody_who_is_not_there(orla):
    path = {"member": new_id(), "right": "access"}
    event = orla.request("PUT", "/members/{member}/requests/{right}", path, body={})
    assert call(forwards.handler, event).problem == "not-found"


def test_the_letter_names_the_right_and_what_silence_means(room, orla):
    ada = reachable()
    forward(orla, ada, "access")
    delivered(record(ada, mail().mail_id))
    assert mail().state is State.SENT
    (sent,) = mailing.sent()
    assert "to give you a copy of your data" in sent.body
    assert "If you say nothing" in sent.body
