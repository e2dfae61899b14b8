"""Accounts: name, email, image and the provider's identifiers of a learner. They are here and nowhere else."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection

from inarax import problems
from inarax.declared import Category, Purpose, Source, held_for
from inarax.problem import Problem
from inarax.sealing import Ring
from inarax.stores import keys
from inarax.stores.base import Document, Flag, Moment, Number, Read, Sealed, Store, Text, Texts, Write, put, table


class Field(StrEnum):
    """What a learner corrects of what their provider says of them."""

    NAME = "name"


class Act(StrEnum):
    """What they did."""

    CORRECTED = "corrected"
    RESET = "reset"
    """They go by the provider's word again."""


class Correction(NamedTuple):
    """That a field was corrected or reset, and when. What it said before is not kept: it was not right."""

    field: Field
    act: Act
    at: datetime


class Account(NamedTuple):
    """One learner's account; `revision` counts changes and starts at 1."""

    learner_id: str
    issuer: str
    subject: str
    name: str
    email: str | None
    email_verified: bool
    created_at: datetime
    address_key: str | None = None
    """The keyed hash of `email`, by which `inarax.identifying` finds it; None where there is no address."""
    corrections: tuple[Correction, ...] = ()
    """The latest ones, in order."""
    image: str | None = None
    """The id of the profile image, in `inarax.stores.images`."""
    spare_images: frozenset[str] = frozenset()
    """Images that may lie there without being shown: about to be stored, or replaced. They are written down first, so
    that none is left behind however a request ends; the next change deletes them."""
    revision: int = 1

    def has_own(self, field: Field) -> bool:
        """Whether the field says what the learner wrote, which the provider's word does not replace."""
        acts = [correction.act for correction in self.corrections if correction.field is field]
        return acts[-1:] == [Act.CORRECTED]


class Contact(NamedTuple):
    """How to address one learner: what the only door that sends mail may read of an account."""

    name: str
    email: str | None
    email_verified: bool


class Addressed(NamedTuple):
    """An account that has a mail address, which its provider verified or not: anybody may claim one at some."""

    learner_id: str
    created_at: datetime
    email_verified: bool


class _ByAddress(GlobalSecondaryIndex["_Accounts"]):  # type: ignore[no-untyped-call]  # PynamoDB leaves its hook untyped
    """Sparse: only accounts with a mail address, by its keyed hash."""

    class Meta:
        index_name = "by_address"
        projection = IncludeProjection(["created_at", "email_verified"])

    address_key = UnicodeAttribute(hash_key=True)


class _Accounts(Store):
    Meta = table("accounts")
    terms = held_for(Purpose.IDENTITY, source=Source.PROVIDER)
    contact = held_for(Purpose.IDENTITY, Purpose.NOTICES, Purpose.NEWS, Purpose.REMINDERS, source=Source.PROVIDER)
    named = held_for(Purpose.IDENTITY, Purpose.RIGHTS, source=Source.PROVIDER)
    vouched = held_for(
        Purpose.IDENTITY,
        Purpose.NOTICES,
        Purpose.NEWS,
        Purpose.REMINDERS,
        Purpose.RIGHTS,
        source=Source.PROVIDER,
    )

    learner_id = Text(Category.KEY, hash_key=True)
    issuer = Text(Category.IDENTITY, terms=named)
    subject = Sealed(Category.IDENTITY, terms=named)
    name = Sealed(Category.IDENTITY, terms=contact)
    corrections = Document(
        Category.IDENTITY, leaves=dict.fromkeys(("<field>", "<act>", "<at>"), Category.IDENTITY), null=True
    )
    email = Sealed(Category.IDENTITY, terms=contact, null=True)
    email_verified = Flag(Category.IDENTITY, terms=vouched)
    address_key = Text(Category.KEY, terms=named, null=True)
    image = Text(Category.KEY, null=True)
    spare_images = Texts(Category.KEY, null=True)
    created_at = Moment(Category.IDENTITY, terms=named)
    revision = Number(Category.NONE)

    by_address = _ByAddress()


def _value(item: _Accounts) -> Account:
    return Account(
        learner_id=item.learner_id,
        issuer=item.issuer,
        subject=item.subject,
        name=item.name,
        email=item.email,
        email_verified=item.email_verified,
        created_at=item.created_at,
        address_key=item.address_key,
        corrections=tuple(
            Correction(Field(field), Act(act), datetime.fromtimestamp(at, UTC))
            for field, act, at in item.corrections or ()
        ),
        image=item.image,
        spare_images=frozenset(item.spare_images or ()),
        revision=int(item.revision),
    )


def contact(learner_id: str, ring: Ring | None) -> Contact | None:
    """Name and address of a learner, opened with their keys; nothing else of the account leaves its table.

    The role can read no more: it is a read of its own and not part of a batch, so that the emulator's IAM holds it to
    these attributes as well.
    None where there is no account, or no key any more that opens it.
    """
    try:
        wanted = ["learner_id", "name", "email", "email_verified"]
        found = _Accounts.get(learner_id, consistent_read=True, attributes_to_get=wanted)
    except DoesNotExist:
        return None
    return Contact(found.name, found.email, found.email_verified) if found.unseal(ring) else None


def with_address(address_key: str) -> Sequence[Addressed]:
    """The accounts with a mail address, the oldest first; one that has just come, gone or changed it may lag behind."""
    found = _Accounts.by_address.query(address_key)
    named = [Addressed(each.learner_id, each.created_at, each.email_verified) for each in found]
    return sorted(named, key=lambda each: (each.created_at, each.learner_id))


def image_of(learner_id: str) -> Read[str]:
    """The current image of a learner alone: empty where the account names none, None where there is no account."""
    return Read(_Accounts, (learner_id,), lambda item: item.image or "")


def _item(account: Account) -> _Accounts:
    return _Accounts(
        account.learner_id,
        issuer=account.issuer,
        subject=account.subject,
        name=account.name,
        corrections=[[each.field.value, each.act.value, int(each.at.timestamp())] for each in account.corrections]
        or None,
        email=account.email or None,
        email_verified=account.email_verified,
        address_key=account.address_key,
        image=account.image,
        spare_images=set(account.spare_images) or None,
        created_at=account.created_at,
        revision=account.revision,
    )


def of(learner_id: str) -> Read[Account]:
    """The learner's account."""
    return Read(_Accounts, (learner_id,), _value, keys.of(learner_id))


def create(account: Account) -> Write:
    """The account of somebody new."""
    return put(_item(account), problems.Conflict(), _Accounts.learner_id.does_not_exist())


def save(account: Account, refused: Problem) -> Write:
    """Write what may change of an account that nobody changed since it was read, as its next revision."""
    following = account._replace(revision=account.revision + 1)
    return put(_item(following), refused, _Accounts.revision == account.revision)
