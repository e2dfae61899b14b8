"""Holds: who may place, review and lift them, and on what; and that nothing is placed in vain or twice."""

from datetime import timedelta

import pytest

from inarax.roles import Role
from inarax.stores import audit, standings
from inarax.tokens import new_id
from rights import holds, joining
from rights.erasure import plan
from tests.component.rights.erasing import request
from tests.component.rights.test_erasures import ask, cancel, mine, receipt
from tests.kit import aws, permissions
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.world import freeze

ASKED = {
    "kind": "legal-claim",
    "article": "art. 17(3)(e) GDPR",
    "reason": "A court has asked for them.",
    "stores": ["attempts", "responses"],
    "review_on": "2027-02-28",
}
NOWHERE = {"hold": "fQw_biuhTFieH1oLbH2On30MP24roUxYnh9aC2x9jp8"}


def place(admin, person, key=None, at=NOW, **changed):
    body = ASKED | {"learner": person.learner_id} | changed
    headers = {"Idempotency-Key": key or new_id()}
    return call(holds.handler, admin.request("POST", "/rights/holds", body=body, headers=headers, at=at))


def one(admin, hold):
    return call(holds.handler, admin.request("GET", "/rights/holds/{hold}", {"hold": hold}))


def review(admin, hold, etag='"1"', **changed):
    body = {"reason": "The court has not decided yet.", "review_on": "2027-05-31"} | changed
    headers = {"If-Match": etag}
    return call(holds.handler, admin.request("PUT", "/rights/holds/{hold}", {"hold": hold}, body=body, headers=headers))


def lift(admin, hold, etag='"1"', at=NOW):
    path, headers = {"hold": hold}, {"If-Match": etag}
    return call(holds.handler, admin.request("DELETE", "/rights/holds/{hold}", path, headers=headers, at=at))


def listed(admin, **query):
    return call(holds.handler, admin.request("GET", "/rights/holds", query=query or None)).json


@pytest.fixture
def pia(stores):
    return signed_in(Role.PRIVACY_ADMIN)


def test_a_hold_says_what_it_keeps_why_and_until_when_somebody_looks_again(pia):
    ada = signed_in()
    placed = place(pia, ada)
    assert placed.status == 201
    assert placed.header("Location") == f"/rights/holds/{placed.json['hold']}"
    assert placed.json | ASKED == placed.json
    assert (placed.json["learner_id"], placed.json["placed_by"], placed.json["begun"]) == (
        ada.learner_id,
        pia.learner_id,
        [],
    )
    assert one(pia, placed.json["hold"]).json == placed.json


def test_who_is_looked_at_sees_that_a_privacy_admin_did_and_the_list_names_nobody(pia):
    ada = signed_in()
    hold = place(pia, ada).json["hold"]
    assert ada.learner_id not in str(listed(pia))
    assert "court" not in str(listed(pia))
    one(pia, hold)
    read = [entry.body for entry in audit.entries(ada.learner_id) if entry.body["action"] == "data read"]
    assert [(body["role"], body["about"]) for body in read] == [("privacy-admin", "holds")]


def test_the_reason_is_kept_sealed(pia):
    place(pia, signed_in())
    assert "court" not in str(aws.everything())


def test_placing_reviewing_and_lifting_are_in_the_audit_trail(pia):
    ada = signed_in()
    hold = place(pia, ada).json["hold"]
    review(pia, hold)
    lift(pia, hold, '"2"')
    told = sorted((entry.body["action"], entry.body["actor"]) for entry in audit.entries(ada.learner_id))
    assert told == [(action, pia.learner_id) for action in ("hold lifted", "hold placed", "hold reviewed")]
    assert "court" not in str([entry.body for entry in audit.entries(ada.learner_id)])


