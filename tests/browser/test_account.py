"""The account, and what holds for every page, in a real browser on a fake of the API."""

import pytest
from playwright.sync_api import expect

from tests.browser.acting import Visit, ada, press, unlabelled, width


def test_the_review_is_not_offered_to_learners(visit: Visit) -> None:
    page = visit(ada())
    expect(page.get_by_role("link", name="Profile")).to_be_visible()
    expect(page.get_by_role("link", name="Review")).to_have_count(0)


def test_the_name_is_corrected_against_the_version_that_was_read(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/profile")
    page.get_by_label("Name").fill("Ada King")
    press(page, "Save")
    expect(page.locator("#said")).to_have_text("Saved.")
    (sent,) = fake.sent("PATCH", "/me/profile")
    assert (sent.headers["If-Match"], sent.json) == ('"3"', {"name": "Ada King"})


def test_a_corrected_name_is_said_to_be_the_learner_s_until_they_go_by_the_provider_s(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/profile")
    reset = page.get_by_role("button", name="Use the provider's name")
    expect(reset).to_have_count(0)
    page.get_by_label("Name").fill("Ada King")
    press(page, "Save")
    reset.click()
    expect(page.locator("#said")).to_have_text("The next sign-in brings the provider's name.")
    expect(reset).to_have_count(0)
    (sent,) = fake.sent("DELETE", "/me/profile/corrections/name")
    assert sent.headers["If-Match"] == '"3"'


def test_an_image_is_sent_as_it_is_and_one_too_large_is_not(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/profile")
    chooser = page.get_by_label("Image")
    chooser.set_input_files({"name": "big.png", "mimeType": "image/png", "buffer": b"0" * (2 * 1024 * 1024 + 1)})
    expect(page.get_by_role("alert")).to_have_text("This image is larger than 2 MB.")
    chooser.set_input_files({"name": "small.png", "mimeType": "image/png", "buffer": b"\x89PNG"})
    expect(page.locator("#said")).to_have_text("Saved.")
    expect(page.get_by_role("alert")).to_have_count(0)
    (sent,) = fake.sent("PUT", "/me/profile/image")
    assert (sent.headers["Content-Type"], sent.body) == ("image/png", b"\x89PNG")


def test_the_profile_shows_the_id_by_which_a_privacy_admin_finds_the_account(visit: Visit) -> None:
    expect(visit(ada(), "#/profile").get_by_text("Learner id").locator("+ dd")).to_have_text("1")


def test_an_unknown_route_says_so(visit: Visit) -> None:
    expect(visit(ada(), "#/nowhere").get_by_role("heading", name="There is no such page")).to_be_visible()


def test_a_new_page_is_read_out_from_its_heading(visit: Visit) -> None:
    page = visit(ada())
    page.get_by_role("link", name="Contests").click()
    expect(page.get_by_role("heading", name="Your contests")).to_be_focused()
    expect(page).to_have_title("Your contests · inaraX")


def test_a_slow_page_that_was_left_dims_nothing(visit: Visit) -> None:
    page = visit(ada())
    expect(page.get_by_role("link", name="Profile")).to_be_visible()
    page.clock.install()
    page.route("**/me/contests", lambda _route: None)  # never answered
    page.get_by_role("link", name="Contests").click()
    page.get_by_role("link", name="Profile").click()
    expect(page.get_by_role("heading", name="Profile")).to_be_visible()
    page.clock.run_for(1000)
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize(
    "route", ["", "#/profile", "#/courses/networks", "#/courses/networks/lessons/masks", "#/courses/networks/choices"]
)
def test_nothing_is_wider_than_a_small_phone(visit: Visit, route: str) -> None:
    fake = ada()
    page = visit(fake, route)
    page.set_viewport_size({"width": 320, "height": 640})
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert width(page) <= 320


@pytest.mark.parametrize("route", ["", "#/profile", "#/courses/networks", "#/courses/networks/choices", "#/review"])
def test_every_field_has_a_label_and_every_page_one_main_heading(visit: Visit, route: str) -> None:
    page = visit(ada("operator"), route)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert unlabelled(page) == 0


def test_an_objection_is_one_press_and_so_is_taking_it_back(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/profile")
    press(page, "Object")
    expect(page.locator("#said")).to_have_text("Nothing more is derived from your answers.")
    press(page, "Take the objection back")
    expect(page.get_by_role("button", name="Object", exact=True)).to_be_visible()
    assert [len(fake.sent(method, "/me/objections/signals")) for method in ("PUT", "DELETE")] == [1, 1]


def test_grounds_that_outweigh_an_objection_are_shown_and_what_one_can_do(visit: Visit) -> None:
    fake = ada()
    fake.outweighed = "Without signals this pilot could not be stopped in time."
    page = visit(fake, "#/profile")
    expect(page.get_by_text("Without signals this pilot could not be stopped in time.")).to_be_visible()
    expect(page.get_by_role("button", name="Object", exact=True)).to_have_count(0)
    expect(page.get_by_role("link", name="restrict your data")).to_be_visible()


def test_a_calendar_of_reviews_is_subscribed_to_shown_once_and_revoked(visit: Visit) -> None:
    fake = ada()
    page = visit(fake, "#/profile")
    press(page, "Make an address")
    expect(page.get_by_label("Your calendar's address")).to_have_value("http://localhost/calendars/secret")
    page.reload()
    expect(page.get_by_text("It was shown once")).to_be_visible()
    press(page, "Revoke it")
    expect(page.get_by_role("button", name="Make an address")).to_be_visible()
    assert not fake.subscribed


def test_grounds_that_outweigh_an_objection_are_appealed_against_once(visit: Visit) -> None:
    fake = ada()
    fake.outweighed = "Without signals this pilot could not be stopped in time."
    page = visit(fake, "#/profile")
    page.get_by_text("I think this weighs my situation wrongly").click()
    page.get_by_label("What is wrong with it?").fill("It makes me anxious.")
    press(page, "Appeal")
    expect(page.get_by_text("Your contest is under review.").first).to_be_visible()
    (made,) = fake.sent("POST", "/me/objections/signals/appeals")
    assert made.json == {"text": "It makes me anxious."}
    page.reload()
    expect(page.get_by_text("You appealed against this.")).to_be_visible()
