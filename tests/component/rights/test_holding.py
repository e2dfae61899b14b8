"""An erasure under a hold: it keeps what the hold names, erases the rest, says so, and ends by itself when it may."""

import json
from datetime import timedelta

import pytest

from inarax.roles import Role
from inarax.stores import audit, rights_progress
from rights.erasure import receipting
from rights.erasure.plan import current as plan
from rights.storage import tables
from tests.component.identity.test_orphans import sweep, turn_of
from tests.component.rights.erasing import KEPT, deliver, is_complete, of, request
from tests.component.rights.test_erasures import receipt
from tests.component.rights.test_holds import lift, one, place
from tests.kit import aws, mailing, permissions
from tests.kit.learners import signed_in

NEEDED = {"holds", "keys", "rights-claims", "rights-progress", "rights-requests"}
"""What is there beside what a hold names, so that it can be explained and lifted."""


class Case:
    """Ada's erasure, and an admin who holds and lifts."""

    def __init__(self, world, machine):
        self.ada, self.machine = world.ada, machine
        self.erasure, self.code = world.known["erasure"], world.known["receipt"]
        machine.at += timedelta(days=6)

    @property
    def pia(self):
        return signed_in(Role.PRIVACY_ADMIN, at=self.machine.at)

    def place(self, *stores, **more):
        placed = place(self.pia, self.ada, at=self.machine.at, stores=list(stores), **more)
        assert placed.status == 201, placed
        return placed.json

    def lift(self, hold):
        assert lift(self.pia, hold["hold"], at=self.machine.at).status == 204

    def shown(self):
        return receipt(self.code).json["request"]

    def run(self, state):
        self.machine.run(lambda: request(self.erasure).state.value == state, deliver)

    def end(self):
        self.machine.run(lambda: is_complete(self.erasure), deliver)
        assert set(of(self.ada)) <= KEPT
        about_nobody = [entry.body["action"] for entry in audit.entries(audit.nobody(self.ada.learner_id))]
        assert about_nobody.count("erased") == 1


@pytest.fixture
def case(world, machine):
    return Case(world, machine)


def test_only_what_the_hold_names_is_kept_and_when_it_is_lifted_the_erasure_ends_by_itself(case):
    hold, answers = case.place("responses", "attempts"), of(case.ada)["responses"]
    case.run("kept")
    assert set(of(case.ada)) <= KEPT | NEEDED | {"responses", "attempts"}
    assert of(case.ada)["responses"] == answers
    case.lift(hold)
    case.end()
    said = json.loads(receipt(case.code).json["receipt"]["statement"])
    assert set(said["stores"]) == set(plan().names())
    assert said["stores"]["responses"]["found"] == len(answers)


def test_who_asked_is_told_reason_article_review_and_remedies_by_mail_and_at_the_code(case):
    case.place("responses")
    case.run("kept")
    (mail,) = mailing.sent()
    for told in ("A court has asked for them.", "art. 17(3)(e) GDPR", "28 February 2027", "supervisory", "court (art"):
        assert told in str(vars(mail))
    shown = case.shown()
    assert shown["state"] == "kept"
    assert [kept["stores"] for kept in shown["kept"]] == [["responses"]]
    assert len(shown["remedies"]) == 2
    assert receipt(case.code).json["receipt"] is None


def test_what_is_kept_waits_as_long_as_it_takes(case):
    case.place("responses")
    case.run("kept")
    before, started = of(case.ada)["responses"], len(case.machine.executions())
    for _ in range(40):
        case.machine.at += timedelta(days=1)
        case.machine.tick()
    assert of(case.ada)["responses"] == before
    assert len(case.machine.executions()) == started


def test_of_two_holds_the_one_that_is_left_keeps_what_it_names_alone(case):
    first, second = case.place("responses", "attempts"), case.place("attempts", "evidence")
    case.run("kept")
    case.lift(first)
    case.machine.tick()
    assert case.shown()["state"] == "kept"
    assert set(of(case.ada)) <= KEPT | NEEDED | {"attempts", "evidence"}
    case.lift(second)
    case.end()


def test_an_account_can_be_held_and_its_user_and_identity_go_all_the_same(case):
    hold = case.place("accounts")
    case.run("kept")
    assert set(of(case.ada)) <= KEPT | NEEDED | {"accounts"}
    case.lift(hold)
    case.end()


def test_a_store_of_which_a_part_would_stay_is_kept_whole(case):
    hold = case.place("audit", "consents", "ImagesBucket")
    case.run("kept")
    assert all(not entry.forgotten for entry in audit.entries(case.ada.learner_id))
    assert "images" in of(case.ada)
    case.lift(hold)
    case.end()
    assert all(entry.forgotten for entry in audit.entries(case.ada.learner_id))


def test_the_images_of_who_is_gone_are_not_swept_while_a_hold_keeps_them(case):
    hold = case.place("ImagesBucket")
    case.run("kept")
    before = of(case.ada)["images"]
    assert before
    sweep(turn_of(case.ada.learner_id, timedelta(days=60)))
    assert of(case.ada)["images"] == before
    case.lift(hold)
    case.end()


