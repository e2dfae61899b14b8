"""A change of the policy stands above the courses until its reader has seen it."""

from playwright.sync_api import expect

from tests.browser.acting import Visit, ada, press
from tests.browser.fake import problem


def test_a_notice_is_shown_until_it_is_acknowledged(visit: Visit) -> None:
    fake = ada()
    fake.notices = [{"notice": "policy-2", "kind": "policy", "date": "2026-11-24", "summary": ["<b>One</b> thing."]}]
    page = visit(fake)
    expect(page.get_by_role("heading", name="Our privacy policy has changed")).to_be_visible()
    expect(page.get_by_text("<b>One</b> thing.")).to_be_visible()
    press(page, "I have seen this")
    expect(page.get_by_role("heading", name="Our privacy policy has changed")).to_have_count(0)
    expect(page.get_by_role("heading", name="Hello, Ada")).to_be_focused()
    assert len(fake.sent("PUT", "/me/notices/policy-2/acknowledgement")) == 1


def test_where_notices_cannot_be_read_courses_are_shown(visit: Visit) -> None:
    fake = ada()
    fake.refuse["GET", "/me/notices"] = problem(500, "unexpected", "Something went wrong on our side.")
    expect(visit(fake).get_by_role("heading", name="Hello, Ada")).to_be_visible()
