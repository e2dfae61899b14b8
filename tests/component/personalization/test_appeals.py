"""An appeal against an objection that was outweighed: made once, decided by another person, told with its reason."""

import pytest

from assessment import contests as listed
from assessment import reviews
from inarax.roles import Role
from inarax.stores import audit, contests, standings
from inarax.stores.base import read
from inarax.stores.mails import Template
from inarax.tokens import new_id
from personalization import appeal_reviews, appealing, appeals, objections
from personalization import overrides as door
from tests.component.learning.people import enrolled
from tests.component.notices.posting import delivered
from tests.component.notices.posting import record as mailed
from tests.component.personalization.test_objections import ask, shown
from tests.component.personalization.test_overrides import GROUNDS, honour, interrupted, objecting, override, weighed
from tests.component.personalization.test_signals import knowing, record, standing_signals, told
from tests.kit import aws, mailing, trail
from tests.kit.courses import publish
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.mailing import room
from tests.kit.replay import replayed
from tests.kit.world import freeze, restrict

__all__ = ["room"]

WHY = "It makes me anxious to be watched."


@pytest.fixture(autouse=True)
def _published(stores):
    publish()


@pytest.fixture
def pia():
    return signed_in(Role.PRIVACY_ADMIN)


@pytest.fixture
def paul():
    return signed_in(Role.PRIVACY_ADMIN)


def appeal(person, purpose="signals", key=None, text=WHY, at=NOW):
    headers, path = {"Idempotency-Key": key or new_id()}, {"purpose": purpose}
    resource = "/me/objections/{purpose}/appeals"
    return call(appeals.handler, person.request("POST", resource, path, body={"text": text}, headers=headers, at=at))


def outweighed(admin, person=None):
    """Somebody whose objection the admin outweighed."""
    ada = objecting(person)
    assert override(admin, ada).status == 200
    return ada


def appealed(person):
    """By which name the person's appeal is decided."""
    return str(contests.Handle(person.learner_id, appeal(person).json["contest"]))


def decide(admin, name, *, honoured=True):
    body = {"honoured": honoured, "explanation": "We looked at it anew."}
    event = admin.request("POST", "/appeals/{appeal}/reviews", {"appeal": name}, body=body)
    return call(appeal_reviews.handler, event)


def waiting(admin, **query):
    return call(appeal_reviews.handler, admin.request("GET", "/appeals", query=query or None))


def freeze_to_erase(person):
    freeze(person, standings.State.ERASING)


def without_standing(person):
    aws.client("dynamodb").delete_item(TableName="inarax-standings", Key={"learner_id": {"S": person.learner_id}})


def letters():
    return [item for item in aws.items("mails") if item["template"]["S"] == Template.APPEAL_DECIDED.value]


def mine(person):
    return call(listed.handler, person.request("GET", "/me/contests")).json["contests"]


def test_an_appeal_waits_for_another_person_within_the_month_and_is_among_the_learner_s_contests(pia, paul):
    ada = outweighed(pia)
    made = appeal(ada)
    contest = made.json["contest"]
    assert (made.status, made.header("Location")) == (201, f"/me/contests/{contest}")
    (own,) = mine(ada)
    assert (own["kind"], own["status"], own["text"], own["due"]) == ("objection", "open", WHY, "2026-12-24")
    assert (own["course_title"], own["subject"]) == (None, None)
    assert (own["course"], own["attempt"], own["item"], own["skill"]) == (None, None, None, None)
    assert weighed(ada)["signals"]["appeal"] == contest
    (seen,) = waiting(paul).json["appeals"]
    assert (seen["text"], seen["grounds"], seen["due"], seen["urgency"]) == (WHY, GROUNDS, "2026-12-24", None)


def test_what_is_in_own_words_is_sealed_and_who_looked_is_on_record(pia, paul):
    ada = outweighed(pia)
    appeal(ada)
    assert "anxious" not in str(aws.everything())
    waiting(paul)
    (entry,) = trail.told(ada.learner_id, audit.Action.READ)
    assert (entry.body["actor"], entry.body["about"]) == (paul.learner_id, "contests overrides")


@pytest.mark.parametrize("gone", [freeze_to_erase, without_standing])
def test_one_of_whom_an_erasure_keeps_it_for_a_hold_takes_nothing_from_the_others(pia, paul, gone):
    ada, eve = outweighed(pia), outweighed(pia)
    appealed(ada)
    name = appealed(eve)
    gone(ada)
    assert [each["appeal"] for each in waiting(paul).json["appeals"]] == [name]
    assert trail.told(ada.learner_id, audit.Action.READ) == []


