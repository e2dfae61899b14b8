"""Responses: every answer that was counted, as it was given, with the versions it was graded under and its grades."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from itertools import repeat
from typing import NamedTuple

from inarax import problems
from inarax.declared import Category, Purpose, held_for
from inarax.stores import keys
from inarax.stores.base import (
    Document,
    Flag,
    Moment,
    Number,
    Read,
    SealedDocument,
    Store,
    Text,
    Write,
    put,
    table,
)

type Given = Mapping[str, list[str] | float | str]
"""An answer as given: {"options": [ids]}, {"number": 64.0} or {"text": "in own words"}; no option: not to know."""


class By(StrEnum):
    """What a grade rests on."""

    KEY = "key"
    REVIEW = "review"


class Graded(NamedTuple):
    """One grade of a response; a review explains itself, the key's explanation stands in the answer key."""

    correct: bool
    by: By
    at: datetime
    explanation: str | None = None


class Response(NamedTuple):
    """One counted answer; the last of `grades` is the one that counts."""

    learner_id: str
    attempt_id: str
    item: str
    course: str
    version: str
    parameters: str
    """The version of the item's difficulty and discrimination."""
    answer: Given
    grades: tuple[Graded, ...]
    answered_at: datetime
    revision: int = 0

    @property
    def correct(self) -> bool:
        """The grade that counts."""
        return self.grades[-1].correct


_L = Category.LEARNING


class _Responses(Store):
    Meta = table("responses")
    terms = held_for(Purpose.ASSESSMENT)

    learner_id = Text(Category.KEY, hash_key=True)
    response = Text(_L, range_key=True)
    """`<attempt>#<item>`."""
    course = Text(_L)
    version = Text(_L)
    parameters = Text(_L)
    options = Document(_L, leaves={"<option>": _L}, null=True)
    """Chosen from what the course offers; any other answer is the learner's own, and sealed."""
    own_answer = SealedDocument(_L, leaves=dict.fromkeys(("number", "text"), _L), null=True)
    correct = Flag(_L)
    grades = Document(_L, leaves=dict.fromkeys(("correct", "by", "at"), _L))
    explanations = SealedDocument(_L, leaves={"<explanation>": _L}, null=True)
    """One for each of `grades`, null where the key explains; left out where no grade has one."""
    answered_at = Moment(_L)
    revision = Number(Category.NONE)


def _value(item: _Responses) -> Response:
    attempt_id, _, asked = item.response.partition("#")
    return Response(
        learner_id=item.learner_id,
        attempt_id=attempt_id,
        item=asked,
        course=item.course,
        version=item.version,
        parameters=item.parameters,
        answer={"options": item.options} if item.own_answer is None else item.own_answer,
        grades=tuple(
            Graded(kept["correct"], By(kept["by"]), datetime.fromtimestamp(kept["at"], UTC), explanation)
            for kept, explanation in zip(item.grades, item.explanations or repeat(None), strict=False)
        ),
        answered_at=item.answered_at,
        revision=int(item.revision),
    )


def _plain(grade: Graded) -> dict[str, object]:
    return {"correct": grade.correct, "by": grade.by, "at": int(grade.at.timestamp())}


def of(learner_id: str, attempt_id: str, item: str) -> Read[Response]:
    """The response to an item of an attempt of a learner's own."""
    return Read(_Responses, (learner_id, f"{attempt_id}#{item}"), _value, keys.of(learner_id))


def save(response: Response) -> Write:
    """Write the next revision of a response that nobody changed since it was read (revision 0: it is the first)."""
    seen = response.revision
    explanations = [grade.explanation for grade in response.grades]
    item = _Responses(
        response.learner_id,
        f"{response.attempt_id}#{response.item}",
        course=response.course,
        version=response.version,
        parameters=response.parameters,
        options=response.answer.get("options"),
        own_answer=None if "options" in response.answer else dict(response.answer),
        correct=response.correct,
        grades=[_plain(grade) for grade in response.grades],
        explanations=explanations if any(explanations) else None,
        answered_at=response.answered_at,
        revision=seen + 1,
    )
    unchanged = _Responses.revision == seen if seen else _Responses.revision.does_not_exist()
    return put(item, problems.Conflict(), unchanged)
