"""The outbox: each mail is sent once or not at all, to who may be written to; no address is told to anybody else."""

from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from inarax import aws as clients
from inarax import problems
from inarax.stores import mails, standings, subscriptions, suppressions
from inarax.stores.base import read, transact
from inarax.stores.mails import State, Template
from inarax.stores.suppressions import Cause, Suppression
from notices import composing, sending
from notices import mailing as door
from tests.component.learning.people import frozen
from tests.component.notices.posting import DONE, POLICY, again, asked, delivered, mail, record, state
from tests.kit import aws, courses, mailing, permissions
from tests.kit.events import NOW, recorded
from tests.kit.world import freeze


@pytest.fixture
def calls(monkeypatch):
    """What SES is asked, instead of asking it; `ses.error` is what it raises."""
    made = []

    class Ses:
        error = None

        def send_email(self, **params):
            made.append(params)
            if self.error:
                raise self.error

    ses = Ses()
    others = clients.client
    monkeypatch.setattr(
        sending.aws, "client", lambda service, attempts=3: ses if service == "sesv2" else others(service, attempts)
    )
    return SimpleNamespace(made=made, ses=ses)


def refused(code, status, message="ada@example.com"):
    answer = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(answer, "SendEmail")


def test_a_mail_that_was_asked_for_is_sent_and_noted():
    mailing.publish(POLICY)
    ada = mailing.reachable()
    assert delivered(asked(ada)) == DONE
    (sent,) = mailing.sent()
    assert sent.destinations["ToAddresses"] == ["ada@example.com"]
    assert sent.source == "inaraX <notices@inarax.example>"
    assert sent.subject == "Our privacy policy has changed"
    assert "<li>&lt;b&gt;Nothing&lt;/b&gt; else &amp; no more.</li>" in sent.body
    assert state(ada) is State.SENT
    assert mail(ada).sent_at is not None


def test_a_record_that_comes_again_sends_nothing_again():
    mailing.publish(POLICY)
    ada = mailing.reachable()
    told = asked(ada)
    delivered(told)
    before = aws.everything()
    assert delivered(told, told) == DONE
    assert len(mailing.sent()) == 1
    assert aws.everything() == before


def test_a_mail_is_asked_for_once():
    ada = mailing.reachable()
    asked(ada)
    before = aws.everything()
    with pytest.raises(problems.Conflict):
        asked(ada)
    assert aws.everything() == before


def test_a_mail_is_asked_for_together_with_its_cause_or_not_at_all():
    ada = mailing.reachable()
    frozen(ada)
    with pytest.raises(problems.AccountClosed):
        transact(
            mails.ask(ada.learner_id, POLICY, Template.POLICY_CHANGED, NOW, POLICY), standings.active(ada.learner_id)
        )
    assert aws.items("mails") == []


@pytest.mark.parametrize("address", [{"email": None}, {"verified": False}])
def test_who_has_no_verified_address_is_sent_nothing(address):
    mailing.publish(POLICY)
    ada = mailing.reachable(**address)
    assert delivered(asked(ada)) == DONE
    assert (state(ada), mailing.sent()) == (State.NO_ADDRESS, [])


def test_a_suppressed_address_is_sent_nothing():
    mailing.publish(POLICY)
    ada = mailing.reachable()
    transact(suppressions.begin(Suppression(ada.learner_id, Cause.BOUNCE, NOW)))
    assert delivered(asked(ada)) == DONE
    assert (state(ada), mailing.sent()) == (State.SUPPRESSED, [])


def test_a_frozen_learner_is_sent_nothing():
    mailing.publish(POLICY)
    ada = mailing.reachable()
    told = asked(ada)
    frozen(ada)
    assert delivered(told) == DONE
    assert (state(ada), mailing.sent()) == (State.DROPPED, [])


def test_a_freeze_that_comes_between_wins(monkeypatch):
    mailing.publish(POLICY)
    ada = mailing.reachable()
    told = asked(ada)

    def overtaken(*reads):
        seen = read(*reads)
        with permissions.of("somebody else"):
            frozen(ada)
        return seen

    monkeypatch.setattr(door, "read", overtaken)
    assert delivered(told) == DONE
    assert (state(ada), mailing.sent()) == (State.DROPPED, [])


