"""The posterior as the benchmark computes it, on 241 points for many learners at once, whatever a method believes."""

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]

GRID: Floats = np.linspace(-6.0, 6.0, 241)


def chances(parameters: Floats, theta: Floats) -> Floats:
    """The chance of a right answer by item (row) and ability (column): the three-parameter logistic model."""
    a, b, c = (parameters[:, k, None] for k in range(3))
    found: Floats = c + (1.0 - c) / (1.0 + np.exp(-a * (theta - b)))
    return found


def information(parameters: Floats, theta: Floats) -> Floats:
    """Fisher information by item and ability."""
    a, _, c = (parameters[:, k, None] for k in range(3))
    p = chances(parameters, theta)
    found: Floats = a**2 * (1.0 - p) / p * ((p - c) / (1.0 - c)) ** 2
    return found


def prior(learners: int, mean: float = 0.0, sd: float = 1.0) -> Floats:
    """A normal belief about each of so many learners."""
    mass = np.exp(-0.5 * ((GRID - mean) / sd) ** 2)
    return np.tile(mass / mass.sum(), (learners, 1))


def moments(mass: Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation of each belief."""
    mean = mass @ GRID
    return mean, np.sqrt(np.maximum(mass @ GRID**2 - mean**2, 0.0))


def below(mass: Floats, bound: float) -> Floats:
    """The share of each belief under `bound`, by interpolation between points."""
    sums = np.cumsum(mass, axis=1) - mass / 2.0
    found: Floats = np.array([np.interp(bound, GRID, row) for row in sums])
    return found
