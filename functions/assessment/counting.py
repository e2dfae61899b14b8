"""What a graded answer says: evidence on its skill, and the belief after it.

Every skill has a prior, kept beside its belief: the belief before any answer, from the placement's ability if there was
one. So a belief is always `replay(evidence, prior)`, whatever happened in between; and its review card, which begins
with the first answer, `review.replay(evidence)`.
"""

from collections.abc import Mapping
from copy import replace
from datetime import datetime
from math import fsum
from typing import Any

from adaptive import review
from adaptive.mastery import DEFAULT, VERSIONS, Evidence, Parameters, SkillBelief, prior, update
from adaptive.placement.levels import Placed
from inarax.stores.attempts import Attempt
from inarax.stores.beliefs import Belief, Placement, QuizOutcome
from inarax.stores.evidence import Recorded

type Items = Mapping[str, Mapping[str, Any]]
"""A course version's items as published, by id."""


def evidence_of(items: Items, name: str, correct: bool, at: datetime) -> Evidence:
    """What an answer to a published item says: of its skill, so that its difficulty counts from the middle of that."""
    item = items[name]
    skill = item["skill"]
    return Evidence(
        skill=skill,
        item=name,
        correct=correct,
        difficulty=item["b"] - middle(skill, items),
        discrimination=item["a"],
        guess=guess(item),
        at=int(at.timestamp()),
    )


def middle(skill: str, items: Items) -> float:
    """Where a skill lies on the scale of ability: the mean difficulty of its items that count."""
    difficulties = [item["b"] for item in items.values() if item["skill"] == skill and not on_trial(item)]
    return fsum(difficulties) / len(difficulties)


def guess(item: Mapping[str, Any]) -> float:
    """The chance that a blind guess is right: one of the options, one of their sets but the empty one, or none."""
    options = len(item["options"])
    match item["kind"]:
        case "single":
            return 1 / options
        case "multiple":
            return 1 / ((1 << options) - 1)
        case _:
            return 0.0


def on_trial(item: Mapping[str, Any]) -> bool:
    """Whether a published item is asked to learn of the item alone: no answer to it says anything of a learner."""
    return "pilot" in item["uses"]


def tried(belief: Belief, item: str, at: datetime) -> Belief:
    """The belief after an item on trial is asked or answered: that it was seen, so that it is not asked again."""
    return replace(belief, seen={**belief.seen, item: int(at.timestamp())})


def counted(belief: Belief, attempt_id: str, evidence: Evidence, items: Items) -> tuple[Belief, Recorded]:
    """The belief after an answer, and the evidence to keep."""
    start = belief.priors.get(evidence.skill) or prior_of(belief.placement, evidence.skill, items, evidence.at)
    before = belief.skills.get(evidence.skill, start)
    after = update(
        before,
        correct=evidence.correct,
        difficulty=evidence.difficulty,
        discrimination=evidence.discrimination,
        guess=evidence.guess,
        at=evidence.at,
        parameters=VERSIONS[before.parameters],
    )
    changed = replace(
        belief,
        skills={**belief.skills, evidence.skill: after},
        priors={**belief.priors, evidence.skill: start},
        seen={**belief.seen, evidence.item: evidence.at},
        cards={**belief.cards, evidence.skill: _reviewed(belief, evidence)},
    )
    return changed, Recorded(belief.learner_id, belief.course, after.tries, attempt_id, evidence)


def _reviewed(belief: Belief, evidence: Evidence) -> review.Card:
    return review.reviewed(belief.cards.get(evidence.skill), correct=evidence.correct, at=evidence.at)


def placed(belief: Belief, attempt: Attempt, outcome: Placed, items: Items, at: datetime) -> Belief:
    """The belief after a placement ended: its outcome, and a prior from it for every skill without an answer."""
    found = placement_of(attempt, outcome, at)
    untried = skills(items) - {skill for skill, known in belief.skills.items() if known.tries}
    seeded = {skill: prior_of(found, skill, items, int(at.timestamp())) for skill in sorted(untried)}
    return replace(belief, placement=found, skills={**belief.skills, **seeded}, priors={**belief.priors, **seeded})


def skills(items: Items) -> frozenset[str]:
    """Every skill that an item asks for that counts."""
    return frozenset(item["skill"] for item in items.values() if not on_trial(item))


def placement_of(attempt: Attempt, outcome: Placed, at: datetime) -> Placement:
    """The outcome of a placement attempt as it is kept."""
    return Placement(outcome.level.id, outcome.confidence, outcome.theta, outcome.sd, at, attempt.attempt_id)


def quiz_outcome(attempt: Attempt, passed: bool, at: datetime) -> QuizOutcome:
    """The outcome of a quiz attempt as it is kept."""
    return QuizOutcome(passed, attempt.correct, len(attempt.asked), at, attempt.attempt_id)


def prior_of(
    placement: Placement | None, skill: str, items: Items, at: int, parameters: Parameters = DEFAULT
) -> SkillBelief:
    """The belief of a skill before any answer, as of `at` (epoch seconds), after a placement if there was one."""
    theta = placement.theta if placement else None
    return prior(skill, theta=theta, at=at, parameters=parameters, difficulty=middle(skill, items))
