"""Likelihood of histories under growth of ability, with its gradient: summed by Gauss-Hermite quadrature."""

from dataclasses import dataclass

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from scipy.special import expit, logsumexp

from benchmarks.fitting.histories import Histories
from benchmarks.fitting.numbers import Numbers
from benchmarks.worlds.answers import Floats

NODES, _WEIGHTS = hermegauss(9)
_LOG_WEIGHTS = np.log(_WEIGHTS / _WEIGHTS.sum())
_FARTHEST = 35.0
"""Beyond it a logistic is 0 or 1 to every digit."""


@dataclass(frozen=True, slots=True)
class Pass:
    """Arrays of nodes by tries by learners, and each node's posterior by learners."""

    ahead: Floats  # ability less difficulty
    value: Floats  # the logistic of it
    right: Floats  # chance of a right answer
    posterior: Floats


def forward(numbers: Numbers, histories: Histories, luck: float) -> tuple[Floats, Pass]:
    """Log-likelihood by learners, and the pass."""
    item = histories.item
    now = numbers["mean"][0] + histories.practice @ numbers["practice"] - numbers["difficulty"][item]
    ahead = now + np.exp(numbers["deviation"][0]) * NODES[:, None, None]
    value = expit(np.clip(np.exp(numbers["discrimination"])[item] * ahead, -_FARTHEST, _FARTHEST))
    least = luck * histories.guess[item]
    right = least + (1.0 - least) * value
    seen = np.where(histories.told, np.where(histories.correct, right, 1.0 - right), 1.0)
    by_node = np.log(seen).sum(axis=1) + _LOG_WEIGHTS[:, None]
    likely = logsumexp(by_node, axis=0)
    return likely, Pass(ahead, value, right, np.exp(by_node - likely))


def backward(numbers: Numbers, histories: Histories, luck: float, seen: Pass, weight: Floats) -> Numbers:
    """Gradient of the log-likelihood, each learner's weighted by `weight`."""
    item, value = histories.item, seen.value
    least = luck * histories.guess[item]
    slope = np.where(histories.correct, (1.0 - least) * value * (1.0 - value) / seen.right, -value)
    steep = np.exp(numbers["discrimination"])[item]
    told = slope * (seen.posterior * weight)[:, None, :] * (steep * histories.told)
    by_try = told.sum(axis=0)
    by_item = (item.ravel(), histories.items)
    return {
        "mean": np.array([by_try.sum()]),
        "deviation": np.array([(told.sum(axis=(1, 2)) * NODES).sum() * np.exp(numbers["deviation"][0])]),
        "practice": np.einsum("tn,tnf->f", by_try, histories.practice),
        "difficulty": -np.bincount(by_item[0], by_try.ravel(), by_item[1]),
        "discrimination": np.bincount(by_item[0], (told * seen.ahead).sum(axis=0).ravel(), by_item[1]),
    }
