"""A course as its author writes it, in frozen typed values. Unknown keys are refused."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

type Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
type Text = Annotated[str, Field(min_length=1)]
type Real = Annotated[float, Field(allow_inf_nan=False)]


class Shape(BaseModel):
    """What all of a course's values have in common."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Use(StrEnum):
    """Where an item may be asked; a pilot is asked in placements, on trial, and its answers do not count."""

    PLACEMENT = "placement"
    QUIZ = "quiz"
    PILOT = "pilot"


class Module(Shape):
    """A chapter: lessons in the order they are read."""

    id: Slug
    title: Text
    lessons: tuple[str, ...] = Field(min_length=1)


class Skill(Shape):
    """One thing a learner can do, and the skills it rests on."""

    id: Slug
    title: Text
    requires: tuple[str, ...] = ()


class Domain(Shape):
    """A field of work that some lessons and items are written for."""

    id: Slug
    title: Text
    summary: Text


class Goal(Shape):
    """A role to work towards: skills with weights above 0, at most 1."""

    id: Slug
    title: Text
    summary: Text
    skills: dict[str, Real] = Field(min_length=1)


class Level(Shape):
    """A named band of ability: from this one, in standard deviations of the population, up to the next level's.

    The first has no lower bound.
    """

    id: Slug
    title: Text
    lower: Real | None = Field(alias="from")


class Placement(Shape):
    """When the placement stops: after so many items, and before in one of two ways.

    Either at `target_sd`, how uncertain the ability may be (on the scale of difficulty) in the mean over learners, or
    where a further item would add less than `worth` to the probability of the level. No item is shown to a larger share
    of learners than `exposure`.
    """

    max_items: int = Field(ge=1)
    target_sd: Real | None = Field(default=None, ge=0.1, lt=1)
    worth: Real | None = Field(default=None, gt=0, lt=1)
    exposure: Real = Field(default=0.25, gt=0, le=1)


class Manifest(Shape):
    """`course.yaml`."""

    course: Slug
    title: Text
    summary: Text
    language: Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
    parameters: Text
    modules: tuple[Module, ...] = Field(min_length=1)
    skills: tuple[Skill, ...] = Field(min_length=1)
    domains: tuple[Domain, ...] = ()
    goals: tuple[Goal, ...] = ()
    levels: tuple[Level, ...] = Field(min_length=2)
    placement: Placement


class Quiz(Shape):
    """How many items a lesson's quiz asks, and the share of them that passes."""

    items: int = Field(ge=1)
    mark: Real = Field(alias="pass", gt=0, le=1)


class Lesson(Shape):
    """The front matter of `lessons/*.md`."""

    id: Slug
    title: Text
    skills: tuple[str, ...] = Field(min_length=1)
    requires: tuple[str, ...] = ()
    minutes: int = Field(ge=1, le=120)
    kind: Literal["core", "remedial"] = "core"
    domain: str | None = None
    quiz: Quiz | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A lesson with its text (Markdown)."""

    lesson: Lesson
    markdown: str


class Option(Shape):
    """One option of a choice: why it is right or wrong, and which misconception a wrong one shows."""

    text: Text
    explanation: str | None = None
    misconception: Text | None = None
    correct: bool = False


class _Asked(Shape):
    """What items of every kind have. `a` is the discrimination and `b` the difficulty of the 2PL (Birnbaum, 1968)."""

    id: Slug
    skill: str
    lesson: str
    stem: Text
    explanation: Text
    a: Real = Field(ge=0.3, le=3)
    b: Real = Field(ge=-4, le=4)
    uses: tuple[Use, ...] = Field(default=(Use.PLACEMENT, Use.QUIZ), min_length=1)
    domain: str | None = None


class ChoiceItem(_Asked):
    """Options, one of which (single) or at least one of which (multiple) is correct."""

    kind: Literal["single", "multiple"]
    options: dict[Slug, Option] = Field(min_length=2)


class NearValue(Shape):
    """A wrong number that shows a misconception."""

    value: Real
    misconception: Text
    explanation: Text


class NumericItem(_Asked):
    """A number, right within an absolute tolerance (in the item's unit)."""

    kind: Literal["numeric"]
    value: Real
    tolerance: Real = Field(ge=0)
    unit: Text | None = None
    near: tuple[NearValue, ...] = ()


class NearText(Shape):
    """A wrong text that shows a misconception."""

    text: Text
    misconception: Text
    explanation: Text


class TextItem(_Asked):
    """A short text, right when it is one of those accepted."""

    kind: Literal["text"]
    accepted: tuple[Text, ...] = Field(min_length=1)
    near: tuple[NearText, ...] = ()


type Item = ChoiceItem | NumericItem | TextItem

ITEM_KINDS: dict[str, type[ChoiceItem | NumericItem | TextItem]] = {
    "single": ChoiceItem,
    "multiple": ChoiceItem,
    "numeric": NumericItem,
    "text": TextItem,
}


@dataclass(frozen=True, slots=True)
class Course:
    """A whole course that passed every rule."""

    manifest: Manifest
    pages: tuple[Page, ...]
    items: tuple[Item, ...]