def test_the_next_hold_to_be_reviewed_is_listed_first_and_what_is_lifted_no_more(pia):
    later, soon, lifted = (
        place(pia, signed_in(), review_on=day).json["hold"] for day in ("2027-03-01", "2027-01-01", "2027-02-01")
    )
    lift(pia, lifted)
    assert [each["hold"] for each in listed(pia)["holds"]] == [soon, later]
    assert one(pia, lifted).json["lifted_at"] == "2026-11-24T12:00:00Z"


def test_many_holds_come_in_pages(pia):
    placed = {place(pia, signed_in()).json["hold"] for _ in range(23)}
    first = listed(pia)
    rest = listed(pia, cursor=first["cursor"])
    assert (len(first["holds"]), len(rest["holds"]), rest["cursor"]) == (20, 3, None)
    assert {each["hold"] for page in (first, rest) for each in page["holds"]} == placed


@pytest.mark.parametrize("cursor", ["nonsense", "WyJhIiwiYiJd"])
def test_a_cursor_that_is_none_of_ours_is_refused(pia, cursor):
    event = pia.request("GET", "/rights/holds", query={"cursor": cursor})
    assert call(holds.handler, event).problem == "unknown-cursor"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"stores": ["keys"]}, "body/stores"),
        ({"stores": ["responses", "holds"]}, "body/stores"),
        ({"stores": ["nowhere"]}, "body/stores"),
        ({"stores": ["attempts", "disclosures"]}, "body/stores"),
        ({"stores": []}, "body/stores"),
        ({"review_on": "2026-11-24"}, "body/review_on"),
        ({"article": "art. 99 GDPR"}, "body/article"),
        ({"kind": "whim"}, "body/kind"),
        ({"reason": " "}, "body/reason"),
    ],
)
def test_a_hold_that_could_not_be_explained_or_carried_out_is_refused(pia, changed, field):
    ada = signed_in()
    before = aws.everything()
    answer = place(pia, ada, **changed)
    assert answer.problem == "invalid"
    assert [fault["field"] for fault in answer.json["errors"]] == [field]
    assert aws.everything() == before


@pytest.mark.parametrize("store", sorted(plan.current().expiring()))
def test_what_ends_by_itself_is_not_held_and_the_refusal_says_why(pia, store):
    answer = place(pia, signed_in(), stores=["responses", store])
    assert answer.problem == "invalid"
    assert store in str(answer.json)
    assert "a time of its own" in str(answer.json)
    assert aws.items("holds") == []


def test_repeating_the_very_request_places_one_hold(pia):
    ada, key = signed_in(), new_id()
    assert place(pia, ada, key).json == place(pia, ada, key).json
    assert len(aws.items("holds")) == 1
    assert place(pia, ada, key, reason="Another.").problem == "idempotency-key-reused"


def test_nobody_is_held_who_is_not_there(pia):
    before = aws.everything()
    answer = call(
        holds.handler,
        pia.request("POST", "/rights/holds", body=ASKED | {"learner": new_id()}, headers={"Idempotency-Key": new_id()}),
    )
    assert answer.problem == "not-found"
    assert aws.everything() == before


def test_whoever_is_frozen_can_be_held(pia):
    assert place(pia, signed_in(state=standings.State.FROZEN)).status == 201


def test_nobody_decides_what_of_their_own_is_kept(pia):
    paul = signed_in(Role.PRIVACY_ADMIN)
    hold = place(paul, pia).json["hold"]
    assert place(pia, pia).problem == "not-allowed"
    assert review(pia, hold).problem == "not-allowed"
    assert lift(pia, hold).problem == "not-allowed"


def test_nobody_but_a_privacy_admin_knows_of_holds(pia):
    hold = place(pia, signed_in()).json["hold"]
    for role in (Role.LEARNER, Role.OPERATOR, Role.ORGANIZATION_ADMIN):
        person = signed_in(role)
        answers = place(person, signed_in()), one(person, hold), review(person, hold), lift(person, hold)
        assert {answer.problem for answer in answers} == {"not-allowed"}


