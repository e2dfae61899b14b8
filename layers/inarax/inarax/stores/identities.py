"""Identities: a keyed hash of issuer and subject, to the learner it belongs to; one account per identity."""

from inarax import problems
from inarax.declared import Category, Purpose, Source, held_for
from inarax.stores.base import Read, Store, Text, Write, delete, put, table

NOBODY = "nobody"
"""Has an identity for the moment in which its sign-up is deleted, so that no account is made of it meanwhile."""


class _Identities(Store):
    Meta = table("identities")
    terms = held_for(Purpose.IDENTITY, Purpose.RIGHTS, source=Source.PROVIDER)

    identity = Text(Category.KEY, hash_key=True)
    learner_id = Text(Category.KEY)


def _value(item: _Identities) -> str:
    return item.learner_id


def learner_of(identity: str) -> Read[str]:
    """The learner to whom an identity belongs."""
    return Read(_Identities, (identity,), _value)


def claim(identity: str, learner_id: str) -> Write:
    """Give an identity that nobody has to a learner."""
    return put(_Identities(identity, learner_id=learner_id), problems.Conflict(), _Identities.identity.does_not_exist())


def forget(identity: str, learner_id: str) -> Write:
    """The identity is this learner's no more; Conflict where it never was, or has become another's."""
    return delete(_Identities(identity), problems.Conflict(), _Identities.learner_id == learner_id)
