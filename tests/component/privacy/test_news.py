"""The consent to news and the subscription are one will: begun, ended and refused together, in account and mail."""

from datetime import timedelta
from functools import partial

import pytest

from inarax import news, wordings
from inarax.declared import Purpose
from inarax.stores import subscriptions
from inarax.stores.base import read
from inarax.stores.subscriptions import State
from notices import confirmations, links, unsubscriptions
from privacy import consents as door
from privacy import receipts
from tests.component.privacy.people import Browser, held, history
from tests.kit import aws
from tests.kit.doors import call
from tests.kit.events import NOW, recorded, request
from tests.kit.learners import signed_in
from tests.kit.mailing import room
from tests.kit.world import freeze

__all__ = ["room"]

GRANTED = ("news", "granted", "account")
WITHDRAWN, CLICKED = ("news", "withdrawn", "account"), ("news", "withdrawn", "mail")


@pytest.fixture(autouse=True)
def _in_place(room: None) -> None:
    """The key of mailed links."""


@pytest.fixture
def newer(monkeypatch):
    """News are asked by a second version of the wording, from now on."""

    def published():
        wording = wordings.current(Purpose.NEWS)._replace(version=2, text="Send me news.")
        monkeypatch.setattr(wordings, "_ALL", (*wordings._ALL, wording))

    return published


@pytest.fixture
def meanwhile(monkeypatch):
    """Have `act` done, once, between the reading and the writing of another request; its answer is put in the list."""

    def interrupt(name, act):
        go_on, answers = getattr(news, name), []

        def interrupted(*about):
            if not answers:
                answers.append(None)
                answers[0] = act()
            return go_on(*about)

        monkeypatch.setattr(news, name, interrupted)
        return answers

    return interrupt


def subscription(person):
    return read(subscriptions.of(person.learner_id))[0]


def state(person):
    found = subscription(person)
    return found.state if found else None


def letters():
    return [each["template"]["S"] for each in aws.items("mails")]


def confirming(person, at=NOW):
    """The confirmation as it will be sent: its token is made now, not within a door that may not make any."""
    body = {"token": links.confirmation(person.learner_id, subscription(person).asked_at)}
    return partial(call, confirmations.handler, request("POST", "/news/confirmations", body=body, at=at))


def confirm(person, at=NOW):
    return confirming(person, at)()


def clicking(person):
    """The click as it will be sent."""
    event = recorded("notices/unsubscriptions", "unsubscribe")
    event["pathParameters"] = {"token": links.unsubscription(person.learner_id, Purpose.NEWS)}
    event["path"] = event["resource"].replace("{token}", event["pathParameters"]["token"])
    return partial(call, unsubscriptions.handler, event)


def click(person):
    return clicking(person)()


def subscribed():
    ada = Browser(signed_in())
    ada.grant("news")
    assert confirm(ada.person).status == 204
    return ada


def test_a_grant_asks_the_mailbox_to_confirm_once():
    ada = Browser(signed_in())
    for _ in range(2):
        assert ada.grant("news").json["state"] == "granted"
        assert (state(ada.person), letters()) == (State.ASKED, ["confirm-news"])
    assert confirm(ada.person).status == 204
    assert (state(ada.person), held(ada.person)) == (State.CONFIRMED, {"news"})


def test_another_consent_asks_for_no_news_and_ends_none():
    ada = Browser(signed_in())
    ada.grant("usage")
    assert (state(ada.person), letters()) == (None, [])
    ada = subscribed()
    ada.grant("usage")
    ada.withdraw("usage")
    assert (state(ada.person), held(ada.person)) == (State.CONFIRMED, {"news"})


def test_a_newer_wording_leaves_a_confirmed_subscription_as_it_is(newer):
    ada = subscribed()
    newer()
    assert ada.grant("news", 2).json["version"] == 2
    assert (state(ada.person), letters()) == (State.CONFIRMED, ["confirm-news"])


