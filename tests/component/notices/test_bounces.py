"""A bounce or a complaint ends all mail to an address, until there is another one."""

import pytest

from inarax.stores import standings, suppressions
from inarax.stores.base import read
from inarax.stores.mails import State
from inarax.stores.suppressions import Cause
from notices import bounces as door
from tests.component.notices.posting import CONTEXT, DONE, asked, delivered, mail, state
from tests.kit import aws, mailing, permissions
from tests.kit.events import recorded
from tests.kit.world import freeze


def reported(cause, handle):
    with permissions.of("notices.bounces"):
        door.handler({"cause": cause, "mail": [handle]}, CONTEXT)


def suppression(person):
    return read(suppressions.of(person.learner_id))[0]


@pytest.mark.parametrize("cause", list(Cause))
def test_after_a_report_nothing_more_is_sent(cause):
    mailing.publish("policy-2")
    mailing.publish("policy-3")
    ada = mailing.reachable()
    delivered(asked(ada, "policy-2"))
    reported(cause.value, mail(ada, "policy-2").handle)
    assert suppression(ada).cause is cause
    delivered(asked(ada, "policy-3", about="policy-3"))
    assert state(ada, "policy-3") is State.SUPPRESSED
    assert len(mailing.sent()) == 1


def test_a_mail_that_came_back_has_told_nobody_and_one_that_was_complained_of_has():
    mailing.publish("policy-2")
    ada, eve = mailing.reachable(), mailing.reachable()
    delivered(asked(ada), asked(eve))
    reported("bounce", mail(ada).handle)
    reported("complaint", mail(eve).handle)
    assert (state(ada), state(eve)) == (State.BOUNCED, State.SENT)


def test_of_mails_that_were_under_way_together_each_that_came_back_is_noted():
    mailing.publish("policy-2")
    mailing.publish("policy-3")
    ada = mailing.reachable()
    delivered(asked(ada, "policy-2"), asked(ada, "policy-3", about="policy-3"))
    for each in ("policy-2", "policy-3"):
        reported("bounce", mail(ada, each).handle)
    assert {state(ada, "policy-2"), state(ada, "policy-3")} == {State.BOUNCED}


def test_a_mail_that_comes_back_before_its_sending_is_noted_is_not_noted_as_sent(monkeypatch):
    mailing.publish("policy-2")
    ada = mailing.reachable()
    told, send = asked(ada), mailing.door.send

    def sent_in_vain(*letter):
        outcome = send(*letter)
        reported("bounce", mail(ada).handle)
        return outcome

    monkeypatch.setattr(mailing.door, "send", sent_in_vain)
    assert delivered(told) == DONE
    assert state(ada) is State.BOUNCED


def test_a_mail_that_was_never_handed_over_does_not_come_back():
    ada = mailing.reachable()
    asked(ada)
    reported("bounce", mail(ada).handle)
    assert state(ada) is State.QUEUED


def test_a_report_that_comes_again_changes_nothing():
    ada = mailing.reachable()
    asked(ada)
    reported("bounce", mail(ada).handle)
    before = aws.everything()
    reported("complaint", mail(ada).handle)
    assert aws.everything() == before


@pytest.mark.parametrize("name", ["bounce", "complaint"])
def test_a_report_of_a_mail_that_is_gone_changes_nothing(name):
    before = aws.everything()
    reported(cause=name, handle=recorded("notices/bounces", name)["mail"])
    assert aws.everything() == before


def test_a_report_about_who_is_being_erased_leaves_nothing_behind():
    ada = mailing.reachable()
    asked(ada)
    freeze(ada, standings.State.ERASING)
    before = aws.everything()
    reported("bounce", mail(ada).handle)
    assert aws.everything() == before


def test_what_is_no_report_is_an_error_that_ends_with_the_dead_letters():
    with pytest.raises(ValueError, match="delay"):
        reported("delay", "handle")


def test_no_address_is_kept():
    ada = mailing.reachable()
    asked(ada)
    reported("bounce", mail(ada).handle)
    assert "example.com" not in str(aws.items("suppressions"))
