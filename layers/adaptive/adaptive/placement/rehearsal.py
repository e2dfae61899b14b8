"""The first snapshot of a bank: learners simulated from the model take the test, until the prices have settled."""

from dataclasses import replace
from random import Random

from adaptive.irt import probability
from adaptive.placement.administration import Administration, Progress, Rules
from adaptive.placement.bank import Bank
from adaptive.placement.population import STANDARD, Population
from adaptive.placement.snapshot import Batch, Snapshot, attainable, moved
from adaptive.placement.steps import Ask, next_step
from adaptive.placement.stopping import Decision, calm

_ROUNDS = 60
_EACH = 100
# Steps of the dual ascent, falling as those of a stochastic approximation must (Robbins & Monro 1951).
_FIRST_STEP = 1.3
_HALVED_AFTER = 10
# The later rounds are averaged (Polyak & Juditsky 1992).
_SETTLED = _ROUNDS // 2
# Tests that go on to the end, for how the variance falls from question to question.
_LONG = 100


def rehearsed(bank: Bank, rules: Rules, rng: Random, population: Population = STANDARD) -> Snapshot:
    """Prices, and in level mode when to stop, for learners of this population; nothing is counted as shown."""
    snapshot = _calmed(
        Administration(bank, rules, Snapshot(dict.fromkeys(bank.position, 0.0), population=population)), rng
    )
    settled = dict.fromkeys(bank.position, 0.0)
    for n in range(_ROUNDS):
        batch = _batch(Administration(bank, rules, snapshot), rng)
        held = attainable(rules.exposure, batch)
        step = _FIRST_STEP * _HALVED_AFTER / (_HALVED_AFTER + n) / batch.learners
        snapshot = replace(snapshot, prices=moved(snapshot.prices, batch, held, step), exposure=held)
        if n >= _SETTLED:
            settled = {item: total + snapshot.prices[item] for item, total in settled.items()}
    prices = {item: total / (_ROUNDS - _SETTLED) for item, total in settled.items()}
    return _calmed(Administration(bank, rules, replace(snapshot, prices=prices)), rng)


def sat(held: Administration, theta: float, rng: Random) -> list[Progress]:
    """An attempt of a simulated learner of ability `theta`, as it stands before each step."""
    progress = [held.begin()]
    while isinstance(step := next_step(held, progress[-1], rng), Ask):
        correct = rng.random() < probability(theta, step.item)
        progress.append(held.after(progress[-1], held.bank.position[step.item.id], correct))
    return progress


def _batch(held: Administration, rng: Random) -> Batch:
    shown = dict.fromkeys(held.bank.position, 0)
    for _ in range(_EACH):
        for n in sat(held, rng.gauss(held.prior.mean, held.prior.sd), rng)[-1].asked:
            shown[held.bank.items[n].id] += 1
    return Batch(_EACH, shown)


def _calmed(held: Administration, rng: Random) -> Snapshot:
    """The snapshot, with when to stop at its prices if this is level mode."""
    if not isinstance(held.rules.goal, Decision):
        return held.snapshot
    patient = replace(held, snapshot=replace(held.snapshot, calm=()))
    return replace(held.snapshot, calm=calm(held.rules.goal, _variances(patient, rng)))


def _variances(held: Administration, rng: Random) -> list[float]:
    """The mean posterior variance after each number of items, in tests that go on to the end."""
    tests = [sat(held, rng.gauss(held.prior.mean, held.prior.sd), rng) for _ in range(_LONG)]
    return [sum(each.posterior.sd**2 for each in at) / _LONG for at in zip(*tests, strict=True)]
