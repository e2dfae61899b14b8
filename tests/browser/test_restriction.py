"""Restricting one's record, in a browser on a fake of the API: asked for on a ground, changed, and lifted."""

from playwright.sync_api import expect

from tests.browser.acting import Visit, ada, press


def test_a_restriction_needs_a_ground_and_holds_with_one_press(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/profile")
    page.get_by_role("link", name="Restrict my data").click()
    press(page, "Restrict my data")
    assert fake.sent("PUT", "/me/restriction") == []
    page.get_by_label("Something you hold about me is not right").check()
    press(page, "Restrict my data")
    expect(page.locator("#said")).to_have_text("Your data is kept, and not used.")
    expect(page.get_by_text("Restricted since 24 Nov 2026.")).to_be_visible()
    (sent,) = fake.sent("PUT", "/me/restriction")
    assert sent.json == {"ground": "accuracy", "learning": False}


def test_learning_can_be_allowed_meanwhile_and_all_lifted(visit: Visit) -> None:
    fake = ada()
    fake.restriction = {"ground": "claims", "learning": False}
    page = visit(fake, "#/restriction")
    expect(page.get_by_label("I need the data for a legal claim")).to_be_checked()
    page.get_by_label("Let me go on learning meanwhile").check()
    press(page, "Save")
    expect(page.locator("#said")).to_have_text("Saved.")
    (sent,) = fake.sent("PUT", "/me/restriction")
    assert sent.json == {"ground": "claims", "learning": True}
    press(page, "Lift the restriction")
    expect(page.locator("#said")).to_have_text("Your data is used again, as before.")
    expect(page.get_by_role("button", name="Restrict my data")).to_be_visible()
    assert len(fake.sent("DELETE", "/me/restriction")) == 1


def test_who_is_told_that_it_is_lifted_sees_the_day_the_reason_and_what_to_do(visit: Visit) -> None:
    fake = ada()
    fake.restriction = {
        "ground": "accuracy",
        "learning": False,
        "lifts_at": "2026-12-08T12:00:00Z",
        "because": "It is accurate.",
    }
    page = visit(fake, "#/restriction")
    expect(page.get_by_text("We lift this on 8 Dec 2026. It is accurate.")).to_be_visible()


def test_one_that_was_passed_on_holds_nothing_and_can_be_declined(visit: Visit) -> None:
    fake = ada()
    fake.passed_on = True
    page = visit(fake, "#/restriction")
    expect(page.get_by_role("button", name="Restrict my data")).to_be_visible()
    press(page, "Decline")
    expect(page.get_by_role("button", name="Decline")).to_have_count(0)
    assert len(fake.sent("DELETE", "/me/restriction")) == 1
