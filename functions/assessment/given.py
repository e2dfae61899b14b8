"""An answer as it is sent and as it is kept."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from assessment.grading import Answer, Number, Options, Text, Unknown
from inarax.ids import Slug
from inarax.spelling import LONGEST
from inarax.stores.responses import Given


class ItemAnswer(BaseModel):
    """The options chosen, a number or a short text, as the item asks; or `unknown`, which counts as a wrong answer."""

    model_config = ConfigDict(extra="forbid")

    options: Annotated[list[Slug], Field(min_length=1, max_length=32)] | None = None
    number: Annotated[float, Field(strict=True, allow_inf_nan=False)] | None = None
    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)] | None = None
    unknown: Literal[True] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(each is not None for each in (self.options, self.number, self.text, self.unknown)) != 1:
            raise ValueError("send one of options, number, text and unknown")
        return self

    def read(self) -> Answer:
        """What grading works on; the order and repetition of options mean nothing."""
        if self.unknown:
            return Unknown()
        if self.options is not None:
            return Options(frozenset(self.options))
        return Number(self.number) if self.number is not None else Text(self.text or "")


def plain(answer: Answer) -> Given:
    """An answer as it is kept and shown; equal answers are equal."""
    match answer:
        case Unknown():
            return {"options": []}
        case Options(options):
            return {"options": sorted(options)}
        case Number(number):
            return {"number": number}
        case Text(text):
            return {"text": text}
