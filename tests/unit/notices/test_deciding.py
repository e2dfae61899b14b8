"""Which letters a restricted record lets through: of each it is said whether it is about a right."""

from inarax.stores.mails import Template
from notices.deciding import ABOUT_RIGHTS


def test_of_every_letter_it_is_said_whether_it_is_about_a_right():
    others = {Template.POLICY_CHANGED, Template.CONFIRM_NEWS, Template.NEWS}
    assert set(Template) == others | ABOUT_RIGHTS
    assert not others & ABOUT_RIGHTS
