"""A learner's part of any table: read by the names of attributes, counted, deleted.

What an eraser names are keys, and its role can read nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from inarax import aws, settings
from inarax.stores import batch

BATCH = 25
"""Deletes that one call takes (BatchWriteItem)."""

type Key = dict[str, dict[str, str]]


class Part(NamedTuple):
    """The items of one learner in one table; of `names`, the attributes to read, the first is the learner's id."""

    table: str
    names: tuple[str, ...]
    learner_id: str

    def _query(self, after: Key | None, names: Sequence[str], **more: Any) -> dict[str, Any]:
        asked = {
            "TableName": settings.current().table(self.table),
            "ConsistentRead": True,
            "KeyConditionExpression": "#0 = :learner",
            "ExpressionAttributeNames": {f"#{n}": name for n, name in enumerate(names)},
            "ExpressionAttributeValues": {":learner": {"S": self.learner_id}},
            **more,
            **({"ExclusiveStartKey": after} if after else {}),
        }
        answer: dict[str, Any] = aws.dynamodb().dispatch("Query", asked)
        return answer

    def pages(self, after: Key | None = None) -> Iterator[tuple[Sequence[Any], Key | None]]:
        """The items' attributes of those names, a page at a time, each with where the next begins; after a key."""
        while True:
            shown = ", ".join(f"#{n}" for n in range(len(self.names)))
            answer = self._query(after, self.names, ProjectionExpression=shown, Select="SPECIFIC_ATTRIBUTES")
            after = answer.get("LastEvaluatedKey")
            yield answer["Items"], after
            if after is None:
                return

    def count(self, after: Key | None = None) -> int:
        """How many items there are, read strongly; after a key, how many follow it."""
        return sum(self._counts(after))

    def is_empty(self) -> bool:
        """Whether there is no item, read strongly."""
        return not any(self._counts(Limit=1))

    def _counts(self, after: Key | None = None, **more: Any) -> Iterator[int]:
        """Page by page."""
        while True:
            answer = self._query(after, self.names[:1], Select="COUNT", **more)
            yield int(answer["Count"])
            after = answer.get("LastEvaluatedKey")
            if after is None:
                return

    def delete(self, keys: Sequence[Key]) -> None:
        """Delete at most BATCH items; what is gone already is no error. `problems.Busy` if DynamoDB leaves some."""
        name = settings.current().table(self.table)
        batch.written({name: [{"DeleteRequest": {"Key": key}} for key in keys]})


def named(table: str, key: Mapping[str, str], names: Sequence[str]) -> Any | None:
    """The attributes of those names of one item, read strongly; None where it is gone."""
    asked = {
        "TableName": settings.current().table(table),
        "ConsistentRead": True,
        "Key": {attribute: {"S": value} for attribute, value in key.items()},
        "ProjectionExpression": ", ".join(f"#{n}" for n in range(len(names))),
        "ExpressionAttributeNames": {f"#{n}": attribute for n, attribute in enumerate(names)},
    }
    return aws.dynamodb().dispatch("GetItem", asked).get("Item")
