"""What a learner may see of an item before the answer, and an answer or key as it is shown."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from assessment.grading import ChoiceKey, Key, NumberKey, TextKey
from inarax.stores.responses import Given


class ShownOption(BaseModel):
    """One option of a choice."""

    id: str
    text: str
    text_html: str


class ShownItem(BaseModel):
    """An item as it is asked: nothing here tells the answer."""

    id: str
    kind: str
    stem: str
    stem_html: str
    options: list[ShownOption]
    unit: str | None


class ShownOptions(BaseModel):
    """Options, as an answer or a key; an answer without any, to whatever item, says that its learner does not know."""

    options: list[str]


class ShownNumber(BaseModel):
    """A number, as an answer or a key."""

    number: float


class ShownText(BaseModel):
    """A short text, as an answer or a key."""

    text: str


ShownAnswer = ShownOptions | ShownNumber | ShownText


def shown_item(item: Mapping[str, Any]) -> ShownItem:
    """An item without what its course keeps for itself."""
    return ShownItem.model_validate({field: item[field] for field in ShownItem.model_fields})


def shown_key(key: Key) -> ShownAnswer:
    """The right answer; of several accepted texts the first."""
    match key:
        case ChoiceKey():
            return ShownOptions(options=sorted(key.correct))
        case NumberKey():
            return ShownNumber(number=key.value)
        case TextKey():
            return ShownText(text=key.accepted[0])


def shown_answer(given: Given) -> ShownAnswer:
    """An answer as it was given."""
    match given:
        case {"options": list(options)}:
            return ShownOptions(options=options)
        case {"number": float(number)}:
            return ShownNumber(number=number)
    return ShownText(text=str(given["text"]))