def test_a_hold_that_is_lifted_before_it_kept_anything_leaves_no_trace(case):
    hold = case.place("responses")
    case.lift(hold)
    case.end()


def test_a_hold_that_arrives_while_the_machine_runs_keeps_what_was_not_begun_with(case):
    placed = []

    def arrives(step, event, call):
        if (step, event.get("store")) == ("RightsErasing", "evidence") and not placed:
            with permissions.of("another door"):
                placed.append(case.place("attempts", "responses", "subscriptions"))
        return call()

    case.machine.fault = arrives
    case.run("kept")
    assert placed[0]["begun"] == ["attempts"]
    assert set(of(case.ada)) <= KEPT | NEEDED | {"responses", "subscriptions"}
    assert {"responses", "subscriptions"} <= set(of(case.ada))
    case.lift(placed[0])
    case.end()


def test_a_hold_that_arrives_between_the_look_at_holds_and_the_first_delete_keeps_the_store(case, monkeypatch):
    found, placed = rights_progress.found, []

    def arrives(request_id, store, count):
        if store == "responses" and not placed:
            with permissions.of("another door"):
                placed.append(case.place("responses"))
        return found(request_id, store, count)

    monkeypatch.setattr(rights_progress, "found", arrives)
    before = of(case.ada)["responses"]
    case.run("kept")
    assert of(case.ada)["responses"] == before
    assert placed[0]["begun"] == []
    case.lift(placed[0])
    case.end()


def test_a_hold_that_arrives_once_a_store_is_begun_with_is_told_so(case, monkeypatch):
    deleted, placed = tables.Part.delete, []

    def arrives(part, keys):
        if part.table == "responses" and not placed:
            with permissions.of("another door"):
                placed.append(case.place("responses"))
        return deleted(part, keys)

    monkeypatch.setattr(tables.Part, "delete", arrives)
    case.run("kept")
    assert placed[0]["begun"] == ["responses"]
    assert one(case.pia, placed[0]["hold"]).json["begun"] == ["responses"]
    assert "responses" not in of(case.ada)
    case.lift(placed[0])
    case.end()


def test_a_store_of_many_items_is_kept_from_the_turn_on_in_which_the_hold_is_there(case):
    for number in range(100):
        key = {"learner_id": {"S": case.ada.learner_id}, "attempt_id": {"S": f"{number:03}"}}
        aws.client("dynamodb").put_item(TableName="inarax-attempts", Item=key)
    turns = []

    def arrives(step, event, call):
        answer = call()
        if (step, event.get("store")) == ("RightsErasing", "attempts"):
            turns.append(answer["outcome"])
            if len(turns) == 1:
                with permissions.of("another door"):
                    case.place("attempts")
        return answer

    case.machine.fault, case.machine.milliseconds = arrives, lambda: 1_000
    case.run("mailing")
    assert turns == ["more", "kept"]
    assert 0 < len(of(case.ada)["attempts"]) < 100


def test_nothing_can_be_held_once_the_erasure_closes(case):
    refused = []

    def arrives(step, _event, call):
        if step == "RightsUnlinking" and not refused:
            with permissions.of("another door"):
                refused.append(place(case.pia, case.ada, at=case.machine.at).problem)
        return call()

    case.machine.fault = arrives
    case.end()
    assert refused == ["hold-too-late"]
    assert place(case.pia, case.ada, at=case.machine.at).problem == "not-found"


def test_a_hold_that_arrives_while_another_one_keeps_something_is_honoured(case):
    first = case.place("responses")
    case.run("kept")
    second = case.place("responses", reason="Another court.")
    case.lift(first)
    case.machine.tick()
    assert case.shown()["state"] == "kept"
    assert "responses" in of(case.ada)
    case.lift(second)
    case.end()


def test_a_hold_that_is_lifted_while_the_erasure_closes_keeps_nothing(case):
    hold = case.place("responses")

    def arrives(step, _event, call):
        if step == "RightsCompleting" and hold:
            with permissions.of("another door"):
                case.lift(hold)
            hold.clear()
        return call()

    case.machine.fault = arrives
    case.end()


def test_completing_and_lifting_at_the_same_moment_ends_complete(case, monkeypatch):
    hold, kept = case.place("responses"), receipting.prove

    def overtaken(*given):
        monkeypatch.setattr(receipting, "prove", kept)
        with permissions.of("another door"):
            case.lift(hold)
        return kept(*given)

    monkeypatch.setattr(receipting, "prove", overtaken)
    case.end()


def test_the_machine_is_told_nothing_of_the_hold(case):
    case.place("responses")
    case.run("kept")
    for secret in ("court", "17(3)", case.ada.learner_id):
        assert secret not in case.machine.told()


def test_nothing_that_is_kept_is_proven_erased(case):
    case.place("responses")
    case.run("kept")
    progress = rights_progress.of(case.erasure)
    assert not {"responses", *("holds", "keys", "rights-claims")} & progress.keys()
    with pytest.raises(receipting.NotReadBack):
        receipting.prove(request(case.erasure), plan(), progress)
