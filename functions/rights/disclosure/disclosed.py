"""A disclosure as a privacy admin records it and is shown it, and as its learner is shown it."""

import datetime as dt
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from inarax.ids import Uuid
from inarax.stores.disclosures import Disclosure, DisclosureArticle, DisclosureKind, DisclosureState
from rights.admin.fields import MailAddress, Words, refuse_past, refuse_unknown
from rights.export import plan


class NewDisclosure(BaseModel):
    """Of whom, on which basis, to whom, what (stores as an export names them), when; and until when in silence.

    At `recipient_mail` the recipient is told what becomes of it later (art. 19 GDPR).
    """

    model_config = ConfigDict(extra="forbid")

    learner: Uuid
    kind: DisclosureKind
    article: DisclosureArticle
    reference: Words
    recipient: Words
    recipient_mail: MailAddress
    stores: Annotated[set[str], Field(min_length=1)]
    disclosed_on: dt.date
    silent_until: dt.date | None = None


class Silence(BaseModel):
    """The day on which the ban to tell the learner ends; null where it has ended."""

    model_config = ConfigDict(extra="forbid")

    until: dt.date | None


class ListedDisclosure(BaseModel):
    """A disclosure as it is listed: not of whom, nor to whom."""

    disclosure: str
    state: DisclosureState
    kind: DisclosureKind
    article: DisclosureArticle
    stores: list[str]
    disclosed_on: dt.date
    silent_until: dt.date | None


class DisclosureShown(ListedDisclosure):
    """One disclosure, with all that was recorded of it."""

    learner_id: str
    reference: str
    recipient: str
    recipient_mail: str
    recorded_by: str
    recorded_at: AwareDatetime
    approved_by: str | None
    approved_at: AwareDatetime | None
    told_at: AwareDatetime | None


class ListedDisclosures(BaseModel):
    """Some of the disclosures in a state, and where the rest begins."""

    disclosures: list[ListedDisclosure]
    cursor: str | None


class OwnDisclosure(BaseModel):
    """What of the caller's was given to whom, when and why; `stores` are named as in an export."""

    kind: str
    article: DisclosureArticle
    reference: str
    recipient: str
    stores: list[str]
    disclosed_on: dt.date
    told_at: AwareDatetime | None


class OwnDisclosures(BaseModel):
    """All of which the caller may be told, the newest first."""

    disclosures: list[OwnDisclosure]


def listed_one(disclosure: Disclosure) -> ListedDisclosure:
    """The disclosure as it is listed."""
    return ListedDisclosure(
        disclosure=str(disclosure.handle),
        state=disclosure.state,
        kind=disclosure.kind,
        article=disclosure.article,
        stores=sorted(disclosure.stores),
        disclosed_on=disclosure.disclosed_on,
        silent_until=disclosure.silent_until,
    )


def shown(disclosure: Disclosure) -> DisclosureShown:
    """The whole disclosure."""
    return DisclosureShown(
        **listed_one(disclosure).model_dump(),
        learner_id=disclosure.learner_id,
        reference=disclosure.reference,
        recipient=disclosure.recipient,
        recipient_mail=disclosure.recipient_mail,
        recorded_by=disclosure.recorded_by,
        recorded_at=disclosure.recorded_at,
        approved_by=disclosure.approved_by,
        approved_at=disclosure.approved_at,
        told_at=disclosure.told_at,
    )


def own(disclosure: Disclosure) -> OwnDisclosure:
    """The disclosure as its learner is shown it: who of us decided stands in the trail."""
    return OwnDisclosure(
        kind=disclosure.kind.words,
        article=disclosure.article,
        reference=disclosure.reference,
        recipient=disclosure.recipient,
        stores=sorted(disclosure.stores),
        disclosed_on=disclosure.disclosed_on,
        told_at=disclosure.told_at,
    )


def asked(new: NewDisclosure, disclosure_id: str, by: str, at: dt.datetime) -> Disclosure:
    """The disclosure that is recorded; Invalid where it names what we do not hold, or a silence that is over."""
    refuse_past("body/silent_until", new.silent_until, at)
    held = {store.name for store in plan.current().stores}
    refuse_unknown(new.stores, held)
    return Disclosure(
        new.learner,
        disclosure_id,
        new.kind,
        new.article,
        new.reference,
        new.recipient,
        new.recipient_mail,
        frozenset(new.stores),
        new.disclosed_on,
        by,
        at,
        new.silent_until,
    )
