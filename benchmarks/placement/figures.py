"""The figures of one bank, by name; `__main__` takes means and worsts over banks."""

from dataclasses import replace
from functools import cache

import numpy as np

from adaptive.placement.administration import Rules
from adaptive.placement.levels import Level, bounds_of
from adaptive.placement.stopping import Decision, Precision
from benchmarks.placement import catsim_steps, ours, peers
from benchmarks.placement.taken import Taken, bias_by_decile, charged, level_beliefs, rmse
from benchmarks.placement.world import ITEMS, World, drawn

PRECISE = Rules(Precision(peers.TARGET), 60)
QUARTERS = tuple(Level(f"quarter-{n}", f"Quarter {n}", lower) for n, lower in enumerate((None, -0.6745, 0.0, 0.6745)))
BY_LEVEL = Rules(Decision(QUARTERS), 40, exposure=0.259)
UNBOUNDED = replace(BY_LEVEL, exposure=1.0)
"""What the bound on exposure costs in level mode: the same rule without it."""
WRONG = {"low": (-1.0, 1.0), "wide": (0.5, 1.5)}
SELDOM = 0.002
STEPPED = 40

type Figures = dict[str, float]


def _of(world: World, taken: Taken, name: str) -> Figures:
    exposure = taken.exposure(ITEMS)
    return {
        f"items_{name}": float(charged(world, taken).mean()),
        f"exposure_{name}": float(exposure.max()),
        f"unused_{name}": float((exposure < SELDOM).mean()),
        f"rmse_{name}": rmse(world.theta, taken.estimate),
    }


@cache
def _first(seed: int, model: str, rules: Rules) -> ours.Published:
    return ours.published(drawn(seed, 0, model=model), rules)


def precise(seed: int, learners: int, model: str) -> Figures:
    """Full mode, with all peers on the same answers; names end in the model where that is 3PL."""
    world = drawn(seed, learners, model=model)
    first = _first(seed, model, PRECISE)
    run = ours.run(world, first, PRECISE)
    catsim, own = (peers.taken(world, method) for method in (peers.CATSIM, peers.CATSIM_OWN_STOP))
    found = {
        **_of(world, run.taken, "ours"),
        **_of(world, catsim, "catsim"),
        **_of(world, peers.taken(world, peers.EAP), "eap"),
        **_of(world, peers.with_eligibility(world, peers.EAP, PRECISE.exposure, ours.EVERY), "eligibility"),
        "items_catsim_own_stop": float(own.lengths.mean()),
        "publication_seconds": first.seconds,
    }
    for n, bias in enumerate(bias_by_decile(world.theta, run.taken.estimate), 1):
        found[f"bias_decile_{n}"] = bias
    if model == "2PL":
        library = catsim_steps.stepped(world, own, STEPPED)
        found |= {
            "step_seconds": run.seconds / float(run.taken.lengths.sum()),
            "step_seconds_catsim": library.seconds,
            "catsim_agreement": library.agreement,
        }
    return found


def wrong_prior(seed: int, learners: int) -> Figures:
    """Populations that are not N(0, 1): the error in the second half of the learners, beside peers that stay there."""
    found: Figures = {}
    for name, (mean, sd) in WRONG.items():
        world = drawn(seed, learners, mean=mean, sd=sd)
        run = ours.run(world, _first(seed, "2PL", PRECISE), PRECISE)
        half = slice(learners // 2, None)
        eap, catsim = (peers.taken(world, method) for method in (peers.EAP, peers.CATSIM))
        for taken, method in ((run.taken, ""), (eap, "_eap"), (catsim, "_catsim")):
            found[f"rmse_{name}{method}"] = rmse(world.theta[half], taken.estimate[half])
            found[f"items_{name}{method}"] = float(taken.lengths[half].mean())
        found[f"exposure_{name}"] = float(run.taken.exposure(ITEMS).max())
    return found


def by_level(seed: int, learners: int) -> Figures:
    """Four levels at the quartiles, and at most 40 items: ours, ours that never stops earlier, the same rule without a
    bound on exposure, and the peers."""
    world, bounds = drawn(seed, learners), bounds_of(QUARTERS)
    first, free = _first(seed, "2PL", BY_LEVEL), _first(seed, "2PL", UNBOUNDED)
    patient = first._replace(snapshot=replace(first.snapshot, calm=()))
    found: Figures = {}
    for name, start, rules in (("ours", first, BY_LEVEL), ("forty", patient, BY_LEVEL), ("unbounded", free, UNBOUNDED)):
        run = ours.run(world, start, rules)
        beliefs = level_beliefs(world, run.taken, bounds)
        truth = np.searchsorted(bounds, world.theta)
        found[f"items_level_{name}"] = float(run.taken.lengths.mean())
        found[f"belief_level_{name}"] = float(beliefs[np.arange(learners), run.levels].mean())
        found[f"right_level_{name}"] = float((run.levels == truth).mean())
        found[f"exposure_level_{name}"] = float(run.taken.exposure(ITEMS).max())
    for name, method in (("sprt", peers.by_sprt(bounds)), ("interval", peers.by_interval(bounds))):
        taken = peers.taken(world, method, most=BY_LEVEL.max_items)
        found[f"items_level_{name}"] = float(taken.lengths.mean())
        found[f"belief_level_{name}"] = float(level_beliefs(world, taken, bounds).max(axis=1).mean())
        found[f"exposure_level_{name}"] = float(taken.exposure(ITEMS).max())
    return found
