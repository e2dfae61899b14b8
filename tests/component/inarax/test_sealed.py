"""What identifies a learner, or is in own words, is stored so that without the learner's keys nobody can read it."""

import json
from copy import replace
from datetime import timedelta

import pytest

from assessment import contests as contests_door
from identity import admission, macs, opening, profile
from identity.id_token import Identity
from inarax import aws as clients
from inarax import problems, sealing
from inarax.roles import Role
from inarax.stores import accounts, attempts, enrollments, keys, preferences, responses
from inarax.stores import courses as editions
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.base import read, transact
from inarax.stores.preferences import Choice, Preferences
from inarax.stores.responses import By, Graded, Response
from inarax.tokens import new_id
from personalization import next_lesson, settings
from tests.component.assessment.taking import contest, enrolled, queue, regrade, submit
from tests.kit import aws, courses, oidc
from tests.kit.courses import BINARY
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.gateway import send
from tests.kit.identity import deployed, idp
from tests.kit.learners import Person
from tests.kit.ledger import seal_key_id
from tests.kit.world import ALL, World, begin, world

__all__ = ["deployed", "idp", "seal_key_id", "world"]

NAME, SUBJECT, EMAIL = "Zenobia Quux", "subject-4711", "zenobia.quux@example.org"
NOTE, TEXT, CONTEST, EXPLANATION = "For my zebra farm.", "zebra crossing", "A zebra told me so.", "No zebra did."
YEAR = timedelta(days=365)


@pytest.fixture(autouse=True)
def _published(deployed):
    courses.publish()


@pytest.fixture
def kms(monkeypatch):
    """What KMS is asked for about learners' keys from here on; and nobody's keys are in memory."""
    client, asked = clients.client("kms"), []
    send_to_kms = client._make_api_call

    def counting(operation, told):
        if operation in {"Decrypt", "GenerateDataKey"}:
            asked.append(operation)
        return send_to_kms(operation, told)

    monkeypatch.setattr(client, "_make_api_call", counting)
    monkeypatch.setattr(sealing, "_rings", {})
    return asked


def _signs_in(at=NOW, **claims):
    """Somebody signs in at a browser, for the first time or again."""
    identity = replace(Identity(oidc.ISSUER, SUBJECT, NAME, EMAIL, True, SUBJECT), **claims)
    opened = admission.admit(identity, macs.age_proof(at), lambda learner: opening.web(learner, "Firefox", at), at)
    return Person(opened.session.learner_id, opened.token)


def _busy():
    """Somebody who has told us all they can; and the operator who decided on it."""
    zenobia, otto = _signs_in(), enrolled(Role.OPERATOR)
    transact(enrollments.save(enrollments.Enrollment(zenobia.learner_id, BINARY, NOW)))
    assert (
        _settings(
            zenobia, "PUT", {"domain": None, "goal": "engineer", "deadline": None, "extra_time": 0, "note": NOTE}
        ).status
        == 200
    )
    attempt, item = _text_answer(zenobia)
    handle = contest(zenobia, attempt, item, CONTEST).status == 201 and queue(otto).json["contests"][0]["contest"]
    assert regrade(otto, handle, correct=False, explanation=EXPLANATION).status == 201
    return zenobia, otto


def _text_answer(person):
    """Answers a question that is answered in own words."""
    (edition,) = read(editions.current(BINARY))
    quiz = Attempt(person.learner_id, new_id(), Kind.QUIZ, BINARY, edition.version, "bits", ("bits-4",), NOW)
    transact(attempts.save(quiz))
    assert submit(person, quiz.attempt_id, "bits-4", {"text": TEXT}).status == 201
    return quiz.attempt_id, "bits-4"


def _settings(person, method, body=None, version=0):
    sent = {"If-Match": f'"{version}"'} if body else {}
    path = {"course": BINARY}
    event = person.request(method, "/me/courses/{course}/settings", path, body=body, headers=sent)
    return call(settings.handler, event)


def _mine(person):
    return call(contests_door.handler, person.request("GET", "/me/contests"))


def _profile(person):
    return call(profile.handler, person.request("GET", "/me/profile"))


def _next(person):
    path = {"course": BINARY}
    return call(next_lesson.handler, person.request("GET", "/me/courses/{course}/next", path))


def _erase_keys(person):
    aws.client("dynamodb").delete_item(TableName="inarax-keys", Key={"learner_id": {"S": person.learner_id}})


