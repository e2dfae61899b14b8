"""Simulated learners, each world with the equations that made them and the exact filter that knows these equations.

A seed draws the skill's own numbers anew, within what is published, and the questions on it.
"""

from numpy.random import Generator

from benchmarks.worlds.able import Able
from benchmarks.worlds.bkt import Bkt
from benchmarks.worlds.factors import Factors
from benchmarks.worlds.forgetting import Forgetting
from benchmarks.worlds.gaming import Gaming
from benchmarks.worlds.growing import Growing
from benchmarks.worlds.individual import Individual
from benchmarks.worlds.knowing import Knowing
from benchmarks.worlds.never import Never
from benchmarks.worlds.spaced import Spaced

type World = Knowing | Able

WORLDS: dict[str, type[World]] = {
    "bkt": Bkt,
    "forgetting": Forgetting,
    "individual": Individual,
    "growing": Growing,
    "factors": Factors,
    "spaced": Spaced,
    "never": Never,
    "gaming": Gaming,
}


def world(name: str, rng: Generator) -> World:
    """The world of this name, with numbers drawn by `rng`."""
    return WORLDS[name](rng)
