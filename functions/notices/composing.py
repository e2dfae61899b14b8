"""The letter of a mail, from what it is about; None where that is gone."""

import datetime as dt
from collections.abc import Callable, Mapping

from inarax import settings
from inarax.declared import Purpose
from inarax.rights import NOTICE
from inarax.stores import courses, holds, notices
from inarax.stores.base import read
from inarax.stores.holds import Hold
from inarax.stores.mails import Mail, Template
from inarax.stores.subscriptions import Subscription
from notices import links, request_letters, templates
from notices.letters import Letter

_PLAIN = {
    Template.DISCLOSED: templates.disclosed,
    Template.EXPORTED: templates.exported,
    Template.OBJECTION_OUTWEIGHED: templates.objection_outweighed,
}
"""Letters that say the same to everybody: what is theirs stands behind the sign-in alone."""

_OF_REQUESTS: Mapping[Template, Callable[..., Letter]] = {
    Template.APPEAL_DECIDED: templates.appeal_decided,
    Template.EXTENDED: request_letters.extended,
    Template.FORWARDED: request_letters.forwarded,
    Template.ENTERED: request_letters.entered,
    Template.APPROVED: request_letters.approved,
    Template.DOUBTED: request_letters.doubted,
    Template.SETTLED: request_letters.settled,
    Template.DENIED: request_letters.denied,
}
"""Letters about single requests by right; each takes the words with which its mail was asked for."""


def compose(mail: Mail, name: str, subscription: Subscription | None, at: dt.datetime) -> Letter | None:
    """What is written at this time to somebody of that name."""
    origin = settings.current().public_origin
    match mail.template:
        case Template.POLICY_CHANGED if mail.about:
            (notice,) = read(notices.of(mail.about))
            return templates.policy_changed(name, origin, notice.date, notice.summary) if notice else None
        case Template.CONFIRM_NEWS if subscription:
            token = links.confirmation(mail.learner_id, subscription.asked_at)
            return templates.confirm_news(name, origin, token)
        case Template.NEWS if mail.about:
            (edition,) = read(courses.current(mail.about))
            if edition is None:
                return None
            token = links.unsubscription(mail.learner_id, Purpose.NEWS)
            return templates.news(name, origin, edition.course, edition.title, edition.summary, token)
        case Template.REVIEWS_DUE:
            token = links.unsubscription(mail.learner_id, Purpose.REMINDERS)
            return templates.reviews_due(name, origin, token)
    return _about_rights(mail, name, origin, at)


def _about_rights(mail: Mail, name: str, origin: str, at: dt.datetime) -> Letter | None:
    match mail.template:
        case Template.ERASED:
            kept = [_kept(hold) for hold in holds.active_of(mail.learner_id)]
            return templates.erased(name, origin, kept, instructed=mail.about == "instructed")
        case Template.DISCLOSED | Template.EXPORTED | Template.OBJECTION_OUTWEIGHED as plain:
            return _PLAIN[plain](name, origin)
        case Template.INSTRUCTED if mail.about:
            day, request_id = mail.about.split()
            return request_letters.instructed(name, origin, _after_notice(day, at), links.receipt(request_id))
        case Template.RESTRICTION_ENDING if mail.about:
            return templates.restriction_ending(name, origin, _after_notice(mail.about, at))
    letter = _OF_REQUESTS.get(mail.template)
    return letter(name, origin, *mail.about.split()) if letter and mail.about else None


def _after_notice(day: str, at: dt.datetime) -> dt.date:
    """The day on which what is announced happens: later than was meant, if the letter leaves late."""
    return max(dt.date.fromisoformat(day), (at + NOTICE).date())


def _kept(hold: Hold) -> str:
    """What a hold keeps, why and until when, in one line."""
    return (
        f"We keep {', '.join(sorted(hold.stores))}: {hold.kind.words} {hold.reason} ({hold.article}). "
        f"We look at this again by {hold.review_on:%-d %B %Y}; once the reason has ended, it is erased by itself."
    )
