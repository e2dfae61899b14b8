"""Fit pyBKT to the answers of some learners, and foretell those of others.

    .tools/pybkt/bin/python local/tools/pybkt/trace.py answers.npz foretold.npz

In: `evidence` and `answers`, learners by tries, whether each was right; `seed`. Out: `right`, learners by tries, the
chance of each answer before it was given; `four`, the chances to know the skill at first, to learn it, to slip and to
guess.
"""

import sys
import warnings

import numpy as np
import pandas as pd
from pyBKT.models import Model


def table(correct: np.ndarray) -> pd.DataFrame:
    """One skill, as pyBKT reads it: an answer a row, in order."""
    learners, tries = correct.shape
    return pd.DataFrame(
        {
            "order_id": np.arange(learners * tries),
            "user_id": np.repeat(np.arange(learners), tries),
            "skill_name": "skill",
            "correct": correct.ravel().astype(int),
        }
    )


def main(given: str, told: str) -> None:
    """Read, fit, foretell, write."""
    warnings.simplefilter("ignore")  # of pandas, about what pyBKT asks of it
    with np.load(given) as read:
        evidence, answers, seed = read["evidence"], read["answers"], int(read["seed"])
    model = Model(seed=seed, num_fits=2, parallel=False)
    model.fit(data=table(evidence))
    fitted = model.params()["value"]
    right = model.predict(data=table(answers)).sort_values("order_id")["correct_predictions"]
    four = [float(fitted["skill", name, "default"]) for name in ("prior", "learns", "slips", "guesses")]
    np.savez(told, right=right.to_numpy().reshape(answers.shape), four=four)


if __name__ == "__main__":
    main(*sys.argv[1:])