@pytest.mark.parametrize("confirmed", [False, True])
@pytest.mark.parametrize("in_mail", [False, True])
def test_withdrawing_ends_the_subscription_and_unsubscribing_withdraws_the_consent(confirmed, in_mail):
    ada = Browser(signed_in())
    ada.grant("usage")
    ada.grant("news")
    if confirmed:
        confirm(ada.person)
    assert (click(ada.person) if in_mail else ada.withdraw("news")).status == 204
    assert (state(ada.person), held(ada.person)) == (State.ENDED, {"usage"})
    assert ada.states() == {"news": "withdrawn", "reminders": "never-given", "usage": "granted"}
    assert history(ada.person)[1:] == [GRANTED, CLICKED if in_mail else WITHDRAWN]
    assert confirm(ada.person).problem == "link-refused"


def test_ending_it_again_changes_nothing():
    ada = subscribed()
    click(ada.person)
    assert click(ada.person).status == 204
    assert ada.withdraw("news").status == 204
    assert history(ada.person) == [GRANTED, CLICKED]
    assert subscription(ada.person).revision == 3


def test_who_ended_it_and_asks_again_confirms_again():
    ada = subscribed()
    click(ada.person)
    ada.at += timedelta(hours=1)
    assert ada.grant("news").status == 200
    assert (state(ada.person), letters()) == (State.ASKED, ["confirm-news"] * 2)
    assert confirm(ada.person, ada.at).status == 204
    assert history(ada.person) == [GRANTED, CLICKED, GRANTED]


def test_one_click_withdraws_for_a_frozen_account_too():
    ada = subscribed()
    freeze(ada.person)
    assert click(ada.person).status == 204
    assert (state(ada.person), held(ada.person)) == (State.ENDED, set())


@pytest.mark.parametrize("refusal", ["account-closed", "too-many", "wording-outdated"])
def test_a_refused_grant_asks_for_nothing(monkeypatch, refusal):
    ada = Browser(signed_in())
    if refusal == "account-closed":
        freeze(ada.person)
    if refusal == "too-many":
        monkeypatch.setattr(door, "DAILY", 1)
        ada.grant("usage")
    assert ada.grant("news", 2 if refusal == "wording-outdated" else 1).problem == refusal
    assert "news" not in held(ada.person)
    assert (state(ada.person), letters()) == (None, [])


def test_a_freeze_between_deciding_and_writing_leaves_neither_consent_nor_mail(meanwhile):
    ada = Browser(signed_in())
    meanwhile("asked", lambda: freeze(ada.person))
    assert ada.grant("news").problem == "account-closed"
    assert (held(ada.person), history(ada.person), state(ada.person), letters()) == (set(), [], None, [])


def test_a_confirmation_between_reading_and_ending_does_not_outlive_the_withdrawal(meanwhile):
    ada = Browser(signed_in())
    ada.grant("news")
    answers = meanwhile("ended", confirming(ada.person))
    assert click(ada.person).status == 204
    assert [answer.status for answer in answers] == [204]
    assert (state(ada.person), held(ada.person)) == (State.ENDED, set())
    assert history(ada.person) == [GRANTED, CLICKED]


def test_a_click_while_the_account_withdraws_is_the_one_withdrawal(meanwhile):
    ada = subscribed()
    answers = meanwhile("ended", clicking(ada.person))
    assert ada.withdraw("news").status == 204
    assert [answer.status for answer in answers] == [204]
    assert (state(ada.person), held(ada.person)) == (State.ENDED, set())
    assert history(ada.person) == [GRANTED, CLICKED]


def test_a_click_while_a_newer_wording_is_consented_to_has_the_mailbox_asked_again(meanwhile, newer):
    ada = subscribed()
    newer()
    answers = meanwhile("asked", clicking(ada.person))
    assert ada.grant("news", 2).status == 200
    assert [answer.status for answer in answers] == [204]
    assert history(ada.person) == [GRANTED, CLICKED, GRANTED]
    assert (state(ada.person), letters()) == (State.ASKED, ["confirm-news"] * 2)


def test_the_receipt_says_that_a_mailed_link_withdrew_it():
    ada = subscribed()
    click(ada.person)
    answer = ada.send(receipts.handler, "GET", "/me/consents/{purpose}/receipt", purpose="news")
    assert "withdrawn by the link in a mail" in answer.text
