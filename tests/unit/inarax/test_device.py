"""A device's label is coarse, and of a closed list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax.device import BROWSERS, LABELS, SYSTEMS, browser, of_app, of_browser, system


@pytest.mark.parametrize(
    ("user_agent", "label"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36 Edg/142.0",
            "Edge on Windows",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/26.0 Safari/605", "Safari on macOS"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/26.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Linux; Android 10; K) Chrome/142.0.0.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8.5", "Browser on another system"),
        (None, "Browser on another system"),
    ],
)
def test_a_browser_is_named_by_its_family_and_system(user_agent, label):
    assert of_browser(user_agent) == label


def test_an_app_is_named_by_its_system():
    assert of_app("inaraX/1.0 (Android 16; Pixel 9)") == "App on Android"


@given(st.none() | st.text() | st.lists(st.sampled_from(["Edg", "Firefox", "Android", "Linux", "x"])).map(" ".join))
def test_no_user_agent_says_more_than_a_label(user_agent):
    assert {of_browser(user_agent), of_app(user_agent)} <= LABELS
    assert browser(user_agent) in BROWSERS
    assert system(user_agent) in SYSTEMS
