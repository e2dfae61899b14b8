"""The cookie policy, written from the declared cookies: what it says is what the code can set."""

from collections.abc import Sequence
from html import escape

from pydantic import BaseModel

from inarax.cookies import Cookie
from inarax.declared import Basis, Retention, Start, in_words
from privacy.page import page

TITLE = "Cookies"
_INTRODUCTION = (
    "These are all the cookies that inaraX sets. Each belongs to this host alone, travels encrypted, cannot be read by "
    "scripts, and is sent to nobody else. No other site sets any through us."
)
_ESSENTIAL = "Needed for the service. Without them it does not work, so they are set without asking."
_OPTIONAL = (
    "Set only with your consent. Give or withdraw it on the page “Cookies” of the web client, with an account or "
    "without. A browser that sends Global Privacy Control refuses for you, whatever was chosen."
)


class DeclaredCookie(BaseModel):
    """One cookie. `lifetime` is an ISO 8601 duration."""

    name: str
    purpose: str
    legal_basis: Basis
    does: str
    holds: str
    lifetime: str
    essential: bool


class CookiePolicy(BaseModel):
    """Every cookie that is ever set."""

    introduction: str
    cookies: list[DeclaredCookie]


def policy(cookies: Sequence[Cookie]) -> CookiePolicy:
    """The policy as data."""
    return CookiePolicy(introduction=_INTRODUCTION, cookies=[_declared(each) for each in cookies])


def markdown(cookies: Sequence[Cookie]) -> str:
    """The policy for people, as Markdown."""
    parts = [f"# {TITLE}", _INTRODUCTION]
    for heading, text, some in _sections(cookies):
        parts += [f"## {heading}", text, *(f"- `{each.name}` {_sentence(each)}" for each in some)]
    return "\n\n".join(parts) + "\n"


def html(cookies: Sequence[Cookie]) -> str:
    """The policy for people, as a page."""
    body = [f"<h1>{TITLE}</h1>", f"<p>{escape(_INTRODUCTION)}</p>"]
    for heading, text, some in _sections(cookies):
        rows = "".join(f"<li><code>{escape(each.name)}</code> {escape(_sentence(each))}</li>" for each in some)
        body += [f"<h2>{escape(heading)}</h2>", f"<p>{escape(text)}</p>", f"<ul>{rows}</ul>"]
    return page(TITLE, "\n".join(body))


def _sections(cookies: Sequence[Cookie]) -> list[tuple[str, str, list[Cookie]]]:
    return [
        ("Essential", _ESSENTIAL, [each for each in cookies if each.essential]),
        ("Optional", _OPTIONAL, [each for each in cookies if not each.essential]),
    ]


def _sentence(cookie: Cookie) -> str:
    return f"{cookie.does}. It holds {cookie.holds}, and lasts {in_words(cookie.lifetime)}."


def _declared(cookie: Cookie) -> DeclaredCookie:
    return DeclaredCookie(
        name=cookie.name,
        purpose=cookie.purpose.value,
        legal_basis=cookie.purpose.basis,
        does=cookie.does,
        holds=cookie.holds,
        lifetime=Retention(cookie.lifetime, Start.RECORDED).duration,
        essential=cookie.essential,
    )
