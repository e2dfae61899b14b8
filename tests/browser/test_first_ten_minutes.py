"""A stranger's first ten minutes on the deployed stack, in a real browser: from no account to the reason why."""

import itertools
import json
import re
from secrets import token_hex
from typing import Any

import pytest
from local.running import Running
from playwright.sync_api import Locator, Page, expect

COURSE = "networks"
ABLE = 1.2
"""This stranger answers what is easier than this difficulty right, and everything else wrong."""

PASSWORD = "Learn-4-Life"


pytestmark = pytest.mark.usefixtures("patient")


@pytest.fixture
def email(stack: Running) -> str:
    """An account of the provider's, whose owner was never here."""
    cognito, pool = stack.client("cognito-idp"), stack.outputs["UserPoolId"]
    address = f"stranger-{token_hex(4)}@example.com"
    attributes = {"email": address, "email_verified": "true", "name": "Sam Stranger"}
    cognito.admin_create_user(
        UserPoolId=pool,
        Username=address,
        MessageAction="SUPPRESS",
        UserAttributes=[{"Name": name, "Value": value} for name, value in attributes.items()],
    )
    cognito.admin_set_user_password(UserPoolId=pool, Username=address, Password=PASSWORD, Permanent=True)
    return address


@pytest.fixture
def bank(stack: Running) -> dict[str, dict[str, Any]]:
    """Every item of the course with its difficulty and its key, as the author knows them."""
    s3 = stack.client("s3")

    def published(bucket: str, name: str) -> Any:
        listed = s3.list_objects_v2(Bucket=stack.outputs[bucket], Prefix=f"{COURSE}/")["Contents"]
        newest = max(
            (each for each in listed if each["Key"].endswith(f"/{name}")), key=lambda each: each["LastModified"]
        )
        return json.loads(s3.get_object(Bucket=stack.outputs[bucket], Key=newest["Key"])["Body"].read())

    keys = published("AnswerKeysBucket", "keys.json")["keys"]
    items = published("CoursesBucket", "items.json")["items"]
    return {item["id"]: {"b": item["b"], **keys[item["id"]]} for item in items}


def test_a_stranger_signs_in_is_placed_learns_fails_and_sees_why_the_next_lesson_differs(
    stack: Running, stranger: Page, email: str, bank: dict[str, dict[str, Any]]
) -> None:
    page = stranger
    page.goto(stack.origin)

    _create_account(page, email)
    expect(page.get_by_role("heading", name="Hello, Sam")).to_be_visible()

    page.get_by_role("link", name="Look at this course").click()
    _press(page, "Enroll")
    page.get_by_role("radio", name="Cloud platforms").check()
    page.get_by_role("radio", name="Cloud engineer").check()
    _press(page, "Save and find your level")

    _take_placement(page, bank)
    expect(page.get_by_role("heading", name=re.compile("Your level: .+"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"\d+ %, after \d+ questions\."))).to_be_visible()
    before = _next_title(page)

    page.get_by_role("link", name="Open the lesson").click()
    expect(page.get_by_role("heading", name=before, level=1)).to_be_visible()
    expect(page.get_by_role("article")).not_to_be_empty()
    _press(page, "Take the quiz")
    _fail_quiz(page, bank)

    expect(page.get_by_role("heading", name="Not passed yet")).to_be_visible()
    assert _next_title(page) != before
    expect(_next(page).locator(".reason")).to_contain_text(f"0 of {page.locator('.lead').inner_text().split()[2]}")
    expect(_next(page).locator(".reason")).to_contain_text(before)

    _see_what_is_believed(page)
    _sign_out_and_in_again(page, email)


def _create_account(page: Page, email: str) -> None:
    page.get_by_role("link", name="Create account").click()
    page.get_by_label("Month of birth").select_option("May")
    page.get_by_label("Year of birth").fill("1990")
    page.get_by_label("Country you live in").select_option("Germany")
    _press(page, "Continue")
    _sign_in_at_the_provider(page, email)


def _sign_in_at_the_provider(page: Page, email: str) -> None:
    page.locator("input[name=username]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()


def _take_placement(page: Page, bank: dict[str, dict[str, Any]]) -> None:
    _press(page, "Begin")
    ended = page.get_by_role("heading", name=re.compile("Your level"))
    for number in itertools.count(1):
        expect(page.get_by_text(f"Question {number} of at most").or_(ended)).to_be_visible()
        if ended.is_visible():
            break
        question = page.locator("[data-item]")
        key = bank[str(question.get_attribute("data-item"))]
        _fill(question, key, right=key["b"] < ABLE)
        _press(page, "Answer")


def _fail_quiz(page: Page, bank: dict[str, dict[str, Any]]) -> None:
    onward = page.get_by_role("button", name=re.compile("Next question|See how it went"))
    ended = False
    while not ended:
        question = page.locator("[data-item]")
        _fill(question, bank[str(question.get_attribute("data-item"))], right=False)
        _press(page, "Answer")
        expect(page.get_by_role("heading", name="Not right")).to_be_visible()
        expect(page.get_by_role("region", name="Your grade").locator("p").first).not_to_be_empty()
        ended = onward.inner_text() == "See how it went"
        onward.click()


def _fill(question: Locator, key: dict[str, Any], *, right: bool) -> None:
    match key["kind"]:
        case "numeric":
            question.get_by_role("textbox").fill(str(key["value"] if right else key["value"] + key["tolerance"] + 1009))
        case "text":
            question.get_by_role("textbox").fill(key["accepted"][0] if right else "I do not know")
        case _:
            options = [str(each.get_attribute("data-option")) for each in question.locator("[data-option]").all()]
            wrong = [option for option in options if option not in key["correct"]] or options
            for option in key["correct"] if right else wrong[:1]:
                question.locator(f'[data-option="{option}"] input').check()


def _next(page: Page) -> Locator:
    return page.get_by_role("region", name="Next for you")


def _next_title(page: Page) -> str:
    return _next(page).get_by_role("heading").inner_text()


def _see_what_is_believed(page: Page) -> None:
    page.get_by_role("link", name="See what is believed about you now").click()
    expect(page.get_by_role("heading", name="What is believed about you")).to_be_visible()
    expect(page.get_by_text(re.compile(r"\d+ of your \d+ answers on this skill were right")).first).to_be_visible()


def _sign_out_and_in_again(page: Page, email: str) -> None:
    page.get_by_role("link", name="Profile").click()
    expect(page.get_by_text("this one")).to_be_visible()
    _press(page, "Sign out")
    page.get_by_role("link", name="Sign in").click()
    signed_in = page.get_by_role("heading", name="Hello, Sam")
    expect(signed_in.or_(page.locator("input[name=username]"))).to_be_visible()
    if not signed_in.is_visible():  # a provider may remember its own session
        _sign_in_at_the_provider(page, email)
    expect(signed_in).to_be_visible()


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
