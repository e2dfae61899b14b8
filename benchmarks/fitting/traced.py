"""Likelihood of histories under kinds of knowledge tracing, with its gradient by forward and backward passes.

The gradient of a marginal likelihood is the expected gradient of the complete one (Fisher's identity), so the passes of
expectation maximization give it exactly, and a quasi-Newton method needs far fewer of them.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from benchmarks.fitting.histories import Histories
from benchmarks.fitting.numbers import Numbers
from benchmarks.worlds.answers import Floats, Whole


@dataclass(frozen=True, slots=True)
class Pass:
    """The forward pass: arrays of tries by kinds by learners."""

    before: Floats  # chance to know it when the try before ended
    began: Floats  # and when this one began
    knew: Floats  # and after the answer was seen
    likely: Floats  # chance of the answer
    knower: Floats  # from who knows
    other: Floats  # from who does not
    kept: Floats  # chance that it was not forgotten since the try before, the same for all kinds


def chances(numbers: Numbers, histories: Histories, luck: float) -> tuple[Floats, Floats, Floats]:
    """Chance of a right answer by kind, state (not known, known) and item; the logistic's value and its argument."""
    ability = np.stack([numbers["unknown"], numbers["known"]], axis=1)[:, :, None]
    inner = np.exp(numbers["discrimination"]) * (ability - numbers["difficulty"])
    least, value = luck * histories.guess, expit(inner)
    return least + (1.0 - least) * value, value, inner


def cells(histories: Histories) -> Whole:
    """Item and outcome of each try as one index; the last cell is for tries that were not."""
    return np.where(histories.told, histories.item * 2 + histories.correct, 2 * histories.items)


def forward(numbers: Numbers, histories: Histories, luck: float) -> tuple[Floats, Pass]:
    """Log-likelihood by kinds and learners, and the pass."""
    right, _, _ = chances(numbers, histories, luck)
    table = np.stack([1.0 - right, right], axis=3).reshape(len(right), 2, -1)
    table = np.concatenate([table, np.ones((len(right), 2, 1))], axis=2)
    seen = cells(histories)
    other, knower = (np.moveaxis(table[:, state][:, seen], 1, 0) for state in (0, 1))
    kept = np.exp(-np.exp(numbers["forget"]) * histories.days)
    learn = expit(numbers["learn"])[:, None]
    known = np.repeat(expit(numbers["initial"])[:, None], histories.learners, axis=1)
    before, began, knew, likely = (np.empty(knower.shape) for _ in range(4))
    for n in range(len(kept)):
        before[n] = known
        began[n] = known * kept[n]
        right_and_known = began[n] * knower[n]
        likely[n] = right_and_known + (1.0 - began[n]) * other[n]
        knew[n] = right_and_known / likely[n]
        known = knew[n] + (1.0 - knew[n]) * learn
    return np.log(likely).sum(axis=0), Pass(before, began, knew, likely, knower, other, kept)


def backward(numbers: Numbers, histories: Histories, luck: float, seen: Pass, weight: Floats) -> Numbers:
    """Gradient of the log-likelihood, each learner's weighted by `weight` (kinds by learners)."""
    learn = expit(numbers["learn"])[:, None]
    later_known = np.ones(weight.shape)
    later_other = np.ones(weight.shape)
    learn_slope, forget_slope = np.zeros(len(weight)), 0.0
    knew = np.empty(seen.knew.shape)
    for n in reversed(range(len(knew))):
        came = (1.0 - seen.knew[n]) * learn * later_known
        stayed = (1.0 - seen.knew[n]) * (1.0 - learn) * later_other
        total = seen.knew[n] * later_known + came + stayed
        learn_slope += (weight * (came * (1.0 - learn) - stayed * learn) / total).sum(axis=1)
        knew[n] = seen.knew[n] * later_known / total
        known = later_known * seen.knower[n]
        other = ((1.0 - learn) * later_other + learn * later_known) * seen.other[n]
        kept, before = seen.kept[n], seen.before[n]
        total = before * (kept * known + (1.0 - kept) * other) + (1.0 - before) * other
        forget_slope += float((weight * before * kept * histories.days[n] * (other - known) / total).sum())
        later_known = (kept * known + (1.0 - kept) * other) / seen.likely[n]
        later_other = other / seen.likely[n]
    initial = expit(numbers["initial"])[:, None]
    first = initial * later_known / (initial * later_known + (1.0 - initial) * later_other)
    return {
        "initial": (weight * (first - initial)).sum(axis=1),
        "learn": learn_slope,
        "forget": forget_slope * np.exp(numbers["forget"]),
        **_slopes(numbers, histories, luck, knew, weight),
    }


def _slopes(numbers: Numbers, histories: Histories, luck: float, knew: Floats, weight: Floats) -> Numbers:
    """Gradient in abilities and items, from the expected numbers of right and wrong answers by state and item."""
    right, value, inner = chances(numbers, histories, luck)
    least = luck * histories.guess
    slope = np.stack([-value, (1.0 - least) * value * (1.0 - value) / right], axis=3)
    seen, size = cells(histories).ravel(), 2 * histories.items
    counts = np.empty((len(weight), 2, size))
    for kind, own in enumerate(weight):
        known = own * knew[:, kind]
        for state, each in enumerate((own - known, known)):
            counts[kind, state] = np.bincount(seen, each.ravel(), size + 1)[:size]
    told = (counts.reshape(slope.shape) * slope).sum(axis=3)
    steep = np.exp(numbers["discrimination"])
    return {
        "unknown": (told[:, 0] * steep).sum(axis=1),
        "known": (told[:, 1] * steep).sum(axis=1),
        "difficulty": -(told * steep).sum(axis=(0, 1)),
        "discrimination": (told * inner).sum(axis=(0, 1)),
    }
