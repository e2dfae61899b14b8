"""Legal disclosures: who may record, approve, silence and discard them, and that nothing counts that one person did."""

import pytest

from inarax.roles import Role
from inarax.stores import audit, keys, standings
from inarax.stores.base import read
from inarax.tokens import new_id
from rights import disclosures
from tests.kit import aws, permissions
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.world import freeze

GIVEN = {
    "kind": "court-order",
    "article": "art. 6(1)(c) GDPR",
    "reference": "Order of 20 November 2026, 12 C 34/26.",
    "recipient": "District court of Springfield",
    "recipient_mail": "registry@court.example",
    "stores": ["attempts", "responses"],
    "disclosed_on": "2026-11-27",
    "silent_until": None,
}
NOWHERE = "fQw_biuhTFieH1oLbH2On30MP24roUxYnh9aC2x9jp8"
ONE = "/rights/disclosures/{disclosure}"


def record(admin, person, key=None, **changed):
    body = GIVEN | {"learner": person.learner_id} | changed
    headers = {"Idempotency-Key": key or new_id()}
    return call(disclosures.handler, admin.request("POST", "/rights/disclosures", body=body, headers=headers))


def one(admin, disclosure):
    return call(disclosures.handler, admin.request("GET", ONE, {"disclosure": disclosure}))


def approve(admin, disclosure, etag='"1"', at=NOW):
    path, headers = {"disclosure": disclosure}, {"If-Match": etag}
    return call(disclosures.handler, admin.request("PUT", f"{ONE}/approval", path, headers=headers, at=at))


def silence(admin, disclosure, until, etag='"1"'):
    path, headers, body = {"disclosure": disclosure}, {"If-Match": etag}, {"until": until}
    return call(disclosures.handler, admin.request("PUT", f"{ONE}/silence", path, body=body, headers=headers))


def discard(admin, disclosure, etag='"1"'):
    path, headers = {"disclosure": disclosure}, {"If-Match": etag}
    return call(disclosures.handler, admin.request("DELETE", ONE, path, headers=headers))


def listed(admin, **query):
    return call(disclosures.handler, admin.request("GET", "/rights/disclosures", query=query or None)).json


def unsaid(person):
    """What the trail says of the person's disclosures, about nobody."""
    return [entry.body for entry in audit.entries(audit.nobody(person.learner_id))]


@pytest.fixture
def pia(stores):
    return signed_in(Role.PRIVACY_ADMIN)


@pytest.fixture
def paul(stores):
    return signed_in(Role.PRIVACY_ADMIN)


def test_a_disclosure_says_what_was_given_to_whom_and_on_which_basis(pia):
    ada = signed_in()
    recorded = record(pia, ada)
    assert recorded.status == 201
    assert recorded.header("Location") == f"/rights/disclosures/{recorded.json['disclosure']}"
    assert recorded.json | GIVEN == recorded.json
    assert (recorded.json["learner_id"], recorded.json["recorded_by"]) == (ada.learner_id, pia.learner_id)
    assert (recorded.json["state"], recorded.json["approved_by"], recorded.json["told_at"]) == ("recorded", None, None)
    assert one(pia, recorded.json["disclosure"]).json == recorded.json


def test_what_is_in_own_words_is_kept_sealed(pia):
    record(pia, signed_in())
    assert "Springfield" not in str(aws.everything())
    assert "34/26" not in str(aws.everything())


def test_whoever_recorded_a_disclosure_cannot_approve_it(pia, paul):
    disclosure = record(pia, signed_in()).json["disclosure"]
    before = aws.everything()
    assert approve(pia, disclosure).problem == "not-allowed"
    assert aws.everything() == before
    approved = approve(paul, disclosure)
    assert (approved.json["state"], approved.json["approved_by"]) == ("told", paul.learner_id)
    assert approved.header("ETag") == one(pia, disclosure).header("ETag") == '"2"'