def test_nothing_that_identifies_or_is_in_own_words_can_be_read_in_any_table():
    zenobia, _ = _busy()
    stored = repr(aws.everything())
    assert zenobia.learner_id in stored
    for planted in (NAME, SUBJECT, EMAIL, NOTE, TEXT, CONTEST, EXPLANATION, "ebra", "enobia"):
        assert planted not in stored
        assert json.dumps(planted)[1:-1] not in stored


def test_whoever_it_is_of_reads_all_of_it():
    zenobia, _ = _busy()
    assert (_profile(zenobia).json["name"], _profile(zenobia).json["email"]) == (NAME, EMAIL)
    assert _settings(zenobia, "GET").json["note"] == NOTE
    (mine,) = _mine(zenobia).json["contests"]
    assert (mine["text"], mine["explanation"]) == (CONTEST, EXPLANATION)
    (kept,) = read(responses.of(zenobia.learner_id, mine["attempt"], mine["item"]))
    assert (kept.answer, [grade.explanation for grade in kept.grades]) == ({"text": TEXT}, [None, EXPLANATION])


def test_without_its_keys_what_was_sealed_reads_as_absent_at_once_and_nothing_breaks():
    zenobia, _ = _busy()
    assert _profile(zenobia).status == 200  # the keys are in memory
    before = aws.everything()
    _erase_keys(zenobia)
    assert _profile(zenobia).problem == "not-found"
    assert _settings(zenobia, "GET").json == {
        "domain": None,
        "goal": None,
        "deadline": None,
        "extra_time": 0,
        "note": None,
    }
    assert _mine(zenobia).json == {"contests": [], "cursor": None}
    assert _next(zenobia).status == 200
    with pytest.raises(problems.AccountClosed):
        _signs_in()
    assert {name: rows for name, rows in aws.everything().items() if name != "Keys"} == {
        name: rows for name, rows in before.items() if name != "Keys"
    }


def test_without_its_keys_nothing_new_is_sealed():
    zenobia, _ = _busy()
    _erase_keys(zenobia)
    before = aws.items("preferences")
    refused = _settings(
        zenobia, "PUT", {"domain": None, "goal": None, "deadline": None, "extra_time": 0, "note": NOTE}, version=1
    )
    assert refused.problem == "account-closed"
    assert aws.items("preferences") == before


def test_whose_keys_are_gone_leaves_the_queue_and_others_stay_in_it():
    ada, eve, otto = enrolled(), enrolled(), enrolled(Role.OPERATOR)
    for person in (ada, eve):
        contest(person, *_text_answer(person), CONTEST)
    _erase_keys(ada)
    (waiting,) = queue(otto).json["contests"]
    assert (waiting["text"], waiting["answers"][0]["answer"]) == (CONTEST, {"text": TEXT})


def test_an_old_copy_put_back_without_the_keys_stays_unreadable():
    zenobia, _ = _busy()
    copy = aws.held()
    _erase_keys(zenobia)
    gone = aws.items("keys")
    aws.hold_again(copy)
    for item in aws.items("keys"):
        if item not in gone:
            aws.client("dynamodb").delete_item(TableName="inarax-keys", Key={"learner_id": item["learner_id"]})
    assert _profile(zenobia).problem == "not-found"


def test_a_value_that_was_copied_to_another_learner_s_item_does_not_open():
    zenobia, otto = _busy()
    learner, note = zenobia.learner_id, Preferences(otto.learner_id, BINARY, Choice(), "Mine.")
    transact(preferences.save(note))
    (stolen,) = [item["note"] for item in aws.items("preferences") if item["learner_id"]["S"] == learner]
    aws.client("dynamodb").update_item(
        TableName="inarax-preferences",
        Key={"learner_id": {"S": otto.learner_id}, "course": {"S": BINARY}},
        UpdateExpression="SET note = :stolen",
        ExpressionAttributeValues={":stolen": stolen},
    )
    with pytest.raises(sealing.BrokenSeal):
        read(preferences.of(otto.learner_id, BINARY))


@pytest.mark.parametrize("operation", ALL, ids=str)
def test_a_cold_request_unwraps_at_most_one_key_and_a_warm_one_none(idp, world: World, kms, operation):
    assert send(world.request(operation, world.entitled(operation))).problem is None
    assert kms.count("Decrypt") <= 1
    kms.clear()
    again = begin(idp)  # as it was, so that the same request does the same
    assert send(again.request(operation, again.entitled(operation))).problem is None
    assert kms.count("Decrypt") == 0


