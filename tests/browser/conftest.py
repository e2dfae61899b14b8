"""A real browser: Debian's Chromium under Playwright, one for all tests, and a page of its own for each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.fake import Fake
from tests.browser.served import Site, served
from tests.kit.deployed import stack

__all__ = ["stack"]

_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

_PATIENCE = 180_000  # ms


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser; it starts once a run."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", headless=True, args=list(_QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def stranger(browser: Browser) -> Iterator[Page]:
    """A page of a browser that was never here."""
    with browser.new_context(**_LOOK) as context, _watched(context) as page:
        yield page


@pytest.fixture
def another(browser: Browser) -> Iterator[Page]:
    """A page of another such browser."""
    with browser.new_context(**_LOOK) as context, _watched(context) as page:
        yield page


@pytest.fixture
def patient(stranger: Page, another: Page) -> Iterator[None]:
    """On the deployed stack a function that was never called takes seconds to start, and the client asks many at once:
    what is awaited there is waited for as long as it takes on a slow and busy machine."""
    for page in (stranger, another):
        page.set_default_timeout(_PATIENCE)
    expect.set_options(timeout=_PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="session")
def _returning(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that keeps the client's files, so that only the first test loads them; the fake sets no cookies."""
    with browser.new_context(**_LOOK) as context:
        yield context


@pytest.fixture(scope="session")
def _site() -> Iterator[Site]:
    with served(Site(Fake())) as site:
        yield site


@pytest.fixture
def visit(_returning: BrowserContext, _site: Site) -> Iterator[Callable[..., Page]]:
    """`visit(fake, route)` opens the client at a route, on that fake of the API."""
    with _watched(_returning) as page:

        def opened(fake: Fake, route: str = "") -> Page:
            _site.fake = fake
            page.goto(f"{_site.origin}/{route}")
            return page

        yield opened


@contextmanager
def _watched(context: BrowserContext) -> Iterator[Page]:
    """A page; whatever its console calls an error fails the test: a bug, or a script or style that was blocked."""
    page = context.new_page()
    page.set_default_timeout(10_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda told: wrong.append(told.text) if _is_wrong(told) else None)
    yield page
    page.close()
    assert not wrong


def _is_wrong(told: ConsoleMessage) -> bool:
    """A refused request is the API's to answer, and shown on the page; Chromium notes it as well."""
    return told.type == "error" and "Failed to load resource" not in told.text


_LOOK: dict[str, Any] = {"locale": "en-GB", "viewport": {"width": 1100, "height": 900}}
