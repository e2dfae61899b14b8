"""GET /me/courses/{course}/mastery: what we believe of the caller, skill by skill, and why.

Purpose: personalization. Stores, in one read: courses, enrollments, beliefs, signals; outlines in S3. Who objects to
personalization sees what their answers say, and no signal.
"""

from datetime import datetime

from pydantic import BaseModel

from adaptive.signals import Signal
from inarax import courses, http, problems
from inarax.declared import Purpose
from inarax.enrolled import enrolled
from inarax.ids import SlugInPath
from inarax.stores import beliefs, enrollments, signals
from inarax.stores import courses as editions
from inarax.stores.base import read
from personalization.explaining import RestsOn, explain

app = http.Api()


class PlacementLevel(BaseModel):
    """The level of the latest placement, with the probability that it is the right one; ability with its deviation.

    `reviewed` is whether a person decided on it.
    """

    level: str
    title: str
    confidence: float
    theta: float
    sd: float
    at: datetime
    reviewed: bool
    attempt: str


class Noticed(BaseModel):
    """When a signal was raised, and why it was then."""

    at: datetime
    because: str


class SkillMastery(BaseModel):
    """One skill: the probability that it is known now, the answers it rests on, and since when that is believed.

    `own` is the probability by answers on this skill alone, by which alone it counts as mastered. `basis` is
    `neighbours` where answers on another skill bear on it, too, on `neighbour` most of all. `because` explains the
    probability as it is now; `noticed` the signal, which is shown while it holds.
    """

    skill: str
    title: str
    mastery: float
    own: float
    tries: int
    correct: int
    since: datetime | None
    signal: Signal | None
    noticed: Noticed | None
    basis: RestsOn
    neighbour: str | None
    because: str


class CourseMastery(BaseModel):
    """Everything believed of the caller in a course."""

    course: str
    placement: PlacementLevel | None
    skills: list[SkillMastery]


@app.get("/me/courses/<course>/mastery", **http.may(problems.NotFound, problems.NotEnrolled))
def mastery(course: SlugInPath) -> CourseMastery:
    """What we believe of the caller, and why."""
    learner = app.caller.learner_id
    edition, enrollment, belief, raised = read(
        editions.current(course),
        enrollments.of(learner, course),
        beliefs.of(learner, course),
        signals.of(learner, course),
    )
    edition, enrollment = enrolled(edition, enrollment)
    outline = courses.outline(course, edition.version)
    shown = None if Purpose.SIGNALS in app.caller.objects else raised
    return CourseMastery(
        course=course,
        placement=_placement(belief.placement, outline) if belief and belief.placement else None,
        skills=[
            SkillMastery.model_validate(each, from_attributes=True) for each in explain(outline, belief, shown, app.at)
        ],
    )


def _placement(placed: beliefs.Placement, outline: courses.Outline) -> PlacementLevel:
    titles = {level["id"]: level["title"] for level in outline.raw["levels"]}
    return PlacementLevel(
        level=placed.level,
        title=titles.get(placed.level, placed.level),
        confidence=placed.confidence,
        theta=placed.theta,
        sd=placed.sd,
        at=placed.at,
        reviewed=placed.reviewed,
        attempt=placed.attempt,
    )


handler = http.handler(app, __name__)
