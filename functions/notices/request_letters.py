"""The letters about single requests by right: passed on, entered, approved, doubted, settled, denied, extended."""

import datetime as dt

from inarax.denials import Denial
from inarax.proofs import Channel, Doubt, Proof
from inarax.rights import Jurisdiction
from notices.letters import REMEDIES, Letter, Link, greeting

_ASKED = {
    "access": "to give you a copy of your data",
    "erasure": "to erase your data",
    "restriction": "to restrict what is done with your data",
}
_WHERE = {"access": "data", "erasure": "erasure", "restriction": "restriction"}


def forwarded(name: str, origin: str, right: str) -> Letter:
    """The learner's organization passed a request on, of which nothing is done before they ask for it, too."""
    return Letter(
        subject="Your organization passed on a request about your data",
        greeting=greeting(name),
        opening=f"Your organization told inaraX that you asked {_ASKED[right]}. Nothing is done before you say so "
        "yourself: sign in and ask for it there. If you say nothing, or decline, the request ends, in 14 days at the "
        "latest.",
        lines=("What comes of it goes to you alone; your organization is not told.",),
        link=Link("See the request", f"{origin}/#/{_WHERE[right]}"),
        closing="You get this mail because your rights are yours, whoever passes them on.",
    )


def instructed(name: str, origin: str, day: dt.date, code: str) -> Letter:
    """The learner's organization instructed an erasure (art. 28(3) GDPR), which begins unless they decline."""
    return Letter(
        subject="Your organization has us erase your data",
        greeting=greeting(name),
        opening="Your organization gave inaraX a recorded instruction to erase your data. We begin on "
        f"{day:%-d %B %Y}. Until then you can make yourself a copy of everything, and decline the erasure.",
        lines=(
            "Your organization is not told what you answer.",
            f"Keep this code: it shows you without an account how far the erasure is, and then its signed receipt, at "
            f"{origin}/#/receipt: {code}",
            REMEDIES,
        ),
        link=Link("See the erasure", f"{origin}/#/erasure"),
        closing="You get this mail because nothing of yours is erased before you know of it.",
    )


def extended(name: str, origin: str, day: str, reason: str) -> Letter:
    """A request by right takes longer than the first term, in which this is told (art. 12(3) GDPR)."""
    why = {
        "complexity": "what you asked for is complex",
        "number": "many requests have to be answered",
    }[reason]
    return Letter(
        subject="Your request at inaraX takes longer",
        greeting=greeting(name),
        opening=f"We need more time for what you asked for by right, since {why}. "
        f"You have our answer by {_on(day)} at the latest.",
        lines=(REMEDIES,),
        link=Link("See how far it is", f"{origin}/#/data"),
        closing="You get this mail because the law has us tell you when an answer takes longer.",
    )


_BY = {
    Channel.LETTER: "by letter",
    Channel.EMAIL: "by mail",
    Channel.PHONE: "by phone",
    Channel.CALL: "in a video call",
    Channel.PERSON: "in person",
}
_PROVEN = {
    Proof.CALL: "in a call they showed that they were signed in to your account",
    Proof.FACTS: "they knew what only the owner of your account knows",
    Proof.MAILBOX: "they answered from the address of your account",
    Proof.NOTARIZED: "a notary or an authority certified their signature",
}
_BEGINS = {
    "access": "The copy is being made. It can be had by signing in to your account alone.",
    "erasure": "Nothing is erased yet: a second one of us has to approve it, and then there are seven days, "
    "of which we tell you, in which you can cancel it.",
    "restriction": "From now on your data is kept and not used, until you lift that in your account.",
}
_CANCEL = {"access": "delete the copy", "erasure": "cancel the erasure", "restriction": "lift the restriction"}


