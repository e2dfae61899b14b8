"""Requests that a privacy admin enters for a learner: told at once, and no erasure that one person decided on."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from inarax import problems
from inarax.rights import RequestState
from inarax.roles import Role
from inarax.stores import audit, mails, standings
from inarax.stores.audit import Action
from inarax.stores.base import read
from inarax.stores.idempotency import Once
from inarax.stores.mails import Template
from inarax.tokens import new_id
from rights import approvals, queue
from rights.entry import entered, entering
from rights.entry.entered import NewRequest
from rights.entry.entering import DAILY
from rights.erasure.lifecycle import COOLING_OFF
from tests.component.notices.posting import delivered, record
from tests.component.rights import exporting
from tests.component.rights.erasing import deliver, is_complete, request
from tests.component.rights.test_erasures import ask, cancel, mine, receipt
from tests.component.rights.test_forwards import forward, member
from tests.component.rights.test_queue import ids, one
from tests.component.rights.test_restrictions import lift
from tests.component.rights.test_restrictions import shown as restriction
from tests.component.rights.test_restrictions import standing as restricted
from tests.kit import aws, mailing, permissions
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import Person, signed_in
from tests.kit.mailing import room
from tests.kit.replay import replayed
from tests.kit.trail import told
from tests.kit.world import freeze

__all__ = ["room"]

HELD = ("rights-requests", "rights-claims", "mails", "audit", "idempotency", "quotas")
LATER = NOW + timedelta(days=1)


@pytest.fixture
def pia(stores):
    return signed_in(Role.PRIVACY_ADMIN)


@pytest.fixture
def paul(stores):
    return signed_in(Role.PRIVACY_ADMIN)


def body_of(person, right="erasure", **more):
    ground = {"ground": "accuracy"} if right == "restriction" else {}
    body = {"learner": person.learner_id, "right": right, "proof": "notarized-letter", "channel": "letter"}
    return body | {"received_on": "2026-11-20"} | ground | more


def enter(admin, person, right="erasure", key=None, **more):
    body, headers = body_of(person, right, **more), {"Idempotency-Key": key or new_id()}
    return call(queue.handler, admin.request("POST", "/rights/requests", body=body, headers=headers))


def _entered(admin, new):
    """What is entered, without the door, of which there is one a function; None where it was too busy."""
    once = Once(admin.learner_id, new_id(), "the same")
    try:
        return entering.enter(entered.asked(new, admin.learner_id, NOW), once)
    except problems.Busy:
        return None


def _decide(admin, request_id, what, etag, at, body=None):
    path, headers = {"request": request_id}, {"If-Match": etag}
    resource = f"/rights/requests/{{request}}/{what}"
    return call(approvals.handler, admin.request("PUT", resource, path, body=body, headers=headers, at=at))


def approve(admin, request_id, etag='"1"', at=NOW):
    return _decide(admin, request_id, "approval", etag, at)


def deny(admin, request_id, etag='"1"', at=NOW, reason="no_match"):
    return _decide(admin, request_id, "denial", etag, at, {"reason": reason})


def entered_by(admin, person, right="erasure"):
    """The id of a request that was entered."""
    return enter(admin, person, right).json["request"]["id"]


def mail(template):
    """The one mail of that kind."""
    (item,) = [each for each in aws.items("mails") if each["template"]["S"] == template.value]
    (found,) = read(mails.of(item["learner_id"]["S"], item["mail_id"]["S"]))
    return found


def letter(person, template):
    """The text of the letter that the mail becomes."""
    delivered(record(person, mail(template).mail_id))
    return mailing.sent()[-1]


def held():
    return [aws.items(table) for table in HELD]


def held_but_for_the_trail():
    return [aws.items(table) for table in HELD if table != "audit"]


def nobody(person):
    """What the trail says of the person about nobody."""
    return [entry.body for entry in audit.entries(audit.nobody(person.learner_id))]


def test_an_erasure_that_is_entered_waits_for_another_admin_and_the_learner_is_told(pia):
    ada = signed_in()
    made = enter(pia, ada)
    shown = made.json["request"]
    assert (made.status, made.header("ETag")) == (201, '"1"')
    assert made.header("Location") == f"/rights/requests/{shown['id']}"
    assert (shown["state"], shown["learner_id"], shown["next_at"]) == ("entered", ada.learner_id, None)
    assert shown["proven"] == {"proof": "notarized-letter", "channel": "letter", "admin": pia.learner_id}
    assert (shown["opened_at"], shown["due"]) == ("2026-11-20T12:00:00Z", "2026-12-21")  # the 20th is a Sunday
    assert (mail(Template.ENTERED).learner_id, mail(Template.ENTERED).about) == (
        ada.learner_id,
        "erasure letter notarized-letter",
    )
    assert ids(pia) == [shown["id"]]
    assert one(pia, shown["id"]).json == shown


def test_the_learner_sees_how_it_came_about_and_who_of_us_it_was_stays_with_us(pia):
    ada = signed_in()
    entered_by(pia, ada)
    (seen,) = mine(ada)
    assert (seen["state"], seen["proven"]) == ("entered", {"channel": "letter", "proof": "notarized-letter"})
    assert "cancel it" in seen["next"]
    assert pia.learner_id not in str(seen)


def test_the_code_of_the_receipt_is_for_the_admin_to_hand_on_and_kept_as_a_digest(pia, paul):
    ada = signed_in()
    made = enter(pia, ada).json
    assert receipt(made["receipt_code"]).json["request"]["state"] == "entered"
    assert made["receipt_code"] not in str(aws.everything())
    assert enter(paul, ada).json["receipt_code"] is None
    again = enter(pia, ada).json
    assert receipt(made["receipt_code"]).problem == "not-found"
    assert receipt(again["receipt_code"]).json["request"]["id"] == made["request"]["id"]


def test_whoever_entered_it_can_neither_approve_nor_deny_it(pia):
    ada = signed_in()
    request_id = entered_by(pia, ada)
    before = aws.everything()
    assert approve(pia, request_id).problem == deny(pia, request_id).problem == "not-allowed"
    assert aws.everything() == before


def test_what_another_approves_cools_off_and_the_learner_is_told_the_day(pia, paul):
    ada = signed_in()
    request_id = entered_by(pia, ada)
    approved = approve(paul, request_id)
    assert (approved.json["state"], approved.header("ETag")) == ("cooling-off", '"2"')
    assert request(request_id).next_at == NOW + COOLING_OFF
    assert mail(Template.APPROVED).about == "2026-12-01"
    assert approve(paul, request_id, '"2"').problem == "not-in-this-state"
    assert cancel(ada, request_id).status == 204
    assert mine(ada) == []


def test_what_another_denies_ends_with_the_reason_the_rule_and_what_one_can_do(pia, paul):
    ada = signed_in()
    made = enter(pia, ada).json
    denied = deny(paul, made["request"]["id"], reason="suspected_fraud")
    assert (denied.json["state"], denied.json["learner_id"]) == ("denied", None)
    assert denied.json["proven"]["admin"] is None
    shown = receipt(made["receipt_code"]).json["request"]
    assert (shown["denied"]["reason"], shown["denied"]["article"]) == ("suspected_fraud", "art. 12(5)(b) GDPR")
    assert len(shown["remedies"]) == 2
    assert mail(Template.DENIED).about == "erasure suspected_fraud GDPR"
    assert pia.learner_id not in str(aws.items("rights-requests"))
    assert aws.items("rights-claims") == mine(ada) == []
    assert ask(ada).json["request"]["state"] == "cooling-off"


def test_every_action_is_in_the_learner_s_trail_and_once_more_about_nobody(pia, paul):
    ada, eve = signed_in(), signed_in()
    request_id, other = entered_by(pia, ada), entered_by(pia, eve)
    approve(paul, request_id)
    deny(paul, other)
    for person, decision in ((ada, Action.ENTRY_APPROVED), (eve, Action.REQUEST_DENIED)):
        expected = [(Action.REQUEST_ENTERED, pia.learner_id), (decision, paul.learner_id)]
        about_them = [entry.body for entry in audit.entries(person.learner_id)]
        for bodies in (about_them, nobody(person)):
            assert sorted((body["action"], body["actor"]) for body in bodies) == sorted(expected)
            assert all("notarized-letter by letter" in body["about"] for body in bodies)
    assert "no_match" in str(nobody(eve))


def test_an_approved_erasure_is_carried_out_and_that_two_decided_can_be_shown_after(world, machine):
    ada = world.ada
    cancel(ada, world.known["erasure"])
    pia, paul = (signed_in(Role.PRIVACY_ADMIN) for _ in range(2))
    request_id = entered_by(pia, ada)
    approve(paul, request_id)
    machine.run(lambda: is_complete(request_id), deliver)
    running = next(step.at for step in request(request_id).history if step.state is RequestState.RUNNING)
    assert running >= NOW + COOLING_OFF
    assert (request(request_id).learner_id, request(request_id).proven.by) == (None, None)
    assert {(body["action"], body["actor"]) for body in nobody(ada)} >= {
        (Action.REQUEST_ENTERED, pia.learner_id),
        (Action.ENTRY_APPROVED, paul.learner_id),
    }


def test_what_nobody_decides_on_stays_and_comes_up_as_overdue(pia, machine):
    ada = signed_in()
    request_id = entered_by(pia, ada)
    machine.tick()
    assert (request(request_id).state, machine.executions()) == (RequestState.ENTERED, [])
    late = NOW + timedelta(days=30)
    assert ids(signed_in(Role.PRIVACY_ADMIN, at=late), late, urgency="overdue") == [request_id]


def test_the_learner_cancels_what_was_entered_in_their_name(pia, paul):
    ada = signed_in()
    request_id = entered_by(pia, ada)
    assert cancel(ada, request_id).status == 204
    assert approve(paul, request_id, '"2"').problem == "not-in-this-state"
    assert len(told(ada.learner_id, Action.ENTRY_CANCELLED)) == 1
    assert pia.learner_id not in str(aws.items("rights-requests"))


def test_the_learner_who_asks_for_it_too_needs_nobody_s_approval(pia, paul):
    ada = signed_in()
    request_id = entered_by(pia, ada)
    confirmed = ask(ada).json
    assert (confirmed["request"]["id"], confirmed["request"]["state"]) == (request_id, "cooling-off")
    assert receipt(confirmed["receipt_code"]).status == 200
    assert len(told(ada.learner_id, Action.ENTRY_CONFIRMED)) == 1
    assert approve(paul, request_id, '"2"').problem == "not-in-this-state"


def test_a_copy_that_is_entered_is_made_at_once_and_goes_to_the_learner_alone(pia):
    ada = signed_in()
    made = enter(pia, ada, "access").json
    assert (made["request"]["state"], made["receipt_code"]) == ("running", None)
    (seen,) = exporting.mine(ada)
    assert (seen["id"], seen["proven"]["channel"]) == (made["request"]["id"], "letter")
    assert mail(Template.ENTERED).about == "access letter notarized-letter"


def test_a_restriction_that_is_entered_holds_at_once_and_its_learner_lifts_it(pia):
    ada = signed_in()
    made = enter(pia, ada, "restriction", ground="claims").json
    assert (made["request"]["state"], made["receipt_code"]) == ("restricted", None)
    assert restriction(ada)["ground"] == "claims"
    assert restricted(ada).since == NOW
    assert {item["template"]["S"] for item in aws.items("mails")} == {"entered", "recipients"}  # art. 19 GDPR
    assert lift(ada).status == 204
    assert restricted(ada) is None


@pytest.mark.parametrize(
    ("right", "state"), [("erasure", "entered"), ("access", "running"), ("restriction", "restricted")]
)
def test_what_an_organization_passed_on_is_the_same_request_when_an_admin_enters_it(pia, right, state):
    orla, ada = signed_in(Role.ORGANIZATION_ADMIN, organization="acme"), member()
    forward(orla, ada, right)
    (before,) = aws.items("rights-requests")
    made = enter(pia, ada, right).json["request"]
    assert (made["id"], made["state"], made["due"]) == (before["request_id"]["S"], state, before["due"]["S"])
    assert len(aws.items("rights-claims")) == 1


@pytest.mark.parametrize("right", ["access", "erasure", "restriction"])
def test_who_has_such_a_request_open_keeps_it_as_it_stands(pia, paul, right):
    ada = signed_in()
    enter(pia, ada, right)
    before = held_but_for_the_trail()
    again = enter(paul, ada, right)
    assert (again.status, again.json["receipt_code"]) == (201, None)
    assert held_but_for_the_trail() == before
    own = ask(signed_in()).json
    joined = enter(pia, Person(request(own["request"]["id"]).learner_id, None)).json
    assert (joined["request"]["id"], joined["request"]["state"]) == (own["request"]["id"], "cooling-off")
    assert receipt(own["receipt_code"]).status == 200


@pytest.mark.parametrize("right", ["access", "erasure", "restriction"])
def test_whoever_is_shown_what_was_open_leaves_a_trace_with_the_learner(pia, paul, right):
    ada = signed_in()
    enter(pia, ada, right)
    enter(paul, ada, right)
    (entry,) = told(ada.learner_id, Action.READ)
    assert (entry.body["actor"], entry.body["about"]) == (paul.learner_id, "rights-requests")


def test_whoever_enters_the_same_again_leaves_a_trace_too(pia):
    ada = signed_in()
    enter(pia, ada)
    enter(pia, ada)
    assert len(told(ada.learner_id, Action.READ)) == 1


def test_repeating_the_very_request_enters_one_and_repeating_it_after_its_end_none(pia, paul):
    ada, key = signed_in(), new_id()
    assert enter(pia, ada, key=key).json["request"]["id"] == enter(pia, ada, key=key).json["request"]["id"]
    assert len(aws.items("rights-requests")) == len(aws.items("mails")) == 1
    assert enter(pia, ada, "access", key=key).problem == "idempotency-key-reused"
    deny(paul, request_of(ada), '"2"')
    before = held()
    assert enter(pia, ada, key=key).problem == "not-found"
    assert held() == before


def request_of(person):
    """The id of a person's one open request."""
    (item,) = [each for each in aws.items("rights-claims") if each["learner_id"]["S"] == person.learner_id]
    return item["request_id"]["S"]


