"""What a person does on a page of the client, and who they are to the fake of the API."""

from collections.abc import Callable

from local.people import Person
from local.running import Running
from playwright.sync_api import Page, expect

from tests.browser.fake import Fake

type Visit = Callable[..., Page]
"""`visit(fake, route)`, the fixture."""

MINE = "/me/courses/networks"
RIGHT: dict[str, str | tuple[str, ...]] = {
    "masks-2": "10.0.0.0/22",
    "masks-9": ("10.20.30.66", "10.20.30.90"),
    "masks-3": "62",
    "masks-1": "255.255.255.0",
}
WRONG: dict[str, str | tuple[str, ...]] = {
    "masks-2": "10.0.0.0/30",
    "masks-9": ("10.20.30.100",),
    "masks-3": "64",
    "masks-1": "0.0.0.255",
}


def ada(*roles: str, enrolled: bool = True) -> Fake:
    """A fake on which Ada is signed in."""
    fake = Fake(("learner", *roles), signed_in=True)
    fake.enrolled = enrolled
    return fake


def sign_in(page: Page, stack: Running, person: Person) -> None:
    """Sign in on the deployed stack, through the provider's page."""
    page.goto(stack.origin)
    page.get_by_role("link", name="Sign in").click()
    page.locator("input[name=username]").fill(person.email)
    page.locator("input[name=password]").fill(person.password)
    page.locator("button[type=submit]").click()
    expect(page.get_by_role("heading", name=f"Hello, {person.name.split()[0]}")).to_be_visible()


def width(page: Page) -> int:
    """How wide the page is, in pixels, what reaches out of the window included."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


def unlabelled(page: Page) -> int:
    """How many fields have no label."""
    fields = "[...document.querySelectorAll('input, select, textarea')]"
    return int(page.evaluate(f"{fields}.filter((field) => !field.labels.length).length"))


def press(page: Page, name: str) -> None:
    """Press a button."""
    page.get_by_role("button", name=name, exact=True).click()


def answer(page: Page, given: str | tuple[str, ...]) -> None:
    """Answer the question that is shown: an option, several options, or what is typed."""
    match given:
        case str() if given.startswith("10."):
            page.get_by_role("radio", name=given).check()
        case str():
            page.get_by_role("textbox").fill(given)
        case options:
            for option in options:
                page.get_by_role("checkbox", name=option).check()
    press(page, "Answer")


def take_quiz(page: Page, answers: dict[str, str | tuple[str, ...]]) -> None:
    """Take the quiz of the lesson that is shown."""
    press(page, "Take the quiz")
    for position, given in enumerate(answers.values(), start=1):
        expect(page.get_by_role("heading", name=f"Question {position} of 4")).to_be_focused()
        answer(page, given)
        press(page, "See how it went" if position == len(answers) else "Next question")