def test_what_opens_nothing_sealed_asks_kms_for_nothing(kms):
    ada = enrolled()
    transact(preferences.save(Preferences(ada.learner_id, BINARY, Choice(goal="engineer"), NOTE)))
    sealing._rings.clear()
    kms.clear()
    assert _next(ada).status == 200
    assert kms == []


def test_an_answer_in_own_words_unwraps_once_cold_and_never_warm(kms):
    ada = enrolled()
    for cold in (True, False):
        if cold:
            sealing._rings.clear()
        kms.clear()
        _text_answer(ada)
        assert kms == ["Decrypt"] * cold


def test_a_page_of_the_queue_unwraps_one_key_for_each_learner_in_it(kms):
    people, otto = [enrolled() for _ in range(3)], enrolled(Role.OPERATOR)
    for person in people:
        contest(person, *_text_answer(person), CONTEST)
    sealing._rings.clear()
    kms.clear()
    assert len(queue(otto).json["contests"]) == 3
    assert kms == ["Decrypt"] * 3


def test_a_first_sign_in_makes_one_key_and_a_later_one_none(kms):
    zenobia = _signs_in()
    assert kms == ["GenerateDataKey"]
    _signs_in()
    assert kms == ["GenerateDataKey"]
    sealing._rings.clear()
    _signs_in()
    assert kms == ["GenerateDataKey", "Decrypt"]
    assert [item["learner_id"]["S"] for item in aws.items("keys")] == [zenobia.learner_id]


def _newest(person):
    (ring,) = read(keys.of(person.learner_id))
    return ring.wrapped


@pytest.mark.parametrize(("later", "version"), [(YEAR - timedelta(seconds=1), 1), (YEAR, 2)])
def test_a_sign_in_adds_a_key_once_the_newest_is_a_year_old(later, version):
    zenobia = _signs_in()
    _signs_in(NOW + later)
    assert _newest(zenobia).version == version
    _signs_in(NOW + later)
    assert _newest(zenobia).version == version


def test_after_a_rotation_old_values_open_and_new_ones_use_the_new_key_for_one_unwrapping(kms):
    zenobia, _ = _busy()
    _signs_in(NOW + YEAR)
    given = Response(
        zenobia.learner_id, "a", "b", BINARY, "v", "p", {"number": 12.5}, (Graded(True, By.KEY, NOW),), NOW
    )
    read(keys.of(zenobia.learner_id))
    transact(responses.save(given))
    versions = {sealing.version_of(item["own_answer"]["B"]) for item in aws.items("responses")}
    assert versions == {1, 2}
    sealing._rings.clear()
    kms.clear()
    mine, account, note = read(
        responses.of(zenobia.learner_id, "a", "b"),
        accounts.of(zenobia.learner_id),
        preferences.of(zenobia.learner_id, BINARY),
    )
    assert (mine.answer, account.name, note.note) == ({"number": 12.5}, NAME, NOTE)
    assert kms == ["Decrypt"]


def test_of_two_rotations_at_once_one_is_kept_and_what_either_sealed_opens():
    zenobia = _signs_in()
    (ring,) = read(keys.of(zenobia.learner_id))
    transact(keys.rotate(ring, NOW + YEAR))
    with pytest.raises(problems.Conflict):
        transact(keys.rotate(ring, NOW + YEAR))
    transact(preferences.save(Preferences(zenobia.learner_id, BINARY, Choice(), NOTE)))  # by who has not read since
    (kept,) = read(preferences.of(zenobia.learner_id, BINARY))
    assert (kept.note, _newest(zenobia).version) == (NOTE, 2)


def test_a_rotation_that_is_refused_leaves_nothing_sealed_under_a_lost_key(monkeypatch):
    zenobia = _signs_in()
    real, failed = admission.transact, []

    def refuse_once(*writes):
        if not failed:
            failed.append(True)
            raise problems.Conflict
        real(*writes)

    monkeypatch.setattr(admission, "transact", refuse_once)
    _signs_in(NOW + YEAR, name="Zenobia Anew")
    assert failed
    sealing._rings.clear()
    (account,) = read(accounts.of(zenobia.learner_id))
    assert (account.name, _newest(zenobia).version) == ("Zenobia Anew", 2)