def test_of_many_at_once_one_counts(pia, paul):
    ada = signed_in()
    new = NewRequest.model_validate(body_of(ada))
    with ThreadPoolExecutor() as pool:
        made = list(pool.map(lambda admin: _entered(admin, new), [pia, paul, pia, paul]))
    assert len({each.request.request_id for each in made if each}) == 1
    assert len(aws.items("rights-requests")) == len(aws.items("rights-claims")) == len(aws.items("mails")) == 1


def test_of_two_decisions_on_the_same_version_one_counts(pia, paul):
    request_id = entered_by(pia, signed_in())
    third = signed_in(Role.PRIVACY_ADMIN)
    assert deny(paul, request_id).status == 200
    assert approve(third, request_id).problem == "outdated"
    assert request(request_id).state is RequestState.DENIED


def test_what_is_cancelled_while_it_is_approved_is_not_approved(pia, paul, monkeypatch):
    ada = signed_in()
    request_id = entered_by(pia, ada)
    decide = approvals.lifecycle.approved

    def overtaken(found, by, at):
        monkeypatch.setattr(approvals.lifecycle, "approved", decide)
        with permissions.of("another door"):
            cancel(ada, request_id)
        return decide(found, by, at)

    monkeypatch.setattr(approvals.lifecycle, "approved", overtaken)
    assert approve(paul, request_id).problem == "conflict"
    assert request(request_id).state is RequestState.CANCELLED
    assert [item for item in aws.items("mails") if item["template"]["S"] == "approved"] == []


