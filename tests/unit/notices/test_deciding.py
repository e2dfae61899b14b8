"""Which letters a restricted record or an objection lets through: of each it is said whether it is about a right."""

import pytest

from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores import standings, subscriptions
from inarax.stores.accounts import Contact
from inarax.stores.mails import Mail, State, Template
from inarax.stores.standings import Standing
from inarax.stores.subscriptions import Subscription
from notices.deciding import ABOUT_RIGHTS, CONSENTED, NEWS, concerned, refusal
from tests.kit.events import NOW

ADA = Standing("ada", standings.State.ACTIVE, frozenset({Role.LEARNER}), None, consents=frozenset({Purpose.REMINDERS}))
CONTACT = Contact("Ada", "ada@example.com", True)


def decided(template, objects):
    """What becomes of a letter to somebody with that objection who wants news and has an address."""
    mail = Mail("ada", "mail", template, "restricted a-disclosure", NOW, "handle")
    standing = ADA._replace(objects=frozenset({objects}), state=concerned(mail))
    subscription = Subscription("ada", NEWS.get(template, subscriptions.State.CONFIRMED), NOW, NOW)
    return refusal(mail, standing, CONTACT, None, subscription)


def test_of_every_letter_it_is_said_whether_it_is_about_a_right():
    others = {Template.POLICY_CHANGED, *NEWS, *CONSENTED}
    assert set(Template) == others | ABOUT_RIGHTS
    assert not others & ABOUT_RIGHTS


@pytest.mark.parametrize("template", Template)
def test_an_objection_to_news_drops_news_and_no_other_letter(template):
    assert decided(template, Purpose.NEWS) is (State.DROPPED if template in NEWS else None)
    assert decided(template, Purpose.SIGNALS) is None


@pytest.mark.parametrize("template", CONSENTED)
def test_a_letter_that_rests_on_consent_is_dropped_without_it(template):
    mail = Mail("ada", "mail", template, None, NOW, "handle")
    assert refusal(mail, ADA._replace(consents=frozenset()), CONTACT, None, None) is State.DROPPED
    assert refusal(mail, ADA, CONTACT, None, None) is None
