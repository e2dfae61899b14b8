"""Course news: nothing before the mailbox has confirmed, nothing after one click, and nothing for a forged link."""

import base64
from datetime import timedelta

import pytest

from inarax import consent, consenting, news, tokens, wordings
from inarax.declared import Purpose
from inarax.stores import subscriptions
from inarax.stores.base import read
from inarax.stores.consents import Means
from inarax.stores.mails import State as MailState
from inarax.stores.mails import Template
from inarax.stores.subscriptions import State
from notices import confirmations, links, unsubscriptions
from tests.component.learning.people import frozen
from tests.component.notices.posting import asked, delivered, record
from tests.component.notices.posting import state as mail_state
from tests.kit import aws, courses, mailing
from tests.kit.doors import call
from tests.kit.events import NOW, recorded, request


def confirm(token, at=NOW):
    return call(confirmations.handler, request("POST", "/news/confirmations", body={"token": token}, at=at))


def unsubscribe(token, body="List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"):
    event = recorded("notices/unsubscriptions", "unsubscribe")
    event["pathParameters"] = {"token": token}
    event["path"] = f"/news/unsubscriptions/{token}"
    event["requestContext"]["requestTimeEpoch"] = int(NOW.timestamp() * 1000)
    event["headers"]["Content-Type"] = content_type
    event["body"] = body
    return call(unsubscriptions.handler, event)


def state(person):
    (found,) = read(subscriptions.of(person.learner_id))
    return found.state if found else None


def subscription_of(person):
    return read(subscriptions.of(person.learner_id))[0]


def grant(person, at=NOW):
    asked = wordings.current(Purpose.NEWS)
    consenting.change(
        person.learner_id,
        lambda _standing, history: consent.granting(person.learner_id, history, asked, Means.ACCOUNT, at),
    )


def subscribed():
    person = mailing.reachable()
    grant(person)
    assert confirm(token_of(person)).status == 204
    return person


def token_of(person):
    return links.confirmation(person.learner_id, subscription_of(person).asked_at)


def test_from_asking_to_news_to_the_last_click():
    courses.publish()
    ada = mailing.reachable()
    grant(ada)
    (confirmation,) = aws.items("mails")
    delivered(record(ada, confirmation["mail_id"]["S"]))
    (mail,) = mailing.sent()
    token = mail.body.partition("/#/news/confirm/")[2].partition('"')[0]
    assert confirm(token).status == 204
    assert state(ada) is State.CONFIRMED
    delivered(asked(ada, "news-1", Template.NEWS, courses.BINARY))
    token = mailing.sent()[1].body.partition("/#/news/unsubscribe/")[2].partition('"')[0]
    assert unsubscribe(token).status == 204
    assert state(ada) is State.ENDED
    delivered(asked(ada, "news-2", Template.NEWS, courses.BINARY))
    assert mail_state(ada, "news-2") is MailState.DROPPED
    assert len(mailing.sent()) == 2


@pytest.mark.parametrize("times", [1, 2])
def test_confirming_and_unsubscribing_again_change_nothing(times):
    ada = mailing.reachable()
    grant(ada)
    for act, token in ((confirm, token_of(ada)), (unsubscribe, links.unsubscription(ada.learner_id, Purpose.NEWS))):
        assert act(token).status == 204
        before = aws.everything()
        assert [act(token).status for _ in range(times)] == [204] * times
        assert aws.everything() == before


def test_asking_again_after_the_end_needs_a_new_confirmation():
    ada = mailing.reachable()
    grant(ada)
    old = token_of(ada)
    confirm(old)
    unsubscribe(links.unsubscription(ada.learner_id, Purpose.NEWS))
    assert confirm(old).problem == "link-refused"
    grant(ada, NOW + timedelta(days=1))
    assert state(ada) is State.ASKED
    assert confirm(old).problem == "link-refused"
    assert confirm(token_of(ada)).status == 204


def test_asking_while_confirmed_sends_no_mail():
    ada = mailing.reachable()
    mailing.asking(ada.learner_id, State.CONFIRMED)
    assert news.asked(ada.learner_id, subscription_of(ada), NOW) == ()


def test_a_confirmation_waits_for_a_week():
    ada = mailing.reachable()
    grant(ada)
    before = aws.everything()
    assert confirm(token_of(ada), NOW + timedelta(days=7)).problem == "link-refused"
    assert aws.everything() == before
    assert confirm(token_of(ada), NOW + timedelta(days=7, seconds=-1)).status == 204


def forged(token):
    """Tokens that are almost the right one."""
    raw = base64.urlsafe_b64decode(token)
    flipped = raw[:-1] + bytes([raw[-1] ^ 1])
    return {
        "empty": "-",
        "nonsense": "nonsense",
        "not ascii": "é" * 64,
        "another mac": base64.urlsafe_b64encode(flipped).decode(),
        "another learner": base64.urlsafe_b64encode(raw[:15] + bytes([raw[15] ^ 1]) + raw[16:]).decode(),
        "shortened": base64.urlsafe_b64encode(raw[:-3]).decode(),
        "lengthened": base64.urlsafe_b64encode(raw + b"abc").decode(),
    }


@pytest.mark.parametrize("kind", list(forged(base64.urlsafe_b64encode(bytes(48)))))
@pytest.mark.parametrize("act", [confirm, unsubscribe])
def test_a_forged_link_is_refused_and_changes_nothing(act, kind):
    ada = mailing.reachable()
    grant(ada)
    token = token_of(ada) if act is confirm else links.unsubscription(ada.learner_id, Purpose.NEWS)
    before = aws.everything()
    assert act(forged(token)[kind]).problem == "link-refused"
    assert aws.everything() == before


def test_a_link_is_good_for_its_own_purpose_and_person_alone():
    ada, eve = mailing.reachable(), mailing.reachable("Eve", "eve@example.com")
    grant(ada)
    grant(eve)
    before = aws.everything()
    assert confirm(links.unsubscription(ada.learner_id, Purpose.NEWS)).problem == "link-refused"
    assert unsubscribe(token_of(ada)).problem == "link-refused"
    assert aws.everything() == before
    confirm(token_of(ada))
    assert (state(ada), state(eve)) == (State.CONFIRMED, State.ASKED)


@pytest.mark.parametrize("body", [None, "", "List-Unsubscribe=Two", "Unsubscribe=One-Click", '{"List-Unsubscribe": 1}'])
def test_what_is_no_click_is_refused_and_changes_nothing(body):
    ada = subscribed()
    before = aws.everything()
    assert unsubscribe(links.unsubscription(ada.learner_id, Purpose.NEWS), body).problem == "malformed"
    assert aws.everything() == before


def test_unsubscribing_works_for_who_is_frozen_and_who_is_gone():
    ada = subscribed()
    frozen(ada)
    assert unsubscribe(links.unsubscription(ada.learner_id, Purpose.NEWS)).status == 204
    assert state(ada) is State.ENDED
    before = aws.everything()
    assert unsubscribe(links.unsubscription(tokens.new_id(), Purpose.NEWS)).status == 204
    assert aws.everything() == before


def test_who_is_frozen_confirms_nothing():
    ada = mailing.reachable()
    grant(ada)
    frozen(ada)
    assert confirm(token_of(ada)).problem == "account-closed"
    assert state(ada) is State.ASKED


def test_no_link_stands_in_a_log(logged):
    ada = mailing.reachable()
    grant(ada)
    confirm(token_of(ada))
    token = links.unsubscription(ada.learner_id, Purpose.NEWS)
    unsubscribe(token)
    assert token not in logged()
    assert ada.learner_id not in logged()
