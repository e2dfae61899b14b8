"""Mails: the outbox. A mail is asked for in the transaction of whatever causes it, and its stream has it sent.

What is kept is which letter about what, and how it ended; never an address or a text.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from inarax import problems
from inarax.declared import Category, Purpose, Retention, Source, Start, held_for
from inarax.stores.base import Moment, Read, Store, Text, Write, put, table, update
from inarax.tokens import new_id

KEPT = Retention(timedelta(days=30), Start.REQUESTED)


TO_RECIPIENTS = "recipients-"
"""How the id of a mail begins that goes to others than the learner; of the letter to one of them follows which."""


class Template(StrEnum):
    """Which letter."""

    POLICY_CHANGED = "policy-changed"
    CONFIRM_NEWS = "confirm-news"
    NEWS = "news"
    REVIEWS_DUE = "reviews-due"
    ERASED = "erased"
    RESTRICTION_ENDING = "restriction-ending"
    EXPORTED = "exported"
    EXTENDED = "extended"
    OBJECTION_OUTWEIGHED = "objection-outweighed"
    APPEAL_DECIDED = "appeal-decided"
    ENTERED = "entered"
    APPROVED = "approved"
    DOUBTED = "doubted"
    SETTLED = "settled"
    DENIED = "denied"
    FORWARDED = "forwarded"
    INSTRUCTED = "instructed"
    DISCLOSED = "disclosed"
    RECIPIENTS = "recipients"
    """Not a letter, but that each of those is to get one who were given something of the learner's."""
    RECIPIENT = "recipient"
    """The letter to one of them."""


class State(StrEnum):
    """Where a mail stands. Only `queued` is ever sent; from `sending` nothing leads back but a clear refusal."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    BOUNCED = "bounced"
    """It was sent and came back for good: nobody was told by it."""
    UNKNOWN = "unknown"
    """It may have been sent: no answer came. It is not sent again."""
    FAILED = "failed"
    """The mail service refused this letter for good."""
    NO_ADDRESS = "no-address"
    SUPPRESSED = "suppressed"
    DROPPED = "dropped"
    """Its reason is gone: the account is not active, the subscription not there, the matter withdrawn."""


_UNDER_WAY = frozenset({State.QUEUED.value, State.SENDING.value})


class Mail(NamedTuple):
    """One letter to one learner."""

    learner_id: str
    mail_id: str
    """Names it among the learner's; one derived from its cause makes asking twice harmless."""
    template: Template
    about: str | None
    """The id of the notice, course or disclosure that it tells of, or the day, right or request; or words of ours."""
    requested_at: datetime
    handle: str
    """Names it to the mail service: random, means nothing outside this table, and ends with it."""
    state: State = State.QUEUED
    sent_at: datetime | None = None


class _Handles(GlobalSecondaryIndex["_Mails"]):  # type: ignore[no-untyped-call]  # PynamoDB leaves its hook untyped
    class Meta:
        index_name = "handles"
        projection = KeysOnlyProjection()

    handle = UnicodeAttribute(hash_key=True)


class _Mails(Store):
    Meta = table("mails")
    terms = held_for(
        Purpose.IDENTITY,
        Purpose.NOTICES,
        Purpose.NEWS,
        Purpose.REMINDERS,
        Purpose.PRIVACY,
        Purpose.RIGHTS,
        Purpose.SIGNALS,
        retention=KEPT,
        source=Source.OURSELVES,
    )

    learner_id = Text(Category.KEY, hash_key=True)
    mail_id = Text(Category.KEY, range_key=True)
    template = Text(Category.TECHNICAL)
    about = Text(Category.TECHNICAL, null=True)
    handle = Text(Category.KEY)
    state = Text(Category.TECHNICAL)
    requested_at = Moment(Category.TECHNICAL)
    sent_at = Moment(Category.TECHNICAL, null=True)
    expires_at = Moment(Category.TECHNICAL)

    handles = _Handles()


def _value(item: _Mails) -> Mail:
    return Mail(
        learner_id=item.learner_id,
        mail_id=item.mail_id,
        template=Template(item.template),
        about=item.about,
        requested_at=item.requested_at,
        handle=item.handle,
        state=State(item.state),
        sent_at=item.sent_at,
    )


def of(learner_id: str, mail_id: str) -> Read[Mail]:
    """One mail of a learner's."""
    return Read(_Mails, (learner_id, mail_id), _value)


def ask(learner_id: str, mail_id: str, template: Template, at: datetime, about: str | None = None) -> Write:
    """Ask for a mail together with what causes it; Conflict where it was asked for before."""
    item = _Mails(
        learner_id,
        mail_id,
        template=template.value,
        about=about,
        handle=new_id(),
        state=State.QUEUED.value,
        requested_at=at,
        expires_at=at + KEPT.time,
    )
    return put(item, problems.Conflict(), _Mails.mail_id.does_not_exist())


def move(mail: Mail, state: State, sent_at: datetime | None = None) -> Write:
    """Bring a mail that still stands where it was read into another state; Conflict where it stands elsewhere."""
    actions: list[Action] = [_Mails.state.set(state.value)]
    if sent_at:
        actions.append(_Mails.sent_at.set(sent_at))
    return update(_Mails(mail.learner_id, mail.mail_id), actions, problems.Conflict(), _Mails.state == mail.state.value)


def tells_recipients(learner_id: str) -> bool:
    """Whether any recipient of a learner's data is still to be written to."""
    to_others = _Mails.mail_id.startswith(TO_RECIPIENTS)
    found = _Mails.query(learner_id, to_others, consistent_read=True, attributes_to_get=["state"])
    return any(item.state in _UNDER_WAY for item in found)


class Named(NamedTuple):
    """A mail by its key."""

    learner_id: str
    mail_id: str

    @property
    def to_recipient(self) -> bool:
        """Whether it went to somebody else than the learner."""
        return self.mail_id.startswith(TO_RECIPIENTS)


def named(handle: str) -> Named | None:
    """The mail that the mail service names by its handle; None once it has expired."""
    return next((Named(item.learner_id, item.mail_id) for item in _Mails.handles.query(handle, limit=1)), None)


def came_back(mail: Named) -> Write:
    """A mail bounced that was handed over, whether or not that is noted yet; Conflict where none was, or it is gone."""
    handed_over = _Mails.state.is_in(State.SENDING.value, State.SENT.value, State.UNKNOWN.value)
    item, bounced = _Mails(mail.learner_id, mail.mail_id), _Mails.state.set(State.BOUNCED.value)
    return update(item, [bounced], problems.Conflict(), handed_over)
