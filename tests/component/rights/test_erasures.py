"""Asking for an erasure: with a fresh sign-in, once, and to be thought better of."""

from datetime import timedelta

from inarax.stores import standings
from inarax.tokens import new_id
from rights import erasures, receipts
from rights.asking.erasure_opening import DAILY
from tests.kit import aws
from tests.kit.doors import call
from tests.kit.events import NOW, request
from tests.kit.learners import signed_in


def ask(person, *, waive=False, key=None, at=NOW, **more):
    return call(
        erasures.handler,
        person.request(
            "POST",
            "/me/erasures",
            body={"waive_cooling_off": waive} | more,
            headers={"Idempotency-Key": key or new_id()},
            at=at,
        ),
    )


def cancel(person, erasure, at=NOW):
    path = {"erasure": erasure}
    return call(erasures.handler, person.request("DELETE", "/me/erasures/{erasure}", path, at=at))


def mine(person):
    return call(erasures.handler, person.request("GET", "/me/erasures")).json["erasures"]


def receipt(code):
    return call(receipts.handler, request("GET", "/rights/receipts/{code}", {"code": code}))


def test_who_asks_is_told_where_it_stands_what_comes_next_and_by_when():
    ada = signed_in()
    answer = ask(ada)
    assert answer.status == 201
    code, shown = answer.json["receipt_code"], answer.json["request"]
    assert answer.header("Location") == f"/me/erasures/{shown['id']}"
    assert (shown["state"], shown["due"]) == ("cooling-off", "2026-12-24")
    assert "cancel" in shown["next"]
    assert mine(ada) == [shown]
    assert receipt(code).json == {"request": shown, "receipt": None, "backups": None}


def test_the_code_is_kept_as_a_digest_alone():
    code = ask(signed_in()).json["receipt_code"]
    assert code not in str(aws.everything())
    assert code[22:] not in str(aws.everything())


def test_a_sign_in_of_ten_minutes_ago_is_fresh():
    assert ask(signed_in(), at=NOW + timedelta(minutes=10)).status == 201


def test_what_cannot_be_undone_needs_a_fresh_sign_in():
    ada = signed_in()
    assert ask(ada, at=NOW + timedelta(minutes=10, seconds=1)).problem == "sign-in-again"
    assert aws.items("rights-requests") == aws.items("rights-claims") == aws.items("idempotency") == []


def test_asking_again_joins_the_open_request_and_renews_the_code():
    ada = signed_in()
    first, second = ask(ada).json, ask(ada).json
    assert first["request"]["id"] == second["request"]["id"]
    assert receipt(first["receipt_code"]).problem == "not-found"
    assert receipt(second["receipt_code"]).json["request"]["id"] == first["request"]["id"]
    assert len(aws.items("rights-requests")) == 1


def test_repeating_the_very_request_makes_nothing_twice():
    ada, key = signed_in(), new_id()
    assert ask(ada, key=key).json["request"]["id"] == ask(ada, key=key).json["request"]["id"]
    assert len(aws.items("rights-requests")) == len(aws.items("idempotency")) == 1


def test_a_key_serves_one_request():
    ada, key = signed_in(), new_id()
    ask(ada, key=key)
    assert ask(ada, key=key, waive=True).problem == "idempotency-key-reused"


def test_cooling_off_can_be_waived_at_once_or_later():
    ada, eve = signed_in(), signed_in()
    assert ask(ada, waive=True).json["request"]["state"] == "running"
    assert ask(eve).json["request"]["state"] == "cooling-off"
    assert ask(eve, waive=True).json["request"]["state"] == "running"


def test_an_erasure_is_cancelled_while_it_cools_off_and_is_nobodys_then():
    ada = signed_in()
    opened = ask(ada).json
    assert cancel(ada, opened["request"]["id"]).status == 204
    assert mine(ada) == []
    assert receipt(opened["receipt_code"]).json["request"]["state"] == "cancelled"
    assert ada.learner_id not in str(aws.items("rights-requests") + aws.items("rights-claims"))


def test_who_cancelled_may_ask_again_but_repeating_the_first_request_erases_nothing():
    ada, key = signed_in(), new_id()
    opened = ask(ada, key=key).json
    cancel(ada, opened["request"]["id"])
    before = aws.everything()
    assert ask(ada, key=key).problem == "not-found"
    assert aws.everything() == before
    assert ask(ada).json["request"]["id"] != opened["request"]["id"]


def test_what_has_begun_cannot_be_cancelled():
    ada = signed_in()
    opened = ask(ada, waive=True).json
    before = aws.everything()
    assert cancel(ada, opened["request"]["id"]).problem == "erasure-begun"
    assert aws.everything() == before


def test_nobody_sees_or_cancels_anothers_erasure():
    ada, eve = signed_in(), signed_in()
    opened = ask(ada).json
    assert mine(eve) == []
    assert cancel(eve, opened["request"]["id"]).problem == "not-found"


def test_a_frozen_account_can_be_erased():
    assert ask(signed_in(state=standings.State.FROZEN)).status == 201


def test_who_asks_twice_at_the_same_moment_has_one_request(monkeypatch):
    ada, answers = signed_in(), []
    asked = erasures.erasure_opening._open

    def overtaken(*given, **more):
        monkeypatch.setattr(erasures.erasure_opening, "_open", asked)
        answers.append(ask(ada))
        return asked(*given, **more)

    monkeypatch.setattr(erasures.erasure_opening, "_open", overtaken)
    answers.append(ask(ada))
    assert [answer.status for answer in answers] == [201, 201]
    assert len({answer.json["request"]["id"] for answer in answers}) == len(aws.items("rights-requests")) == 1


def test_another_code_of_the_same_request_opens_nothing():
    opened = ask(signed_in()).json
    code = opened["receipt_code"]
    forged = code[:22] + ("A" if code[22] != "A" else "B") + code[23:]
    assert receipt(forged).problem == "not-found"


def test_a_day_has_room_for_so_many_and_joining_is_no_other():
    ada = signed_in()
    for _ in range(DAILY):
        opened = ask(ada).json["request"]["id"]
        assert ask(ada).json["request"]["id"] == opened
        cancel(ada, opened)
    assert ask(ada).problem == "too-many"
    assert mine(ada) == []
