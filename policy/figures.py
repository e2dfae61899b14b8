"""The figures that clauses name in braces, each computed from code or template; none is ever typed into a clause."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from datamap.wording import lasting

from identity import minimum_age, sweeping
from inarax import clocks, cookies
from inarax.declared import WHILE_ACCOUNT, Basis, Category, Purpose, in_words
from inarax.rights import Jurisdiction
from inarax.stores import addresses, exports, requests, sessions
from policy import declared, deployed
from rights.doubt import lifecycle as doubt_lifecycle
from rights.erasure import lifecycle as erasure_lifecycle
from rights.forward import lifecycle as forward_lifecycle

PURPOSES = {
    Purpose.IDENTITY: "to run your account",
    Purpose.LEARNING: "to deliver courses and track your progress",
    Purpose.ASSESSMENT: "to place you and grade your answers",
    Purpose.PERSONALIZATION: "to choose your next lesson",
    Purpose.SIGNALS: "to notice where you struggle or advance quickly",
    Purpose.PRIVACY: "to answer for your data",
    Purpose.NOTICES: "to tell you what the law asks us to tell",
    Purpose.NEWS: "to send you course news",
    Purpose.REMINDERS: "to remind you of reviews by mail",
    Purpose.USAGE: "to understand how the platform is used",
    Purpose.RIGHTS: "to carry out what you ask for by right",
    Purpose.SECURITY: "to secure the platform",
}
_CATEGORIES = {
    Category.IDENTITY: "account",
    Category.LEARNING: "learning",
    Category.PREFERENCE: "preference",
    Category.TECHNICAL: "technical",
    Category.COOKIE: "cookie",
}


@cache
def figures() -> dict[str, str]:
    """Every figure by name."""
    asked = date(2026, 1, 1)
    california = clocks.clock(Jurisdiction.CCPA, asked, lambda _: False)
    ages = {minimum_age.OTHERWISE, *(rule.age for rule in minimum_age.RULES.values())}
    found = {
        "backups": in_words(deployed.backups()),
        "logs": in_words(deployed.logs()),
        "addresses": in_words(addresses.KEPT.time),
        "requests": in_words(requests.KEPT.time),
        "copies": in_words(exports.KEPT.time),
        "cooling_off": in_words(erasure_lifecycle.COOLING_OFF),
        "unclaimed": in_words(sweeping.UNDER_WAY),
        "proof_waits": in_words(doubt_lifecycle.ANSWERABLE),
        "answerable": in_words(forward_lifecycle.ANSWERABLE),
        "california": in_words(california.answered - asked),
        "california_more": in_words(california.extended - california.answered),
        "blocked": in_words(deployed.kept("FirewallLogs")),
        "region": deployed.region(),
        "services": listed(deployed.services()),
        "cookies": listed(f"{each.name} ({each.does}, {in_words(each.lifetime)})" for each in cookies.ALL),
        "session_web": in_words(sessions.ABSOLUTE["web"]),
        "session_mobile": in_words(sessions.ABSOLUTE["mobile"]),
        "youngest": str(min(ages)),
        "oldest": str(max(ages)),
        "otherwise_age": str(minimum_age.OTHERWISE),
    }
    bases = {f"basis_{basis.name.lower()}": _on(basis) for basis in Basis}
    kept = {f"kept_{name}": _kept(category) for category, name in _CATEGORIES.items()}
    return found | bases | kept


def listed(words: Iterable[str]) -> str:
    """Words as a reader lists them: a, b and c."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _on(basis: Basis) -> str:
    """What is done on a legal basis; empty where nothing is."""
    rests = [PURPOSES[purpose] for purpose in Purpose if purpose.basis is basis and purpose in declared.purposes()]
    return listed(rests) if rests else ""


def _kept(category: Category) -> str:
    """How long a category is held, from the shortest time to the account's own life."""
    found = {each.terms.retention for each in declared.held() if each.category is category}
    ordered = sorted(found, key=lambda each: (each == WHILE_ACCOUNT, each.time, each.starts))
    return listed(lasting(each) for each in ordered) if ordered else "not held"