def test_whoever_outweighed_it_does_not_decide_and_nobody_their_own(pia, paul):
    name, own = appealed(outweighed(pia)), appealed(outweighed(paul, person=knowing(0.05, person=pia)))
    before = aws.everything()
    assert decide(pia, name).problem == decide(pia, own).problem == "not-allowed"
    assert aws.everything() == before


def test_one_that_is_honoured_holds_again_and_takes_along_what_was_derived(pia, paul):
    ada = outweighed(pia)
    told(record(ada, 1))
    assert standing_signals(ada)
    decided = decide(paul, appealed(ada))
    assert (decided.status, decided.json["status"]) == (201, "changed")
    assert (shown(ada)["signals"], weighed(ada)["signals"], standing_signals(ada)) == (True, None, None)
    told(record(ada, 2))
    assert standing_signals(ada) is None
    (own,) = mine(ada)
    assert (own["status"], own["explanation"]) == ("changed", "We looked at it anew.")
    assert {(entry.body["action"], entry.body["actor"]) for entry in audit.entries(ada.learner_id)} >= {
        ("objection honoured after all", paul.learner_id),
        ("contest reviewed", paul.learner_id),
    }


def test_repeating_finishes_what_an_interrupted_decision_left(pia, paul, monkeypatch):
    ada = outweighed(pia)
    told(record(ada, 1))
    name = appealed(ada)
    interrupted(monkeypatch)
    assert decide(paul, name).problem == "busy"
    assert (shown(ada)["signals"], weighed(ada)["signals"]) == (True, None)
    assert standing_signals(ada)
    assert decide(paul, name).problem == "already-decided"
    assert standing_signals(ada) is None


def test_deciding_again_what_was_not_honoured_takes_nothing_along(pia, paul):
    ada = outweighed(pia)
    told(record(ada, 1))
    name = appealed(ada)
    decide(paul, name, honoured=False)
    assert decide(paul, name).problem == "already-decided"
    assert standing_signals(ada)


def test_one_that_is_not_leaves_it_as_it_is_and_cannot_be_made_again(pia, paul):
    ada = outweighed(pia)
    assert decide(paul, appealed(ada), honoured=False).json["status"] == "upheld"
    assert (shown(ada)["signals"], weighed(ada)["signals"]["grounds"]) == (False, GROUNDS)
    assert appeal(ada).problem == "already-contested"
    assert ask(ada, "make").problem == "objection-outweighed"


def test_against_another_decision_there_is_another_appeal(pia, paul):
    ada = outweighed(pia)
    first = appealed(ada)
    decide(paul, first)
    later = NOW.replace(hour=18)
    admin = signed_in(Role.PRIVACY_ADMIN, at=later)
    path = {"learner": ada.learner_id, "purpose": "signals"}
    resource = "/accounts/{learner}/objections/{purpose}/override"
    event = admin.request("PUT", resource, path, body={"grounds": GROUNDS}, at=later)
    assert call(door.handler, event).status == 200
    assert appeal(ada, at=later).status == 201
    assert len(mine(ada)) == 2


@pytest.mark.parametrize(("honoured", "words"), [(True, "honours your objection"), (False, "article 77 GDPR")])
def test_the_learner_is_written_to_with_what_can_be_done(room, pia, paul, honoured, words):
    ada = outweighed(pia, person=mailing.reachable())
    decide(paul, appealed(ada), honoured=honoured)
    (asked,) = [item["mail_id"]["S"] for item in letters()]
    delivered(mailed(ada, asked))
    sent = mailing.sent()[-1]
    assert words in sent.body
    assert "anew" in sent.body
    assert "We looked at it anew." not in sent.body


def test_it_does_not_wait_while_the_record_is_restricted_since_that_is_what_restricting_is_for(pia, paul):
    ada = outweighed(pia)
    name = appealed(ada)
    restrict(ada, since=NOW)
    assert len(waiting(paul).json["appeals"]) == 1
    assert decide(paul, name).status == 201
    assert read(standings.of(ada.learner_id))[0].restriction


def test_what_was_taken_back_meanwhile_can_only_be_decided_for_the_learner(pia, paul):
    ada = outweighed(pia)
    name = appealed(ada)
    honour(pia, ada)
    (seen,) = waiting(paul).json["appeals"]
    assert (seen["grounds"], seen["outweighed_at"]) == (None, None)
    assert decide(paul, name, honoured=False).problem == "not-in-this-state"
    assert decide(paul, name).json["status"] == "changed"
    assert shown(ada)["signals"] is True


