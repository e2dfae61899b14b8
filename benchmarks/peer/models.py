"""Bodies of the submission, as the API documents them."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=64)]
Uuid = Annotated[str, StringConstraints(pattern=UUID)]


class ItemAnswer(BaseModel):
    """The options chosen, a number, a short text, or that one does not know."""

    model_config = ConfigDict(extra="forbid")

    options: Annotated[list[Slug], Field(min_length=1, max_length=32)] | None = None
    number: Annotated[float, Field(strict=True, allow_inf_nan=False)] | None = None
    text: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    unknown: Literal[True] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(each is not None for each in (self.options, self.number, self.text, self.unknown)) != 1:
            raise ValueError("send one of options, number, text and unknown")
        return self

    def plain(self) -> dict[str, list[str] | float | str]:
        """The answer as it is stored; equal answers are equal."""
        if self.unknown:
            return {"options": []}
        if self.options is not None:
            return {"options": sorted(set(self.options))}
        return {"number": self.number} if self.number is not None else {"text": self.text or ""}


class Submission(BaseModel):
    """An answer to an item of an attempt."""

    model_config = ConfigDict(extra="forbid")

    attempt: Uuid
    item: Slug
    answer: ItemAnswer


class AttemptSoFar(BaseModel):
    """The attempt right after the answer."""

    status: str
    answered: int
    asked: int
    correct: int
    passed: bool | None


class SubmissionResult(BaseModel):
    """The grade, the right answer and why."""

    item: str
    correct: bool
    key: dict[str, list[str] | float | str]
    explanation: str
    options: dict[str, str]
    misconception: str | None
    attempt: AttemptSoFar
    next: str
