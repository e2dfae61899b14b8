"""Consents per purpose: given by the words that are asked, withdrawn in one call, true on the next request."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest

from inarax import consent, consenting, problems, wordings
from inarax.declared import Purpose
from inarax.stores import consents as store
from inarax.stores import standings
from inarax.stores.consents import Means
from privacy import consents as door
from tests.component.privacy.people import Browser, held, history
from tests.kit import aws
from tests.kit.doors import call
from tests.kit.events import NOW, recorded
from tests.kit.learners import signed_in
from tests.kit.replay import replayed
from tests.kit.world import freeze

NEVER = dict.fromkeys(("news", "reminders", "usage"), "never-given")
EACH = pytest.mark.parametrize("purpose", ["news", "reminders", "usage"])
REFUSED = [
    *(
        (str(purpose), "not-by-consent")
        for purpose in Purpose
        if purpose not in (Purpose.NEWS, Purpose.REMINDERS, Purpose.USAGE)
    ),
    ("telepathy", "unknown-purpose"),
    ("usages", "unknown-purpose"),
    ("Usage", "invalid"),
    ("usage ", "invalid"),
]


def frozen():
    return signed_in(state=standings.State.FROZEN)


def test_nothing_is_consented_to_before_somebody_consents():
    ada = Browser(signed_in())
    answer = ada.send(door.handler, "GET", "/me/consents")
    assert ada.states() == NEVER
    for each in answer.json["consents"]:
        asked = wordings.current(Purpose(each["purpose"]))
        assert each["wording"] == {"version": asked.version, "language": asked.language, "text": asked.text}
        assert (each["version"], each["since"]) == (None, None)


@EACH
def test_a_consent_is_given_withdrawn_and_given_again_with_its_words_and_times(purpose):
    ada = Browser(signed_in())
    asked = wordings.current(Purpose(purpose))
    for hour, (act, state) in enumerate([("grant", "granted"), ("withdraw", "withdrawn"), ("grant", "granted")]):
        ada.at = NOW + timedelta(hours=hour)
        assert getattr(ada, act)(purpose).status in (200, 204)
        assert ada.states() == NEVER | {purpose: state}
        assert held(ada.person) == ({purpose} if state == "granted" else set())
    kept = store.of(ada.person.learner_id)
    assert [(each.act, each.at) for each in kept] == [
        (act, NOW + timedelta(hours=hour)) for hour, act in enumerate(["granted", "withdrawn", "granted"])
    ]
    assert {(each.purpose, each.version, each.language, each.text) for each in kept} == {
        (asked.purpose, asked.version, asked.language, asked.text)
    }


def test_what_was_consented_to_is_kept_for_three_years_from_its_end():
    ada = Browser(signed_in())
    ada.grant()
    assert [each.expires_at for each in store.of(ada.person.learner_id)] == [None]
    ada.at += timedelta(days=3)
    ada.withdraw()
    ada.at += timedelta(days=1)
    ada.grant()
    end = NOW + timedelta(days=3) + store.KEPT.time
    assert [each.expires_at for each in store.of(ada.person.learner_id)] == [end, end, None]


@EACH
@pytest.mark.parametrize("acts", [["grant"], ["grant", "withdraw"], ["withdraw"], ["grant", "withdraw", "grant"]])
def test_repeating_changes_nothing(purpose, acts):
    ada = Browser(signed_in())
    for act in acts:
        getattr(ada, act)(purpose)
    before = aws.everything()
    ada.at += timedelta(minutes=5)
    again = getattr(ada, acts[-1])(purpose)
    assert again.status in (200, 204)
    assert aws.everything() == before


@pytest.mark.parametrize(("purpose", "problem"), REFUSED)
@pytest.mark.parametrize("act", ["grant", "withdraw"])
def test_what_does_not_rest_on_consent_is_neither_given_nor_withdrawn(purpose, problem, act):
    ada = Browser(signed_in())
    before = aws.everything()
    assert getattr(ada, act)(purpose).problem == problem
    assert aws.everything() == before


@EACH
@pytest.mark.parametrize(
    ("version", "problem"),
    [(2, "wording-outdated"), (9999, "wording-outdated"), (0, "invalid"), (10_000, "invalid"), ("x", "invalid")],
)
def test_consent_names_the_wording_that_is_asked(purpose, version, problem):
    ada = Browser(signed_in())
    before = aws.everything()
    assert ada.grant(purpose, version).problem == problem
    assert aws.everything() == before


def test_a_newer_wording_can_be_consented_to_and_the_older_consent_holds_until_then(monkeypatch):
    ada = Browser(signed_in())
    ada.grant("news")
    newer = wordings.current(Purpose.NEWS)._replace(version=2, text="Send me news.")
    monkeypatch.setattr(wordings, "_ALL", (*wordings._ALL, newer))
    assert (held(ada.person), ada.states()["news"]) == ({"news"}, "granted")
    assert ada.grant("news", 1).problem == "wording-outdated"
    assert ada.grant("news", 2).json["version"] == 2
    assert [(each.version, each.text) for each in store.of(ada.person.learner_id)][1:] == [(2, "Send me news.")]
    assert held(ada.person) == {"news"}


def test_a_frozen_account_gives_none_and_withdraws_what_it_gave():
    ada = Browser(signed_in())
    ada.grant()
    freeze(ada.person)
    before = aws.everything()
    assert ada.grant("news").problem == "account-closed"
    assert ada.grant("usage").problem == "account-closed"
    assert aws.everything() == before
    assert ada.withdraw().status == 204
    assert (held(ada.person), ada.states()["usage"]) == (set(), "withdrawn")


def test_a_frozen_account_without_consent_withdraws_nothing_and_is_not_refused():
    ada = Browser(frozen())
    before = aws.everything()
    assert ada.withdraw().status == 204
    assert aws.everything() == before


def test_who_is_erased_meanwhile_leaves_no_consent(monkeypatch):
    ada = Browser(signed_in())
    look = store.of

    def erased_meanwhile(learner_id):
        aws.client("dynamodb").delete_item(TableName="inarax-standings", Key={"learner_id": {"S": learner_id}})
        return look(learner_id)

    monkeypatch.setattr(store, "of", erased_meanwhile)
    assert ada.grant().problem == "not-signed-in"
    assert history(ada.person) == []


def test_a_freeze_between_reading_and_writing_is_seen(monkeypatch):
    ada = Browser(signed_in())
    look = store.of

    def frozen_meanwhile(learner_id):
        found = look(learner_id)
        if not done:
            done.append(True)
            freeze(ada.person)
        return found

    done: list[bool] = []
    monkeypatch.setattr(store, "of", frozen_meanwhile)
    assert ada.grant().problem == "account-closed"
    assert (held(ada.person), history(ada.person)) == (set(), [])


def test_an_erasure_that_begins_between_admission_and_writing_is_seen(monkeypatch):
    ada = Browser(signed_in())
    look = store.of

    def erasing_meanwhile(learner_id):
        freeze(ada.person, standings.State.ERASING)
        return look(learner_id)

    monkeypatch.setattr(store, "of", erasing_meanwhile)
    assert ada.grant().problem == "not-signed-in"
    assert history(ada.person) == []


def _grant(person):
    """As the door does: a function runs one request at a time, so that threads must not share one."""
    wording = wordings.current(Purpose.USAGE)
    with suppress(problems.Busy):
        consenting.change(
            person.learner_id,
            lambda _, history: consent.granting(person.learner_id, history, wording, Means.ACCOUNT, NOW),
        )


def _withdraw(person):
    with suppress(problems.Busy):
        consenting.change(
            person.learner_id, lambda _, history: consent.withdrawing(history, Purpose.USAGE, Means.ACCOUNT, NOW)
        )


def test_of_requests_at_the_same_moment_one_is_recorded():
    ada = signed_in()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: _grant(ada), range(6)))
    assert history(ada) == [("usage", "granted", "account")]
    assert held(ada) == {"usage"}


def test_whichever_of_a_grant_and_a_withdrawal_is_last_holds_in_history_and_standing_alike():
    ada = signed_in()
    Browser(ada).grant()
    acts = [lambda: _withdraw(ada), lambda: _grant(ada)] * 4
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda act: act(), acts))
    told = [act for _, act, _ in history(ada)]
    assert told == ["withdrawn" if place % 2 else "granted" for place in range(len(told))]
    assert held(ada) == ({"usage"} if told[-1] == "granted" else set())


def test_a_day_has_room_for_so_many_grants_and_withdrawing_is_never_refused(monkeypatch):
    monkeypatch.setattr(door, "DAILY", 2)
    ada = Browser(signed_in())
    for _ in range(2):
        assert ada.grant().status == 200
        assert ada.withdraw().status == 204
    before = aws.everything()
    assert ada.grant().problem == problems.TooMany.code
    assert aws.everything() == before
    assert ada.withdraw().status == 204


def test_what_the_account_says_of_visits_the_cookies_say_too():
    ada = Browser(signed_in())
    ada.choose(scheme="dark")
    ada.grant()
    assert ada.choice == f"dark.granted.account.1.{int(NOW.timestamp())}"
    ada.visit()
    assert "__Host-visit" in ada.cookies
    ada.withdraw()
    assert ada.choice == f"dark.refused.account.1.{int(NOW.timestamp())}"
    assert "__Host-visit" not in ada.cookies


def test_the_news_leave_the_cookies_alone():
    ada = Browser(signed_in())
    ada.grant("news")
    ada.withdraw("news")
    assert ada.lines == []


def test_the_recorded_requests_are_answered():
    ada = signed_in()
    assert call(door.handler, replayed(ada, "privacy/consents", "grant")).json["state"] == "granted"
    assert call(door.handler, replayed(ada, "privacy/consents", "show")).status == 200
    assert call(door.handler, replayed(ada, "privacy/consents", "withdraw")).status == 204
    assert held(ada) == set()


@pytest.mark.parametrize("name", ["show", "grant", "withdraw"])
def test_strangers_are_refused(name):
    assert call(door.handler, recorded("privacy/consents", name)).problem == "not-signed-in"
