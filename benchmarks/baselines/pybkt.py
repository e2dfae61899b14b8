"""Knowledge tracing as pyBKT fits it (Badrinath, Wang & Pardos 2021), which lives in an environment of its own."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from local.settings import ROOT

from benchmarks.baselines import Baseline
from benchmarks.baselines.tracing import Four, traced
from benchmarks.worlds.answers import Answers

PYTHON = ROOT / ".tools" / "pybkt" / "bin" / "python"
PROGRAM = ROOT / "local" / "tools" / "pybkt" / "trace.py"
SAME = 1e-3
"""So close its foresight comes to the same filter with its parameters, which it tells rounded."""


def foretold(evidence: Answers, answers: Answers, seed: int) -> Baseline:
    """Its own foresight of `answers`, fitted on `evidence`; held to be mastered by the filter with its parameters."""
    with TemporaryDirectory() as folder:
        given, told = Path(folder, "given.npz"), Path(folder, "told.npz")
        np.savez(given, evidence=evidence.correct, answers=answers.correct, seed=seed)
        subprocess.run([PYTHON, PROGRAM, given, told], check=True)
        with np.load(told) as read:
            right, ours = read["right"], traced(answers, Four(*read["four"]))
    gap = float(np.abs(ours.right - right).max())
    if gap > SAME:
        raise ValueError(f"pyBKT was misread: the filter with its parameters is {gap} off what it foretells itself")
    return Baseline(right, ours.sure)
