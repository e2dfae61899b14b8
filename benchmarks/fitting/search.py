"""Which ways of learning the evidence speaks for: kinds of knowledge tracing, an ability that grows, or both.

Kinds are added while the next learners are foretold better (Akaike). Growth stands alone where that is foretold better
still. Both together only where the evidence clearly asks for it (Schwarz): a mixture of unlike models foretells
answers a little better, but what it means by mastery is never seen, so it has to earn its place.
"""

import numpy as np

from benchmarks.fitting.histories import Histories
from benchmarks.fitting.mixture import Fit, fit, value
from benchmarks.fitting.numbers import FORGET, GROWTH, KINDS, Numbers, Shape

MOST_KINDS = 3


def likeliest(histories: Histories) -> Fit:
    """The fit of the shape that the evidence speaks for."""
    items = {name: np.zeros(histories.items) for name in Fit.ITEMS}
    none = {name: np.zeros(0) for name in (*KINDS[0], "forget")}
    growth = fit(Shape(0, True, histories.items), items | none | growing() | {"share": np.zeros(1)}, histories)
    kinds = _kinds(histories, items)
    if growth.akaike < kinds.akaike:
        return growth
    both = _both(kinds, growth, histories)
    return both if both.schwarz(histories.learners) < kinds.schwarz(histories.learners) else kinds


def growing() -> Numbers:
    """Where growth starts from."""
    return {name: np.array(values) for name, values in GROWTH.items()}


def tracing() -> Numbers:
    """Where the first kind starts from."""
    return {name: np.array([number]) for name, number in (*KINDS[0].items(), ("forget", FORGET))}


def with_kind(numbers: Numbers, start: dict[str, float]) -> Numbers:
    """One more kind, of which there are fewer learners."""
    more = {name: np.append(numbers[name], number) for name, number in start.items()}
    share = numbers["share"]
    return numbers | more | {"share": np.insert(share, len(numbers["known"]), share.max() - 1.0)}


def _kinds(histories: Histories, items: Numbers) -> Fit:
    start = items | tracing() | {"share": np.zeros(1)}
    best = fit(Shape(1, False, histories.items), start, histories)
    while best.shape.kinds < MOST_KINDS:
        shape = Shape(best.shape.kinds + 1, False, histories.items)
        starts = [with_kind(best.numbers, kind) for kind in KINDS[1:]]
        more = fit(shape, min(starts, key=lambda numbers: value(numbers, shape, histories)[0]), histories)
        if more.akaike >= best.akaike:
            break
        best = more
    return best


def _both(kinds: Fit, growth: Fit, histories: Histories) -> Fit:
    start = kinds.numbers | {name: growth.numbers[name] for name in GROWTH}
    start |= {"share": _fewer(kinds.numbers["share"])}
    return fit(Shape(kinds.shape.kinds, True, histories.items), start, histories)


def _fewer(share: np.ndarray) -> np.ndarray:
    return np.append(share, share.max() - 1.0)
