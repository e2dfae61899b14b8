"""Fit the model to a file of real answers, and judge it: `python -m benchmarks.fitting answers.csv`.

For each skill with enough learners: fitted on four of five learners, chosen by a hash of their names, judged on the
fifth. Printed per skill and as the mean over skills, beside the pooled AUC, which flatters: it also counts that some
skills are easier than others. Beside it stands what knowing the answer before alone would give.
"""

import sys
from hashlib import sha256
from pathlib import Path
from statistics import fmean

LEAST = 50
"""Learners whom a skill must have."""
FOLDS = 5


def main(path: Path) -> None:
    """Read, fit, judge and print."""
    from benchmarks import environment

    environment.enter()
    import numpy as np

    from benchmarks import metrics
    from benchmarks.fitting.published import measured
    from benchmarks.fitting.reading import read, samples
    from benchmarks.following import follow

    log = read(path)
    print(f"{len(log.rows)} answers; repeated {log.repeated}, tied {log.tied}, disordered {log.disordered}")
    aucs, before, pooled = [], [], []
    for skill, sample in samples(log):
        judged = np.array([_fold(learner) == 0 for learner in sample.learners])
        if len(judged) < LEAST or not judged.any():
            continue
        fit = measured(sample.histories.of(~judged), skill)
        kept = sample.histories.of(judged)
        right, told = follow(kept, fit.course, fit.parameters).right, kept.told
        if kept.correct[told].all() or not kept.correct[told].any():
            continue
        last = np.vstack([np.zeros((1, kept.learners), bool), kept.correct[:-1]])
        aucs.append(metrics.auc(kept.correct[told], right[told]))
        before.append(metrics.auc(kept.correct[told], last[told].astype(float)))
        pooled.append((kept.correct[told], right[told]))
        print(f"{skill}: AUC {aucs[-1]:.4f} on {int(told.sum())} answers; by the answer before {before[-1]:.4f}")
        print(f"  {fit.parameters}")
    if not aucs:
        raise SystemExit("no skill has enough learners")
    truth, chance = (np.concatenate(each) for each in zip(*pooled, strict=True))
    print(f"mean over {len(aucs)} skills: AUC {fmean(aucs):.4f}, by the answer before {fmean(before):.4f}")
    auc, error = metrics.auc(truth, chance), metrics.calibration_error(truth, chance)
    print(f"pooled: AUC {auc:.4f}, calibration error {error:.4f}")


def _fold(learner: str) -> int:
    return sha256(learner.encode()).digest()[0] % FOLDS


if __name__ == "__main__":
    main(Path(sys.argv[1]))
