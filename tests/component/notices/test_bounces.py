"""A bounce or a complaint ends all mail to an address, until there is another one."""

import pytest

from inarax.stores import standings, suppressions
from inarax.stores.base import read
from inarax.stores.mails import State
from inarax.stores.suppressions import Cause
from notices import bounces as door
from tests.component.notices.posting import CONTEXT, asked, delivered, mail, state
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
