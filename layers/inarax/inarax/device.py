"""A coarse name of the device of a session or a request: a browser and a system from closed lists.

The User-Agent header itself is never stored: it singles people out.
"""

_BROWSERS = (  # in this order: most browsers also name the ones they descend from
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)

APP = "App"
"""What is said of our own app where a browser is named."""

BROWSERS = frozenset({*(name for _, name in _BROWSERS), "Browser", APP})
SYSTEMS = frozenset({*(name for _, name in _SYSTEMS), "another system"})
LABELS = frozenset(f"{browser} on {system}" for browser in BROWSERS for system in SYSTEMS)
"""Every label there is."""


def browser(user_agent: str | None) -> str:
    """The family of a browser, such as "Firefox"."""
    return _first(user_agent, _BROWSERS, "Browser")


def system(user_agent: str | None) -> str:
    """The kind of device, such as "Linux" or "iPhone"."""
    return _first(user_agent, _SYSTEMS, "another system")


def of_browser(user_agent: str | None) -> str:
    """Such as "Firefox on Linux"."""
    return f"{browser(user_agent)} on {system(user_agent)}"


def of_app(user_agent: str | None) -> str:
    """Such as "App on Android"."""
    return f"{APP} on {system(user_agent)}"


def _first(user_agent: str | None, marks: tuple[tuple[str, str], ...], otherwise: str) -> str:
    return next((name for mark, name in marks if mark in (user_agent or "")), otherwise)