def entered(name: str, origin: str, right: str, channel: str, proof: str) -> Letter:
    """A privacy admin entered a request for the learner, who may be somebody else than who asked (art. 12(6) GDPR)."""
    return Letter(
        subject="A request about your data was entered for you",
        greeting=greeting(name),
        opening=f"Somebody asked inaraX {_BY[Channel(channel)]}, as you, {_ASKED[right]}. That it was you, one of us "
        f"concluded from this: {_PROVEN[Proof(proof)]}. {_BEGINS[right]}",
        lines=(
            f"If it was not you, sign in, {_CANCEL[right]} there, and end the sessions you do not know.",
            "Of what was shown to us we keep nothing but of which kind it was.",
            REMEDIES,
        ),
        link=Link("See the request", f"{origin}/#/{_WHERE[right]}"),
        closing="You get this mail because you are to know of everything that is asked for in your name.",
    )


def approved(name: str, origin: str, day: str) -> Letter:
    """A second privacy admin approved an erasure that one entered: it cools off."""
    return Letter(
        subject="We are going to erase your data",
        greeting=greeting(name),
        opening="A second one of us approved the erasure of your data that was asked for as you. It begins on "
        f"{_on(day)}. Until then you can make yourself a copy of everything, and cancel the erasure.",
        lines=("If it was not you who asked, sign in and cancel it now: once it has begun, it cannot be undone.",),
        link=Link("See the erasure", f"{origin}/#/erasure"),
        closing="You get this mail because nothing of yours is erased before you know of it.",
    )


def doubted(name: str, origin: str, right: str, doubt: str, day: str) -> Letter:
    """There is reasonable doubt who asked: what settles it, and until when it waits (art. 12(6) GDPR)."""
    return Letter(
        subject="Was it you? A request about your data waits for you",
        greeting=greeting(name),
        opening=f"inaraX was asked, as you, {_ASKED[right]}. We have reasonable doubt that it was you. "
        f"{Doubt(doubt).words} Nothing is done until we know.",
        lines=(
            "If it was you, sign in anew and ask for it once more there; or prove who you are by the way you came.",
            f"If it was not you, {_CANCEL[right]} there, and end the sessions you do not know.",
            f"What nobody has settled by {_on(day)} is denied, and you are told.",
        ),
        link=Link("See the request", f"{origin}/#/{_WHERE[right]}"),
        closing="You get this mail because nobody but you may have your data, or have it erased.",
    )


def settled(name: str, origin: str, right: str, channel: str, proof: str, day: str | None = None) -> Letter:
    """A privacy admin examined a proof: what was in doubt goes on; an erasure that cools off begins on that day."""
    return Letter(
        subject="A request about your data goes on",
        greeting=greeting(name),
        opening=f"inaraX was asked, as you, {_ASKED[right]}, and we wrote to you that we doubted that it was you. "
        f"Somebody came {_BY[Channel(channel)]} since, and that it was you, one of us concluded from this: "
        f"{_PROVEN[Proof(proof)]}. {_erased_on(day) if day else _BEGINS[right]}",
        lines=(
            f"If it was not you, sign in now, {_CANCEL[right]} there, and end the sessions you do not know.",
            REMEDIES,
        ),
        link=Link("See the request", f"{origin}/#/{_WHERE[right]}"),
        closing="You get this mail because we wrote to you that the request would be denied unless that was settled.",
    )


def _erased_on(day: str) -> str:
    return f"The erasure begins on {_on(day)}. Until then you can make yourself a copy of everything, and cancel it."


def denied(name: str, origin: str, right: str, reason: str, jurisdiction: str) -> Letter:
    """Nothing is done of a request: why, by which rule, and what one can do (art. 12(4) GDPR)."""
    denial = Denial(reason)
    return Letter(
        subject="We do not carry out a request about your data",
        greeting=greeting(name),
        opening=f"inaraX was asked, as you, {_ASKED[right]}. Nothing was done. {denial.words} "
        f"({denial.article(Jurisdiction(jurisdiction))})",
        lines=("You can ask for it yourself, by signing in just before.", REMEDIES),
        link=Link("Ask for it", f"{origin}/#/{_WHERE[right]}"),
        closing="You get this mail because the law has us tell you why a request is not carried out.",
    )


def _on(day: str) -> str:
    return f"{dt.date.fromisoformat(day):%-d %B %Y}"
