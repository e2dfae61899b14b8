"""The letters we send, in words: English, since no account says which language its owner reads."""

import datetime as dt
from collections.abc import Sequence

from inarax.recipients import Event
from inarax.stores.disclosures import Disclosure
from notices.letters import REMEDIES, Letter, Link, greeting

_WHY_ALL = "You get this mail because you have an inaraX account; we send it to everybody whom the change concerns."


def policy_changed(name: str, origin: str, date: dt.date, summary: Sequence[str]) -> Letter:
    """A material change of the privacy policy."""
    return Letter(
        subject="Our privacy policy has changed",
        greeting=greeting(name),
        opening=f"We changed our privacy policy on {date:%-d %B %Y}. What is different:",
        lines=summary,
        link=Link("Read the policy", f"{origin}/privacy/policy"),
        closing=_WHY_ALL,
    )


def confirm_news(name: str, origin: str, token: str) -> Letter:
    """Double opt-in: nothing is sent before this is confirmed."""
    return Letter(
        subject="Please confirm: news about courses",
        greeting=greeting(name),
        opening="You asked us to tell you about new course versions by mail. Please confirm that it was you.",
        link=Link("Confirm", f"{origin}/#/news/confirm/{token}"),
        closing="If it was not you, do nothing: without a confirmation we send no news.",
    )


def news(name: str, origin: str, course: str, title: str, summary: str, token: str) -> Letter:
    """A new version of a course."""
    return Letter(
        subject=f"New in inaraX: {title}",
        greeting=greeting(name),
        opening=f"There is a new version of the course {title}. {summary}",
        link=Link("Open the course", f"{origin}/#/courses/{course}"),
        closing="You get this mail because you subscribed to news about courses.",
        footer=Link("Unsubscribe", f"{origin}/#/news/unsubscribe/{token}"),
        unsubscribe=f"{origin}/news/unsubscriptions/{token}",
    )


def reviews_due(name: str, origin: str, token: str) -> Letter:
    """That a review is due; what is due stands behind the sign-in alone."""
    return Letter(
        subject="Something you learned is due for review",
        greeting=greeting(name),
        opening="A few questions now keep something from fading that you have learned. You see which in your courses.",
        link=Link("Open your courses", f"{origin}/#/"),
        closing="You get this mail, at most once a week, because you asked to be reminded of reviews.",
        footer=Link("Remind me no more", f"{origin}/#/reminders/unsubscribe/{token}"),
        unsubscribe=f"{origin}/reminders/unsubscriptions/{token}",
    )


def erased(name: str, origin: str, kept: Sequence[str], *, instructed: bool = False) -> Letter:
    """The last letter: all is erased but the address it goes to, which goes with it (art. 12(3) and (4) GDPR).

    `kept` says what a hold keeps, a line each; `instructed` is one that their organization had us do.
    """
    cause = "As your organization instructed, and as we wrote to you before" if instructed else "As you asked"
    code = "that was in our mail about the instruction" if instructed else "that you were given"
    but = ", but for what is said below" if kept else ""
    return Letter(
        subject="Your data at inaraX has been erased",
        greeting=greeting(name),
        opening=f"{cause}, we have erased your data{but}, and read every store back to see that nothing is left. "
        "Your name, your address, your sign-in and your keys are deleted once this letter is sent; "
        "an account with another provider, by which you signed in, is not ours and stays.",
        lines=(
            *kept,
            "What we keep for a time, since the law asks us to be able to show it, holds only a random id: "
            "that consents were given, that this erasure was done, and the sealed hashes of our audit trail.",
            f"With the receipt code {code} you can see the signed receipt, at "
            f"{origin}/rights/receipts/ followed by the code.",
            REMEDIES,
        ),
        link=Link("Read how we erase", f"{origin}/privacy/policy"),
        closing="This is the last letter you get from us.",
    )


def restriction_ending(name: str, origin: str, date: dt.date) -> Letter:
    """Before a restriction is lifted, its learner is told (art. 18(3) GDPR)."""
    return Letter(
        subject="The restriction of your data at inaraX is going to be lifted",
        greeting=greeting(name),
        opening=f"You asked us to keep your data and not to use it. On {date:%-d %B %Y} we are going to use it again, "
        "as before, since the ground on which you asked for that is gone. You see why in your profile.",
        lines=(
            "If there is another ground, tell us there: then your data stays restricted.",
            REMEDIES,
        ),
        link=Link("See why", f"{origin}/#/profile"),
        closing="You get this mail because the law has us tell you before we lift the restriction.",
    )


