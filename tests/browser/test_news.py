"""Links in mails about course news, opened by somebody who is not signed in."""

from playwright.sync_api import expect

from tests.browser.acting import Visit, press
from tests.browser.fake import Fake


def test_a_confirmation_is_sent_once_its_reader_says_so(visit: Visit) -> None:
    fake = Fake()
    page = visit(fake, "#/news/confirm/t0ken-_=")
    expect(page.get_by_role("button", name="Yes, send me news")).to_be_visible()
    assert fake.sent("POST", "/news/confirmations") == []
    press(page, "Yes, send me news")
    expect(page.get_by_role("status").filter(has_text="Done")).to_be_visible()
    (sent,) = fake.sent("POST", "/news/confirmations")
    assert sent.json == {"token": "t0ken-_="}


def test_unsubscribing_is_one_click_without_signing_in(visit: Visit) -> None:
    fake = Fake()
    page = visit(fake, "#/news/unsubscribe/t0ken")
    press(page, "Unsubscribe")
    expect(page.get_by_role("status").filter(has_text="Done")).to_be_visible()
    (sent,) = fake.sent("POST", "/news/unsubscriptions/t0ken")
    assert sent.body == b"List-Unsubscribe=One-Click"
    assert sent.headers["Content-Type"].startswith("application/x-www-form-urlencoded")