def test_it_is_decided_once(pia, paul):
    name, third = appealed(outweighed(pia)), signed_in(Role.PRIVACY_ADMIN)
    decide(paul, name, honoured=False)
    before = [aws.items(table) for table in ("contests", "mails", "overrides", "standings")]
    assert decide(third, name).problem == "already-decided"
    assert [aws.items(table) for table in ("contests", "mails", "overrides", "standings")] == before
    assert waiting(paul).json["appeals"] == []


def test_of_two_who_decide_at_the_same_moment_one_counts(pia, paul, monkeypatch):
    ada, third, answers = outweighed(pia), signed_in(Role.PRIVACY_ADMIN), []
    name, close = appealed(ada), appealing.contests.closed

    def overtaken(*args):
        monkeypatch.setattr(appealing.contests, "closed", close)
        answers.append(decide(third, name, honoured=False))
        return close(*args)

    monkeypatch.setattr(appealing.contests, "closed", overtaken)
    answers.append(decide(paul, name))
    assert [answer.problem for answer in answers] == [None, "already-decided"]
    assert len(letters()) == 1
    assert weighed(ada)["signals"]["grounds"] == GROUNDS


def test_repeating_the_very_request_makes_one_appeal(pia):
    ada, key = outweighed(pia), new_id()
    assert appeal(ada, key=key).json == appeal(ada, key=key).json
    assert len(aws.items("contests")) == 1
    assert appeal(ada, key=key, text="Something else.").problem == "idempotency-key-reused"


def test_operators_see_no_appeals_and_privacy_admins_no_other_contests(pia, paul):
    appeal(outweighed(pia))
    operator = signed_in(Role.OPERATOR)
    assert call(reviews.handler, operator.request("GET", "/contests")).json["contests"] == []
    assert len(waiting(paul).json["appeals"]) == 1
    assert waiting(operator).problem == "not-allowed"


def test_a_long_queue_comes_in_pages(pia, paul):
    people = [outweighed(pia, person=enrolled()) for _ in range(21)]
    for ada in people:
        appeal(ada)
    first = waiting(paul).json
    rest = waiting(paul, cursor=first["cursor"]).json
    assert (len(first["appeals"]), len(rest["appeals"]), rest["cursor"]) == (20, 1, None)
    assert waiting(paul, cursor="nonsense").problem == "unknown-cursor"


def test_whose_erasure_has_begun_is_shown_and_decided_no_more(pia, paul):
    ada = outweighed(pia)
    name = appealed(ada)
    freeze(ada, standings.State.ERASING)
    assert decide(paul, name).problem == "account-closed"
    assert decide(paul, name, honoured=False).problem == "account-closed"


def _frozen(pia):
    ada = outweighed(pia)
    freeze(ada)
    return appeal(ada)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (lambda _pia: appeal(objecting()), "not-found"),
        (lambda _pia: appeal(signed_in(), "security"), "objection-outweighed"),
        (lambda _pia: appeal(signed_in(), "news"), "not-by-interests"),
        (lambda _pia: appeal(signed_in(), "nothing"), "unknown-purpose"),
        (lambda pia: appeal(outweighed(pia), text=" "), "invalid"),
        (_frozen, "account-closed"),
    ],
)
def test_what_is_refused_appeals_nothing(asked, problem, pia):
    assert asked(pia).problem == problem
    assert aws.items("contests") == []


@pytest.mark.parametrize("name", ["nonsense", "AAAA"])
def test_an_appeal_that_is_not_there_is_not_found(paul, name):
    assert decide(paul, name).problem == "not-found"


def test_the_recorded_events_appeal_list_and_decide(pia, paul):
    ada = outweighed(pia)
    event = replayed(ada, "personalization/appeals", "begin", purpose="signals")
    made = call(appeals.handler, event).json["contest"]
    listing = replayed(paul, "personalization/appeal_reviews", "waiting")
    (seen,) = call(appeal_reviews.handler, listing).json["appeals"]
    assert seen["appeal"] == str(contests.Handle(ada.learner_id, made))
    event = replayed(paul, "personalization/appeal_reviews", "decide", appeal=seen["appeal"])
    assert call(appeal_reviews.handler, event).json["status"] == "changed"
    assert call(objections.handler, ada.request("GET", "/me/objections")).status == 200
