"""The cookie policy says of every declared cookie what the code does, and of no other."""

from datetime import timedelta

import pytest

from inarax import cookies
from inarax.cookies import Cookie
from inarax.declared import Basis, Purpose
from privacy import cookie_policy

WRITTEN = [cookie_policy.markdown, cookie_policy.html]
ODD = Cookie("__Host-odd", Purpose.USAGE, "does <odd> & things", "nothing", timedelta(hours=36))


def test_the_policy_lists_every_cookie_with_its_facts():
    told = {each.name: each for each in cookie_policy.policy(cookies.ALL).cookies}
    assert set(told) == {each.name for each in cookies.ALL}
    assert (told["__Host-visit"].lifetime, told["__Host-visit"].essential) == ("P30D", False)
    assert told["__Host-age"].lifetime == "PT30M"


@pytest.mark.parametrize("written", WRITTEN)
def test_a_person_reads_of_each_cookie_what_it_does_holds_and_how_long_it_lasts(written):
    text = written([*cookies.ALL, ODD])
    for each in cookies.ALL:
        assert each.name in text
        assert each.does in text
        assert each.holds in text
    assert "36 hours" in text
    optional = text.index("Optional")
    assert [text.index(each.name) > optional for each in cookies.ALL] == [not each.essential for each in cookies.ALL]


def test_the_page_shows_declared_text_as_text():
    assert "does &lt;odd&gt; &amp; things" in cookie_policy.html([ODD])


def test_a_cookie_is_essential_unless_its_purpose_rests_on_consent():
    for each in cookies.ALL:
        assert each.essential == (each.purpose.basis is not Basis.CONSENT)


def test_every_cookie_belongs_to_this_host_alone_and_to_no_script():
    for each in cookies.ALL:
        assert each.name.startswith("__Host-")
        for line in (each.set("x"), each.clear()):
            assert {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"} <= set(line.split("; "))
            assert "Domain" not in line
