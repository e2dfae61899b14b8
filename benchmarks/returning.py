"""Returns: the first tries after a day or more away, once the skill was held to be mastered, each a fresh question."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from adaptive import mastery, review
from benchmarks import metrics
from benchmarks.following import stated
from benchmarks.worlds import world
from benchmarks.worlds.answers import Answers


class Return(NamedTuple):
    """Whether the answer was right, and the chance of it: by the card, by the belief (cold), by who knows the world."""

    right: bool
    fsrs: float
    mastery: float
    oracle: float


def returns(name: str, seeds: range, learners: int) -> dict[str, float]:
    """How well the next answer is foretold by each of the three."""
    found: list[Return] = []
    for seed in seeds:
        rng = np.random.default_rng([seed, *name.encode()])
        here = world(name, rng)
        answers = here.learners(rng, learners)
        oracle = here.oracle(answers).right
        for learner in range(learners):
            found.extend(_returns(answers, learner, oracle[learner].tolist()))
    right = np.array([each.right for each in found])
    figures: dict[str, float] = {"returns": len(found), "right": float(right.mean())}
    for who in ("fsrs", "mastery", "oracle"):
        chance = np.array([getattr(each, who) for each in found])
        figures |= {f"{who}_says": float(chance.mean()), f"{who}_ece": metrics.calibration_error(right, chance)}
        figures[f"{who}_auc"] = metrics.auc(right, chance)
    return figures


def _returns(answers: Answers, learner: int, oracle: list[float]) -> Iterator[Return]:
    course = stated(answers)
    belief, card, once = mastery.prior("skill", theta=None, at=0), None, False
    for n, item in enumerate(answers.item[learner]):
        at, correct = int(answers.at[learner, n]), bool(answers.correct[learner, n])
        b, guess = float(course.difficulty[item]), float(course.guess[item])
        if card and once and answers.days[learner, n] >= 1:
            chance = mastery.answer_probability(belief, difficulty=b, discrimination=1.0, guess=guess, at=at)
            yield Return(correct, review.retrievability(card, at), chance, oracle[n])
        belief = mastery.update(belief, correct=correct, difficulty=b, discrimination=1.0, guess=guess, at=at)
        card = review.reviewed(card, correct=correct, at=at)
        once = once or mastery.mastered_probability(belief, at) >= mastery.DEFAULT.mastered