def test_every_action_is_in_the_trail_and_outlives_the_account(pia, paul):
    ada = signed_in()
    disclosure = record(pia, ada, silent_until="2027-01-01").json["disclosure"]
    one(paul, disclosure)
    approve(paul, disclosure)
    silence(pia, disclosure, "2027-02-01", '"2"')
    discard(pia, record(pia, ada).json["disclosure"])
    assert sorted((body["action"], body["actor"]) for body in unsaid(ada)) == sorted(
        [
            ("disclosure recorded", pia.learner_id),
            ("data read", paul.learner_id),
            ("disclosure approved", paul.learner_id),
            ("silence about a disclosure changed", pia.learner_id),
            ("disclosure recorded", pia.learner_id),
            ("disclosure discarded", pia.learner_id),
        ]
    )
    assert "Springfield" not in str(unsaid(ada))
    assert sum(audit.forget(ada.learner_id)) == 0


def test_the_lists_name_nobody_and_say_what_waits_for_whom(pia, paul):
    ada = signed_in()
    waits, silent, told = (
        record(pia, ada, silent_until=until).json["disclosure"] for until in (None, "2027-01-01", None)
    )
    for each in (silent, told):
        approve(paul, each)
    assert [each["disclosure"] for each in listed(pia)["disclosures"]] == [waits]
    assert [each["disclosure"] for each in listed(pia, state="silent")["disclosures"]] == [silent]
    assert [each["disclosure"] for each in listed(pia, state="told")["disclosures"]] == [told]
    assert ada.learner_id not in str(listed(pia))
    assert "Springfield" not in str(listed(pia))


def test_many_disclosures_come_in_pages(pia):
    recorded = {record(pia, signed_in()).json["disclosure"] for _ in range(21)}
    first = listed(pia)
    rest = listed(pia, cursor=first["cursor"])
    assert (len(first["disclosures"]), len(rest["disclosures"]), rest["cursor"]) == (20, 1, None)
    assert {each["disclosure"] for page in (first, rest) for each in page["disclosures"]} == recorded


@pytest.mark.parametrize("cursor", ["nonsense", "WyJhIiwiYiJd"])
def test_a_cursor_that_is_none_of_ours_is_refused(pia, cursor):
    event = pia.request("GET", "/rights/disclosures", query={"cursor": cursor})
    assert call(disclosures.handler, event).problem == "unknown-cursor"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"stores": ["visitors"]}, "body/stores"),
        ({"stores": []}, "body/stores"),
        ({"silent_until": "2026-11-24"}, "body/silent_until"),
        ({"article": "art. 99 GDPR"}, "body/article"),
        ({"kind": "whim"}, "body/kind"),
        ({"recipient": " "}, "body/recipient"),
        ({"reference": ""}, "body/reference"),
    ],
)
def test_what_could_not_be_explained_is_not_recorded(pia, changed, field):
    ada = signed_in()
    before = aws.everything()
    answer = record(pia, ada, **changed)
    assert answer.problem == "invalid"
    assert [fault["field"] for fault in answer.json["errors"]] == [field]
    assert aws.everything() == before


def test_repeating_the_very_request_records_one_disclosure(pia):
    ada, key = signed_in(), new_id()
    assert record(pia, ada, key).json == record(pia, ada, key).json
    assert len(aws.items("disclosures")) == 1
    assert record(pia, ada, key, recipient="Another.").problem == "idempotency-key-reused"


def test_nothing_is_disclosed_of_nobody(pia):
    before = aws.everything()
    body, headers = GIVEN | {"learner": new_id()}, {"Idempotency-Key": new_id()}
    answer = call(disclosures.handler, pia.request("POST", "/rights/disclosures", body=body, headers=headers))
    assert answer.problem == "not-found"
    assert aws.everything() == before


def test_once_an_erasure_has_begun_nothing_is_recorded_or_approved(pia, paul):
    ada, eve = signed_in(), signed_in()
    disclosure = record(pia, eve).json["disclosure"]
    for person in (ada, eve):
        freeze(person, standings.State.ERASING)
    before = aws.everything()
    assert record(pia, ada).problem == approve(paul, disclosure).problem == "account-closed"
    assert aws.everything() == before