def exported(name: str, origin: str) -> Letter:
    """An export is ready (arts. 12(3), 15 and 20 GDPR). The letter carries none of it, and opens nothing by itself."""
    return Letter(
        subject="The copy of your data is ready",
        greeting=greeting(name),
        opening="You asked inaraX for a copy of your data. It is ready, and can be downloaded for 7 days; "
        "then it is deleted. Because it holds everything, you will be asked to sign in again.",
        link=Link("Download it", f"{origin}/#/data"),
        closing="If it was not you who asked, sign in, delete the copy there, and end the sessions you do not know.",
    )


def objection_outweighed(name: str, origin: str) -> Letter:
    """An objection is not honoured, since compelling grounds override it (art. 12(4) and 21(1) GDPR)."""
    return Letter(
        subject="Your objection at inaraX",
        greeting=greeting(name),
        opening="You objected to what we derive of your answers. A person has weighed your interests against our "
        "grounds, and found that ours are compelling and weigh more: signals are derived again.",
        lines=(
            "The grounds of this decision stand in your profile. There you can appeal: then another person decides.",
            "You can restrict the use of your data there instead.",
            REMEDIES,
        ),
        link=Link("Read the grounds", f"{origin}/#/profile"),
        closing="You get this mail because the law has us tell you why an objection is not honoured.",
    )


def appeal_decided(name: str, origin: str, outcome: str) -> Letter:
    """Another person has decided on an objection that was outweighed (art. 12(4) and 21(1) GDPR)."""
    honoured = outcome == "changed"
    return Letter(
        subject="Your appeal at inaraX",
        greeting=greeting(name),
        opening="You appealed against the decision that our grounds weigh more than your objection. Another person has "
        + (
            "looked at it anew, and honours your objection: no signals are derived any more, and those are deleted."
            if honoured
            else "looked at it anew, and found that they do: signals are still derived."
        ),
        lines=(
            "The reason of this decision stands with your contests.",
            *(() if honoured else ("You can restrict the use of your data instead.", REMEDIES)),
        ),
        link=Link("Read the reason", f"{origin}/#/contests"),
        closing="You get this mail because the law has us tell you what became of your objection.",
    )


def disclosed(name: str, origin: str) -> Letter:
    """Somebody was given something by law (arts. 13 to 15 GDPR). To whom and what stands behind the sign-in alone."""
    return Letter(
        subject="We gave data of yours to somebody who may have it by law",
        greeting=greeting(name),
        opening="A court, an authority or another legal partner was given data of yours that inaraX holds. "
        "You see to whom, which data, when and on which basis in your account.",
        lines=(
            "If an order forbade us to tell you before, we tell you now because that has ended.",
            REMEDIES,
        ),
        link=Link("See what was given", f"{origin}/#/data"),
        closing="You get this mail because we tell everybody of whom we give something out.",
    )


_BECAME = {
    Event.CORRECTED: "was corrected by the person whom it is about. Please ask us for what is right now",
    Event.RESTRICTED: "is restricted, as the person whom it is about asked: we keep it, and use it no further",
    Event.ERASED: "was erased, as the person whom it is about asked",
}


def recipient_told(event: Event, disclosure: Disclosure, origin: str) -> Letter:
    """To whoever was given something by law: what became of it (art. 19 GDPR). It names the matter, and nobody."""
    day = f"{disclosure.disclosed_on:%-d %B %Y}"
    return Letter(
        subject=f"What we gave you on {day}: {event}",
        greeting=f"To {' '.join(disclosure.recipient.split())}:",
        opening=f"On {day} you were given personal data that inaraX held. Since then, what we hold {_BECAME[event]}.",
        lines=(
            f"Your reference: {disclosure.reference}",
            f"Ours: {disclosure.disclosure_id}",
            "Article 19 GDPR has us tell you this. Whether it binds you to anything, the law that you act under says.",
        ),
        link=Link("How we handle data", f"{origin}/privacy/policy"),
        closing="You get this mail because you are on record as who was given the data.",
    )
