"""How likely a learner answers a published item right, by what is believed of its skill."""

from datetime import datetime

from adaptive.mastery import VERSIONS, answer_probability
from assessment.counting import Items, evidence_of, prior_of
from inarax.stores.beliefs import Belief


def foreseen(belief: Belief, items: Items, at: datetime, name: str) -> float:
    """The chance of a right answer at `at`; of a skill without a belief, by what would be its prior."""
    asked = evidence_of(items, name, True, at)
    kept = belief.skills.get(asked.skill) or prior_of(belief.placement, asked.skill, items, asked.at)
    return answer_probability(
        kept,
        difficulty=asked.difficulty,
        discrimination=asked.discrimination,
        guess=asked.guess,
        at=asked.at,
        parameters=VERSIONS[kept.parameters],
    )
