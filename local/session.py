"""`make session WHO=priya`: sign a demo account in to the running stack, and print its cookie, for curl."""

import sys

from local.client import Client
from local.people import PEOPLE, Person
from local.progress import out
from local.settings import LocalError, Stack

COOKIE = "__Host-session"


def named(who: str) -> Person:
    """The demo account of that first name, in whatever case; LocalError if there is none."""
    names = {person.email.partition("@")[0]: person for person in PEOPLE}
    if who.lower() not in names:
        raise LocalError(f"name one of the accounts with WHO=: {', '.join(names)}")
    return names[who.lower()]


def cookie(address: str, person: Person) -> str:
    """The session's cookie as a request sends it, after a sign-in through the hosted page."""
    browser = Client(address)
    browser.sign_in(person.email, person.password)
    if COOKIE not in browser.cookies:
        raise LocalError(f"{person.email} could not sign in")
    return f"{COOKIE}={browser.cookies[COOKIE]}"


def main(argv: list[str]) -> int:
    """0 if the cookie was printed."""
    try:
        person = named(argv[0] if argv else "")
        out(cookie(Stack.here().origin, person))
    except LocalError as error:
        print(f"make session: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