def test_a_review_says_why_it_is_still_held_and_comes_again(pia):
    hold = place(pia, signed_in()).json["hold"]
    reviewed = review(pia, hold)
    assert (reviewed.json["reason"], reviewed.json["review_on"]) == ("The court has not decided yet.", "2027-05-31")
    assert reviewed.header("ETag") == one(pia, hold).header("ETag") == '"2"'
    assert review(pia, hold, '"2"', review_on="2026-11-24").problem == "invalid"


def test_a_change_of_a_version_that_is_no_more_is_refused(pia):
    hold = place(pia, signed_in()).json["hold"]
    review(pia, hold)
    before = aws.everything()
    assert review(pia, hold).problem == lift(pia, hold).problem == "outdated"
    blind = pia.request("DELETE", "/rights/holds/{hold}", {"hold": hold})
    assert call(holds.handler, blind).problem == "version-missing"
    assert aws.everything() == before


def test_what_is_lifted_is_lifted_once_and_reviewed_no_more(pia):
    hold = place(pia, signed_in()).json["hold"]
    assert lift(pia, hold).status == 204
    assert lift(pia, hold, '"2"').problem == review(pia, hold, '"2"').problem == "not-in-this-state"


@pytest.mark.parametrize("hold", ["nonsense", NOWHERE["hold"], "AAAA"])
def test_a_hold_that_is_not_there_is_not_found(pia, hold):
    assert one(pia, hold).problem == lift(pia, hold).problem == "not-found"


def test_who_asks_for_an_erasure_is_told_what_will_be_kept_and_what_they_can_do(pia):
    ada = signed_in()
    place(pia, ada)
    opened = ask(ada).json
    (kept,) = opened["request"]["kept"]
    assert kept == {
        "stores": ["attempts", "responses"],
        "kind": "It is needed to establish, exercise or defend legal claims.",
        "reason": "A court has asked for them.",
        "article": "art. 17(3)(e) GDPR",
        "review_on": "2027-02-28",
    }
    assert "supervisory authority" in opened["request"]["remedies"][0]
    assert mine(ada)[0] == receipt(opened["receipt_code"]).json["request"] == opened["request"]
    cancel(ada, opened["request"]["id"])
    assert receipt(opened["receipt_code"]).json["request"]["kept"] == []


def test_who_is_held_and_asks_for_nothing_is_told_nothing_by_the_erasures(pia):
    ada = signed_in()
    place(pia, ada)
    assert mine(ada) == []


def test_a_hold_takes_the_open_erasure_along_so_that_neither_overlooks_the_other(pia):
    ada = signed_in()
    erasure = ask(ada).json["request"]["id"]
    hold = place(pia, ada).json["hold"]
    assert request(erasure).revision == 2
    lift(pia, hold)
    assert request(erasure).revision == 3
    assert request(erasure).state.value == "cooling-off"


def test_of_a_hold_and_a_change_of_the_erasure_at_the_same_moment_both_are_made(pia, monkeypatch):
    ada = signed_in()
    erasure, looked = ask(ada).json["request"]["id"], joining.of

    def overtaken(learner_id, right):
        monkeypatch.setattr(joining, "of", looked)
        seen = looked(learner_id, right)
        cancel(ada, erasure)
        return seen

    monkeypatch.setattr(joining, "of", overtaken)
    assert place(pia, ada).status == 201
    assert request(erasure).state.value == "cancelled"
    assert len(aws.items("holds")) == 1


def test_whose_account_goes_away_at_the_same_moment_is_not_held(pia, monkeypatch):
    ada, looked = signed_in(), joining.of

    def overtaken(learner_id, right):
        with permissions.of("another door"):
            freeze(ada, standings.State.ERASING)
        return looked(learner_id, right)

    monkeypatch.setattr(joining, "of", overtaken)
    assert place(pia, ada).problem == "account-closed"
    assert aws.items("holds") == []


def test_a_session_that_is_idle_places_nothing(pia):
    assert place(pia, signed_in(), at=NOW + timedelta(days=7)).problem == "not-signed-in"
