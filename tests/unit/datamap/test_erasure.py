"""The erasure plan is current and complete: nothing personal can join the map without being found by an erasure."""

import copy

import pytest
from datamap import assembled, erasure, template
from datamap.erasure import Elsewhere, Unfindable, plan

MAP = assembled.assemble()
PLAN = plan(MAP)
OURS = {"learner_id": {"type": "text", "category": "internal identifier", "key": "hash"}}
TERMS = {"purposes": {}, "retention": {"duration": "P0D", "starts": "account closed"}, "backup_days": 35}


def _planted(name="planted", part="stores", **changed):
    the_map = copy.deepcopy(MAP)
    the_map[part][name] = {"erasure": "delete", "personal": True, **TERMS, **changed}
    return the_map


def _for(days):
    return {"duration": f"P{days}D", "starts": "recorded"}


def test_the_committed_plan_is_what_the_map_yields():
    assert erasure.TARGET.read_text() == assembled.written(PLAN), "run: make map"


def test_every_place_with_personal_data_is_in_the_plan_and_no_other():
    named = {entry["name"] for part, entries in PLAN.items() if part != "version" for entry in entries}
    held = MAP["stores"] | MAP["places"]
    assert named == {name for name, each in held.items() if each["personal"]}


def test_nothing_is_erased_twice_and_what_the_last_mail_needs_comes_last_with_the_keys_at_the_end():
    first, last = ([entry["name"] for entry in PLAN[part]] for part in ("first", "last"))
    assert not set(first) & set(last)
    assert last == ["disclosures", "mails", "suppressions", "standings", "accounts", "holds", "keys", "rights-claims"]


def test_what_is_kept_says_why_and_until_when():
    for entry in PLAN["kept"]:
        assert entry["reason"]
        assert entry["retention"]["duration"] != "P0D"
    assert {"audit", "consents"} <= {entry["name"] for entry in PLAN["kept"]}


def test_a_new_store_that_is_keyed_by_learner_joins_the_plan_by_itself():
    made = plan(_planted(attributes=OURS | {"note_id": {"type": "text", "category": "x", "key": "range"}}))
    entry = {"name": "planted", "means": "items", "keys": ["learner_id", "note_id"], "backup_days": 35}
    assert entry in made["first"]
    assert made["version"] != PLAN["version"]


def test_what_is_not_personal_stays_out():
    assert plan(_planted(personal=False, attributes={})) == PLAN


@pytest.mark.parametrize(
    ("planted", "why"),
    [
        ({"attributes": {"email_digest": {"key": "hash"}}}, "no learner id leads to it"),
        ({"attributes": {"note_id": {"key": "hash"}, "learner_id": {}}}, "no learner id leads to it"),
        ({"attributes": OURS, "erasure": "anonymize"}, "nothing does that"),
        ({"attributes": OURS, "erasure": "keep", "keep_reason": "x"}, "nothing shortens or severs it"),
        ({"part": "places", "kind": "objects", "holds": {"<day>/<learner_id>.txt": "x"}}, "no learner id leads to it"),
        ({"part": "places", "kind": "queue", "holds": {"learner id": "x"}}, "no learner id leads to it"),
    ],
)
def test_personal_data_that_no_erasure_would_find_raises(planted, why):
    with pytest.raises(Unfindable, match=f"planted .*{why}"):
        plan(_planted(**planted))


@pytest.mark.parametrize(
    ("planted", "why"),
    [
        ({"retention": _for(32), "attributes": {"digest": {"key": "hash"}}}, "does not within 31 days"),
        ({"attributes": {"digest": {"key": "hash"}}}, "does not within 31 days"),
        ({"retention": _for(2), "attributes": {"digest": {"key": "hash"}, "learner_id": {}}}, "holds a learner's id"),
    ],
)
def test_what_is_said_to_expire_must_do_so_soon_and_be_nobodys(monkeypatch, planted, why):
    judged = erasure.ELSEWHERE["visitors"]
    monkeypatch.setitem(erasure.ELSEWHERE, "planted", judged)
    with pytest.raises(Unfindable, match=why):
        plan(_planted(**planted))


def test_a_stream_that_names_keys_is_planned_and_one_that_shows_more_raises(monkeypatch):
    assert {each["name"] for each in PLAN["streamed"]} == {"attempts", "evidence", "mails"}
    evidence = template.resources("AWS::DynamoDB::Table")["Evidence"]
    monkeypatch.setitem(evidence, "StreamSpecification", {"StreamViewType": "OLD_IMAGE"})
    with pytest.raises(Unfindable, match="Evidence has a stream that shows"):
        plan(MAP)


def test_no_judgement_outlives_its_place():
    assert set(erasure.ELSEWHERE) <= set(MAP["stores"]) | set(MAP["places"])
    assert all(isinstance(other.how, Elsewhere) and other.why for other in erasure.ELSEWHERE.values())
