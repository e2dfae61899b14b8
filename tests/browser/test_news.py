"""News about courses: asked for and ended in the account, and by links in mails without signing in."""

from playwright.sync_api import expect

from tests.browser.acting import Visit, ada, press
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
    expect(page.get_by_text("Done: you get no more news by mail.").first).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Done")).to_be_visible()
    (sent,) = fake.sent("POST", "/news/unsubscriptions/t0ken")
    assert sent.body == b"List-Unsubscribe=One-Click"
    assert sent.headers["Content-Type"].startswith("application/x-www-form-urlencoded")


def test_news_are_asked_for_by_the_services_wording_and_ended_as_easily(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/profile")
    expect(page.get_by_text("Send me news about courses by mail.")).to_be_visible()
    press(page, "Send me news")
    expect(page.locator("#said")).to_have_text("Look into your mailbox: a link there confirms it.")
    press(page, "End the news")
    expect(page.get_by_role("button", name="Send me news")).to_be_visible()
    (given,) = fake.sent("PUT", "/me/consents/news")
    assert given.json == {"version": 1}
    assert len(fake.sent("DELETE", "/me/consents/news")) == 1


def test_an_objection_to_news_is_one_press_and_asking_for_them_takes_it_back(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/profile")
    press(page, "Object to news")
    expect(page.get_by_text("You object to news, so none are sent to you.")).to_be_visible()
    expect(page.get_by_role("button", name="Object to news")).to_have_count(0)
    press(page, "Send me news")
    expect(page.get_by_role("button", name="Object to news")).to_be_visible()
    assert len(fake.sent("PUT", "/me/objections/news")) == 1


def test_reminders_are_asked_for_and_ended_in_the_account_and_by_the_link_in_a_mail(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/profile")
    press(page, "Remind me by mail")
    expect(page.get_by_role("button", name="Remind me no more")).to_be_visible()
    assert fake.chosen == {"reminders"}
    press(page, "Remind me no more")
    expect(page.get_by_role("button", name="Remind me by mail")).to_be_visible()
    assert fake.chosen == set()