def test_nobody_decides_who_is_given_something_of_their_own(pia, paul):
    disclosure = record(paul, pia).json["disclosure"]
    assert record(pia, pia).problem == "not-allowed"
    answers = approve(pia, disclosure), silence(pia, disclosure, None), discard(pia, disclosure)
    assert {answer.problem for answer in answers} == {"not-found"}


@pytest.mark.parametrize("silent_until", [None, "2027-01-01"])
def test_a_privacy_admin_learns_of_a_disclosure_about_them_when_they_are_told(silent_until, pia, paul):
    disclosure = record(paul, pia, silent_until=silent_until).json["disclosure"]
    assert one(pia, disclosure).problem == "not-found"
    assert listed(pia)["disclosures"] == []
    assert len(listed(paul)["disclosures"]) == 1
    approve(third := signed_in(Role.PRIVACY_ADMIN), disclosure)
    state = "silent" if silent_until else "told"
    assert (one(pia, disclosure).status == 200) == (state == "told")
    assert len(listed(pia, state=state)["disclosures"]) == (state == "told")
    assert len(listed(third, state=state)["disclosures"]) == 1


def test_nobody_but_a_privacy_admin_knows_of_disclosures(pia):
    disclosure = record(pia, signed_in()).json["disclosure"]
    for role in (Role.LEARNER, Role.OPERATOR, Role.ORGANIZATION_ADMIN):
        person = signed_in(role)
        answers = (
            record(person, signed_in()),
            one(person, disclosure),
            approve(person, disclosure),
            silence(person, disclosure, None),
            discard(person, disclosure),
        )
        assert {answer.problem for answer in answers} == {"not-allowed"}


def test_what_nobody_approved_can_be_discarded_and_what_counts_cannot(pia, paul):
    mistaken, counts = (record(pia, signed_in()).json["disclosure"] for _ in range(2))
    assert discard(pia, mistaken).status == 204
    assert one(pia, mistaken).problem == discard(pia, mistaken).problem == "not-found"
    approve(paul, counts)
    assert discard(pia, counts, '"2"').problem == approve(paul, counts, '"2"').problem == "not-in-this-state"


def test_a_change_of_a_version_that_is_no_more_is_refused(pia, paul):
    disclosure = record(pia, signed_in(), silent_until="2027-01-01").json["disclosure"]
    silence(pia, disclosure, "2027-02-01")
    before = aws.everything()
    answers = approve(paul, disclosure), silence(pia, disclosure, None), discard(pia, disclosure)
    assert {answer.problem for answer in answers} == {"outdated"}
    blind = paul.request("PUT", f"{ONE}/approval", {"disclosure": disclosure})
    assert call(disclosures.handler, blind).problem == "version-missing"
    assert aws.everything() == before


def test_what_changes_while_it_is_approved_is_not_approved(pia, paul, monkeypatch):
    disclosure = record(pia, signed_in()).json["disclosure"]
    looked = disclosures.disclosing.unchanged

    def overtaken(seen, kept):
        monkeypatch.setattr(disclosures.disclosing, "unchanged", looked)
        found = looked(seen, kept)
        with permissions.of("another door"):
            silence(pia, disclosure, "2027-01-01")
        read(keys.of(found.learner_id))
        return found

    monkeypatch.setattr(disclosures.disclosing, "unchanged", overtaken)
    assert approve(paul, disclosure).problem == "conflict"
    assert one(pia, disclosure).json["state"] == "recorded"


@pytest.mark.parametrize("disclosure", ["nonsense", NOWHERE, "AAAA"])
def test_a_disclosure_that_is_not_there_is_not_found(pia, disclosure):
    assert one(pia, disclosure).problem == approve(pia, disclosure).problem == "not-found"


def test_a_ban_that_would_be_over_is_none(pia):
    disclosure = record(pia, signed_in()).json["disclosure"]
    assert silence(pia, disclosure, "2026-11-24").problem == "invalid"