def test_a_day_has_room_for_so_many(pia):
    ada = signed_in()
    for _ in range(DAILY):
        cancel(ada, entered_by(pia, ada))
    assert enter(pia, ada).problem == "too-many"
    assert mine(ada) == []


def _erased(pia):
    ada = signed_in()
    freeze(ada, standings.State.ERASING)
    return enter(pia, ada)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (_erased, "not-found"),
        (lambda pia: enter(pia, Person(new_id(), None)), "not-found"),
        (lambda pia: enter(pia, pia), "not-allowed"),
        (lambda _pia: enter(signed_in(Role.OPERATOR), signed_in()), "not-allowed"),
        (lambda _pia: enter(signed_in(), signed_in()), "not-allowed"),
        (lambda pia: enter(pia, signed_in(), "everything"), "invalid"),
        (lambda pia: enter(pia, signed_in(), proof="a feeling"), "invalid"),
        (lambda pia: enter(pia, signed_in(), proof=None), "invalid"),
        (lambda pia: enter(pia, signed_in(), channel="ada@example.com"), "invalid"),
        (lambda pia: enter(pia, signed_in(), copy="passport.png"), "invalid"),
        (lambda pia: enter(pia, signed_in(), received_on="2026-11-25"), "invalid"),
        (lambda pia: enter(pia, signed_in(), ground="claims"), "invalid"),
        (lambda pia: enter(pia, signed_in(), "restriction", ground=None), "invalid"),
        (lambda pia: enter(pia, signed_in(), "restriction", jurisdiction="CCPA"), "invalid"),
    ],
)
def test_what_is_refused_leaves_nothing(pia, asked, problem):
    assert asked(pia).problem == problem
    assert held() == [[]] * len(HELD)


