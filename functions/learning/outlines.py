"""The catalogue's answers: courses, and the published structure of one."""

from pydantic import BaseModel, Field


class CourseListing(BaseModel):
    """A course as the catalogue lists it."""

    course: str
    version: str
    title: str
    summary: str


class Catalogue(BaseModel):
    """Every course."""

    courses: list[CourseListing]


class OutlineModule(BaseModel):
    """A module with its lessons in order."""

    id: str
    title: str
    lessons: list[str]


class OutlineQuiz(BaseModel):
    """How many items a lesson's quiz asks, and the share of right answers that passes."""

    items: int
    passes: float = Field(alias="pass")


class OutlineLesson(BaseModel):
    """A lesson without its text; `kind` is "core" or "remedial"."""

    id: str
    title: str
    module: str
    skills: list[str]
    requires: list[str]
    minutes: int
    kind: str
    domain: str | None
    quiz: OutlineQuiz | None


class OutlineSkill(BaseModel):
    """A skill and the skills it builds on."""

    id: str
    title: str
    requires: list[str]


class OutlineDomain(BaseModel):
    """A domain (track) to choose."""

    id: str
    title: str
    summary: str


class OutlineGoal(BaseModel):
    """A goal to choose: what weight each of its skills has, above 0 and up to 1."""

    id: str
    title: str
    summary: str
    skills: dict[str, float]


class OutlineLevel(BaseModel):
    """A level of the placement, from this ability on (null: no bound)."""

    id: str
    title: str
    lower: float | None = Field(alias="from")


class OutlinePlacement(BaseModel):
    """How the placement ends: after so many items, and before at about this standard deviation of the ability, which is
    that in the mean over learners, or where a further question would add less than `worth` to the probability of the
    level. `exposure` is the share of learners that no question is shown to more often than.
    """

    max_items: int
    target_sd: float | None
    worth: float | None
    exposure: float


class CourseOutline(CourseListing):
    """The structure of a course's current version."""

    language: str
    modules: list[OutlineModule]
    lessons: list[OutlineLesson]
    skills: list[OutlineSkill]
    domains: list[OutlineDomain]
    goals: list[OutlineGoal]
    levels: list[OutlineLevel]
    placement: OutlinePlacement