def test_of_an_erased_learner_nothing_is_left_to_send():
    mailing.publish(POLICY)
    ada = mailing.reachable()
    told = asked(ada)
    for table in ("mails", "standings", "accounts"):
        key = {"learner_id": {"S": ada.learner_id}} | ({"mail_id": {"S": POLICY}} if table == "mails" else {})
        aws.client("dynamodb").delete_item(TableName=f"inarax-{table}", Key=key)
    before = aws.everything()
    assert delivered(told) == DONE
    assert aws.everything() == before
    assert mailing.sent() == []


@pytest.mark.parametrize(
    ("template", "about"),
    [(Template.POLICY_CHANGED, "policy-9"), (Template.POLICY_CHANGED, None), (Template.NEWS, "chemistry")],
)
def test_a_mail_about_what_is_not_there_is_dropped(template, about):
    ada = mailing.reachable()
    mailing.asking(ada.learner_id, subscriptions.State.CONFIRMED)
    assert delivered(asked(ada, "one", template, about)) == DONE
    assert (state(ada, "one"), mailing.sent()) == (State.DROPPED, [])


@pytest.mark.parametrize(
    ("template", "needed"),
    [(Template.CONFIRM_NEWS, subscriptions.State.ASKED), (Template.NEWS, subscriptions.State.CONFIRMED)],
)
def test_news_go_by_the_subscription_as_it_is_when_they_are_sent(template, needed):
    courses.publish()
    for standing in (None, *subscriptions.State):
        ada = mailing.reachable()
        if standing:
            mailing.asking(ada.learner_id, standing)
        assert delivered(asked(ada, "one", template, courses.BINARY)) == DONE
        assert state(ada, "one") is (State.SENT if standing is needed else State.DROPPED)
    assert len(mailing.sent()) == 1


def test_news_can_be_unsubscribed_from_with_one_click_in_the_mail_program(calls, monkeypatch):
    monkeypatch.setattr(composing.links, "unsubscription", lambda *_: "token")
    courses.publish()
    ada = mailing.reachable()
    mailing.asking(ada.learner_id, subscriptions.State.CONFIRMED)
    delivered(asked(ada, "one", Template.NEWS, courses.BINARY))
    (call,) = calls.made
    assert call["Content"]["Simple"]["Headers"] == [
        {"Name": "List-Unsubscribe", "Value": "<http://localhost:8000/news/unsubscriptions/token>"},
        {"Name": "List-Unsubscribe-Post", "Value": "List-Unsubscribe=One-Click"},
    ]


def test_ses_is_told_a_random_handle_and_never_an_id_of_the_learner(calls):
    mailing.publish(POLICY)
    ada = mailing.reachable()
    delivered(asked(ada))
    (call,) = calls.made
    assert call["EmailTags"] == [{"Name": "mail", "Value": mail(ada).handle}]
    assert call["ConfigurationSetName"] == "inarax-mail"
    assert ada.learner_id not in str(call)


def test_the_client_that_sends_never_calls_twice():
    assert clients.client("sesv2", attempts=1).meta.config.retries["total_max_attempts"] == 1


@pytest.mark.parametrize(
    ("error", "ends"),
    [
        (ReadTimeoutError(endpoint_url="https://ses"), State.UNKNOWN),
        (ConnectionResetError(), State.UNKNOWN),
        (refused("InternalFailure", 500), State.UNKNOWN),
        (refused("MessageRejected", 400), State.FAILED),
        (refused("BadRequestException", 400), State.FAILED),
    ],
    ids=["no answer", "connection lost", "server error", "rejected", "unreadable"],
)
def test_a_mail_that_may_have_been_sent_or_never_will_is_not_tried_again(calls, error, ends):
    mailing.publish(POLICY)
    ada = mailing.reachable()
    told = asked(ada)
    calls.ses.error = error
    assert delivered(told) == DONE
    assert state(ada) is ends
    calls.ses.error = None
    assert delivered(told) == DONE
    assert len(calls.made) == 1


