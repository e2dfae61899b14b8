"""Visits: counted once a browser, page and day, only with consent, into sums that are of nobody."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest

from inarax import problems
from inarax.ids import UUID
from inarax.stores import visitors
from inarax.stores import visits as store
from inarax.stores.base import read, transact
from privacy import visits as door
from privacy.pages import Page
from tests.component.privacy.people import GPC, Browser
from tests.kit import aws
from tests.kit.doors import call
from tests.kit.events import NOW, recorded
from tests.kit.learners import signed_in

COOKIE = "__Host-visit"


def counted(page="/", at=NOW):
    return read(store.on(page, at))[0] or 0


def willing():
    browser = Browser()
    browser.choose(True)
    return browser


def test_a_visit_is_counted_and_the_browser_gets_a_random_number_for_thirty_days():
    browser = willing()
    assert browser.visit().status == 204
    assert counted() == 1
    assert re.fullmatch(f"{COOKIE}={UUID}; Max-Age=2592000; Path=/; Secure; HttpOnly; SameSite=Lax", browser.lines[-1])


def test_a_browser_is_counted_once_a_page_and_day():
    browser, days = willing(), [NOW, NOW + timedelta(days=1)]
    for browser.at in days:
        for page in ("/", "/", "/profile", "/"):
            browser.visit(page)
    assert [counted(page, day) for day in days for page in ("/", "/profile", "/contests")] == [1, 1, 0] * 2
    assert len([line for line in browser.lines if line.startswith(COOKIE)]) == 1


def test_every_browser_counts():
    for browser in [willing() for _ in range(3)]:
        browser.visit()
        browser.visit()
    assert counted() == 3


def _count():
    """As the door does: a function runs one request at a time, so that threads must not share one."""
    with suppress(problems.Conflict, problems.Busy):
        transact(visitors.first("digest", NOW), store.count("/", NOW))


def test_of_requests_at_the_same_moment_one_counts():
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: _count(), range(6)))
    assert counted() == 1


@pytest.mark.parametrize("who", ["a stranger", "refused", "signed in", "withdrawn", "with GPC", "account with GPC"])
def test_without_consent_nothing_is_counted_nothing_set_and_what_was_set_is_removed(who):
    browser = Browser(signed_in() if who in ("signed in", "withdrawn", "account with GPC") else None)
    match who:
        case "refused":
            browser.choose(False)
        case "withdrawn":
            browser.grant()
            browser.withdraw()
        case "with GPC":
            browser.choose(True)
            browser.headers = GPC
        case "account with GPC":
            browser.grant()
            browser.headers = GPC
    before, lines = aws.everything(), list(browser.lines)
    assert browser.visit().status == 204
    assert browser.lines == lines
    browser.cookies[COOKIE] = "4f1c2a4e-0000-4000-8000-000000000001"
    assert browser.visit().status == 204
    assert COOKIE not in browser.cookies
    assert aws.everything() == before


def test_an_account_that_allows_it_is_counted_and_one_that_withdraws_no_more():
    ada = Browser(signed_in())
    ada.grant()
    ada.visit()
    assert (counted(), COOKIE in ada.cookies) == (1, True)
    ada.withdraw()
    ada.visit("/profile")
    assert (counted("/profile"), COOKIE in ada.cookies) == (0, False)


@pytest.mark.parametrize("odd", ["", "1", "x" * 4000, "4F1C2A4E-0000-4000-8000-000000000001", "../../etc"])
def test_a_number_that_we_did_not_make_is_replaced(odd):
    browser = willing()
    browser.cookies[COOKIE] = odd
    browser.visit()
    assert re.fullmatch(UUID, browser.cookies[COOKIE])
    assert counted() == 1


def test_what_is_kept_names_nobody_and_links_no_two_pages_or_days():
    ada = Browser(signed_in())
    ada.grant()
    for ada.at in (NOW, NOW + timedelta(days=1)):
        ada.visit("/")
        ada.visit("/profile")
    kept = str(aws.items("visits")) + str(aws.items("visitors"))
    assert ada.person.learner_id not in kept
    assert ada.cookies[COOKIE] not in kept
    assert len({item["digest"]["S"] for item in aws.items("visitors")}) == 4


def test_digests_are_gone_after_two_days_and_sums_after_twenty_five_months():
    willing().visit()
    ends = [int(aws.items(table)[0]["expires_at"]["N"]) - int(NOW.timestamp()) for table in ("visitors", "visits")]
    assert ends == [2 * 86_400, 760 * 86_400]


@pytest.mark.parametrize("page", ["/courses/networks", "/nowhere", "", "ada@example.com", None, 7])
def test_only_kinds_of_pages_are_counted_never_an_address(page):
    browser = willing()
    before, lines = aws.everything(), list(browser.lines)
    assert browser.visit(page).problem == "invalid"
    assert (aws.everything(), browser.lines) == (before, lines)


@pytest.mark.parametrize("page", Page)
def test_every_kind_of_page_can_be_counted(page):
    willing().visit(page)
    assert counted(page) == 1


def test_another_page_cannot_have_visits_counted():
    browser = willing()
    browser.headers = {"Origin": "https://evil.example"}
    assert browser.visit().problem == "foreign-origin"


def test_the_recorded_request_is_counted():
    assert call(door.handler, recorded("privacy/visits")).status == 204
    assert counted() == 1
