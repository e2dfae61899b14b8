"""Choices made before signing in become the account's, later ones of the account stay, and the cookie mirrors it."""

from datetime import timedelta

import pytest

from inarax.cookies import PREFERENCES, SESSION
from inarax.stores import consents, standings
from inarax.stores.base import read, transact
from inarax.tokens import Token
from tests.component.identity.browser import Browser
from tests.component.privacy.people import Browser as Client
from tests.component.privacy.people import held, history
from tests.kit.events import NOW
from tests.kit.learners import Person

AT = int(NOW.timestamp())
YES, NO = f"dark.granted.browser.1.{AT}", f"dark.refused.browser.1.{AT}"


@pytest.fixture
def browser(idp):
    return Browser(idp)


def sign_in(browser, said=None, *, after=0, gpc=False, subject="ada"):
    """Sign in with a preferences cookie; who that is, and what the cookie says afterwards."""
    browser.at = NOW + timedelta(hours=after)
    browser.cookies.pop(SESSION.name, None)
    if said is not None:
        browser.cookies[PREFERENCES.name] = said
    browser.headers = {"Sec-GPC": "1"} if gpc else {}
    browser.idp.at = browser.at
    answer = browser.prove_age().sign_in(subject)
    assert answer.header("Location").endswith("/learn")
    token = Token.parse(browser.cookies[SESSION.name])
    return Person(token.learner_id, token), browser.cookies.get(PREFERENCES.name)


def in_account(person, act, *, after):
    getattr(Client(person, at=NOW + timedelta(hours=after)), act)()


def test_a_choice_made_before_the_first_sign_in_is_the_new_accounts_with_its_wording_and_time(browser):
    ada, said = sign_in(browser, YES, after=1)
    assert said == f"dark.granted.account.1.{AT}"
    (event,) = consents.of(ada.learner_id)
    assert (event.version, event.at, event.means) == (1, NOW, consents.Means.BROWSER)
    assert held(ada) == {"usage"}


def test_signing_in_again_adds_nothing(browser):
    sign_in(browser, YES, after=1)
    ada, said = sign_in(browser, after=2)
    assert (history(ada), said) == ([("usage", "granted", "browser")], f"dark.granted.account.1.{AT}")


def test_who_chose_nothing_gets_no_cookie_and_no_history(browser):
    ada, said = sign_in(browser)
    assert (history(ada), said) == ([], None)


def test_a_refusal_by_somebody_whose_account_never_allowed_it_stays_in_the_browser(browser):
    ada, said = sign_in(browser, NO, after=1)
    assert (history(ada), said) == ([], NO)


def test_a_later_explicit_choice_of_the_account_is_not_overridden(browser):
    ada, _ = sign_in(browser)
    in_account(ada, "grant", after=2)
    again, said = sign_in(browser, NO, after=3)
    assert (again.learner_id, held(ada)) == (ada.learner_id, {"usage"})
    assert said == f"dark.granted.account.1.{AT + 7200}"
    in_account(ada, "withdraw", after=4)
    _, said = sign_in(browser, YES, after=5)
    assert (held(ada), said) == (set(), f"dark.refused.account.1.{AT + 4 * 3600}")


def test_a_later_refusal_in_the_browser_withdraws_what_the_account_allowed(browser):
    ada, _ = sign_in(browser)
    in_account(ada, "grant", after=1)
    later = f"dark.refused.browser.1.{AT + 7200}"
    _, said = sign_in(browser, later, after=3)
    assert (held(ada), said) == (set(), f"dark.refused.account.1.{AT + 7200}")


def test_the_choice_of_one_account_is_not_given_to_the_next_who_signs_in_here(browser):
    ada, said = sign_in(browser, YES, after=1)
    eve, said = sign_in(browser, after=2, subject="eve")
    assert eve.learner_id != ada.learner_id
    assert (held(eve), history(eve), said) == (set(), [], "dark")


def test_a_browser_that_refuses_tracking_brings_no_consent(browser):
    ada, said = sign_in(browser, YES, after=1, gpc=True)
    assert (history(ada), said) == ([], "dark")


@pytest.mark.parametrize("odd", ["", "nonsense", f"dark.granted.browser.7.{AT}", f"dark.granted.browser.1.{AT + 9**9}"])
def test_a_cookie_that_cannot_be_read_is_ignored_and_removed(browser, odd):
    ada, said = sign_in(browser, odd, after=1)
    assert (history(ada), said) == ([], None)


def test_a_frozen_account_takes_over_a_refusal_and_no_consent(browser):
    ada, _ = sign_in(browser)
    in_account(ada, "grant", after=1)
    (seen,) = read(standings.of(ada.learner_id))
    transact(standings.replace(seen, seen._replace(state=standings.State.FROZEN)))
    sign_in(browser, f"dark.refused.browser.1.{AT + 7200}", after=3)
    assert held(ada) == set()
    sign_in(browser, f"dark.granted.browser.1.{AT + 4 * 3600}", after=5)
    assert history(ada) == [("usage", "granted", "account"), ("usage", "withdrawn", "browser")]


def test_nobody_is_kept_from_signing_in_by_a_store_that_is_busy(browser, monkeypatch):
    from inarax import consenting, problems

    def busy(*_args):
        raise problems.Busy

    monkeypatch.setattr(consenting, "change", busy)
    ada, said = sign_in(browser, YES, after=1)
    assert (history(ada), said) == ([], YES)