@pytest.mark.parametrize(
    "error",
    [
        refused("TooManyRequestsException", 429),
        refused("MessageRejected", 400, "Email address is not verified. The following identities failed the check"),
        refused("SendingPausedException", 400),
        EndpointConnectionError(endpoint_url="https://ses"),
    ],
    ids=["too fast", "domain not verified, or sandbox", "paused", "not reached"],
)
def test_a_mail_that_surely_was_not_sent_is_tried_again(calls, error):
    mailing.publish(POLICY)
    ada = mailing.reachable()
    told = asked(ada)
    calls.ses.error = error
    assert delivered(told) == again(told)
    assert state(ada) is State.QUEUED
    calls.ses.error = None
    assert delivered(told) == DONE
    assert state(ada) is State.SENT


def test_who_died_while_sending_leaves_a_mail_that_is_not_sent_again(monkeypatch):
    mailing.publish(POLICY)
    ada = mailing.reachable()
    told = asked(ada)

    def dying(*_):
        raise problems.Busy

    monkeypatch.setattr(door, "send", dying)
    assert delivered(told) == again(told)
    assert state(ada) is State.SENDING
    monkeypatch.undo()
    assert delivered(told) == DONE
    assert (state(ada), mailing.sent()) == (State.UNKNOWN, [])


def test_one_mail_s_trouble_holds_back_no_other(calls, monkeypatch):
    mailing.publish(POLICY)
    ada, bob = mailing.reachable(), mailing.reachable("Bob", "bob@example.com")
    compose = door.compose

    def failing(one, name, *more):
        if name == "Ada":
            raise ValueError(name)
        return compose(one, name, *more)

    monkeypatch.setattr(door, "compose", failing)
    told = [asked(ada), asked(bob)]
    assert delivered(*told) == again(told[0])
    assert (state(ada), state(bob)) == (State.QUEUED, State.SENT)


def test_no_address_name_or_learner_reaches_the_logs_or_the_outbox(calls, logged):
    mailing.publish(POLICY)
    ada = mailing.reachable()
    calls.ses.error = refused("MessageRejected", 400)
    delivered(asked(ada))
    calls.ses.error = refused("TooManyRequestsException", 429)
    bob = mailing.reachable("Bob", "bob@example.com")
    delivered(asked(bob))
    told = logged() + str(aws.items("mails"))
    assert "example.com" not in told
    assert "Ada" not in told
    assert ada.learner_id not in logged()


def test_the_recorded_batch_is_of_learners_nobody_knows():
    assert delivered(*recorded("notices/mailing")["Records"]) == DONE


def test_of_an_account_nothing_but_name_and_address_is_read(monkeypatch):
    mailing.publish(POLICY)
    ada = mailing.reachable()
    asked(ada)
    seen = []
    dispatch = clients.dynamodb().dispatch
    monkeypatch.setattr(clients.dynamodb(), "dispatch", lambda *call: seen.append(dispatch(*call)) or seen[-1])
    delivered(record(ada))
    (item,) = [each["Item"] for each in seen if "email" in each.get("Item", {})]
    assert set(item) == {"learner_id", "name", "email", "email_verified"}


# The last letter ------------------------------------------------------------------------------------------------------


def test_who_is_being_erased_is_told_so_and_nothing_else():
    mailing.publish(POLICY)
    ada = mailing.reachable()
    policy, last = asked(ada), asked(ada, "erased-1", Template.ERASED, None)
    freeze(ada, standings.State.ERASING)
    assert delivered(policy, last) == DONE
    assert (state(ada), state(ada, "erased-1")) == (State.DROPPED, State.SENT)
    (sent,) = mailing.sent()
    assert "has been erased" in str(vars(sent))


@pytest.mark.parametrize("standing", [standings.State.ACTIVE, standings.State.FROZEN])
def test_who_is_not_being_erased_is_not_told_so(standing):
    ada = mailing.reachable()
    last = asked(ada, "erased-1", Template.ERASED, None)
    freeze(ada, standing)
    assert delivered(last) == DONE
    assert (state(ada, "erased-1"), mailing.sent()) == (State.DROPPED, [])
