"""Rights claims: which request of each right a learner has open, so that asking again joins it."""

from collections.abc import Mapping

from inarax import problems
from inarax.declared import Category, Purpose, held_for
from inarax.rights import Right
from inarax.stores.base import Read, Store, Text, Write, delete, put, table


class _RightsClaims(Store):
    Meta = table("rights-claims")
    terms = held_for(Purpose.RIGHTS)

    learner_id = Text(Category.KEY, hash_key=True)
    right = Text(Category.TECHNICAL, range_key=True)
    request_id = Text(Category.KEY)


def _value(item: _RightsClaims) -> str:
    return item.request_id


def open_of(learner_id: str, right: Right) -> Read[str]:
    """The id of the learner's open request of that right."""
    return Read(_RightsClaims, (learner_id, right.value), _value)


def all_of(learner_id: str) -> Mapping[Right, str]:
    """The ids of the learner's open requests, by right."""
    return {Right(item.right): _value(item) for item in _RightsClaims.query(learner_id, consistent_read=True)}


def claim(learner_id: str, right: Right, request_id: str) -> Write:
    """This request is the open one; Conflict where another is."""
    item = _RightsClaims(learner_id, right.value, request_id=request_id)
    return put(item, problems.Conflict(), _RightsClaims.right.does_not_exist())


def release(learner_id: str, right: Right, request_id: str) -> Write:
    """The request has ended without erasing; Conflict where it is not the open one."""
    return delete(_RightsClaims(learner_id, right.value), problems.Conflict(), _RightsClaims.request_id == request_id)
