"""A coarse name of the device of a session, for its owner to recognize: a browser and a system from closed lists.

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

LABELS = frozenset(
    f"{browser} on {system}"
    for browser in (*(name for _, name in _BROWSERS), "Browser", "App")
    for system in (*(name for _, name in _SYSTEMS), "another system")
)
"""Every label there is."""


def of_browser(user_agent: str | None) -> str:
    """Such as "Firefox on Linux"."""
    return f"{_first(user_agent, _BROWSERS, 'Browser')} on {_first(user_agent, _SYSTEMS, 'another system')}"


def of_app(user_agent: str | None) -> str:
    """Such as "App on Android"."""
    return f"App on {_first(user_agent, _SYSTEMS, 'another system')}"


def _first(user_agent: str | None, marks: tuple[tuple[str, str], ...], otherwise: str) -> str:
    return next((name for mark, name in marks if mark in (user_agent or "")), otherwise)