def test_nobody_decides_on_what_was_entered_for_them_nor_without_the_role(pia, paul):
    request_id = entered_by(paul, pia)
    assert approve(pia, request_id).problem == deny(pia, request_id).problem == "not-allowed"
    for role in (Role.LEARNER, Role.OPERATOR, Role.ORGANIZATION_ADMIN):
        assert approve(signed_in(role), request_id).problem == "not-allowed"
        assert deny(signed_in(role), request_id).problem == "not-allowed"


def test_californias_clock_runs_by_its_own_law(pia):
    made = enter(pia, signed_in(), jurisdiction="CCPA").json["request"]
    assert (made["jurisdiction"], made["due"]) == ("CCPA", "2027-01-04")


def test_the_recorded_events_enter_approve_and_deny(pia, paul):
    ada, eve = signed_in(), signed_in()
    for person, first, second, decision in ((ada, pia, paul, "approve"), (eve, paul, pia, "deny")):
        event = replayed(first, "rights/queue", "enter")
        event["body"] = event["body"].replace("3f1f0a52-6a0e-4a7e-9a39-0c5d6f6b2a11", person.learner_id)
        made = call(queue.handler, event).json["request"]["id"]
        assert call(approvals.handler, replayed(second, "rights/approvals", decision, request=made)).status == 200


@pytest.mark.parametrize(
    ("right", "words"),
    [("erasure", "cancel the erasure"), ("access", "delete the copy"), ("restriction", "lift the restriction")],
)
def test_the_letter_says_how_it_was_asked_what_was_proven_and_the_way_out(room, pia, right, words):
    ada = mailing.reachable()
    enter(pia, ada, right)
    sent = letter(ada, Template.ENTERED)
    assert "by letter" in sent.body
    assert "certified" in sent.body
    assert words in sent.body
    assert pia.learner_id not in sent.body


def test_the_letters_of_the_second_admin_name_the_day_or_the_reason_with_rule_and_remedies(room, pia, paul):
    ada, eve = mailing.reachable(), mailing.reachable()
    approve(paul, entered_by(pia, ada))
    assert "1 December 2026" in letter(ada, Template.APPROVED).body
    deny(paul, entered_by(pia, eve), reason="claim_not_covered")
    body = letter(eve, Template.DENIED).body
    assert "art. 17(3) GDPR" in body
    assert "supervisory authority" in body
