"""What the figures of the engine are to reach, each set before it was measured."""

import json
from pathlib import Path
from typing import NamedTuple

_RESULTS = Path(__file__).parent / "results"


class Bound(NamedTuple):
    """A figure of a results file, in words, and the most it may be (of LEAST: the least)."""

    result: str
    figure: str
    words: str
    value: float
    least: bool = False

    @property
    def measured(self) -> float:
        """What the last run wrote."""
        return float(results(self.result)[self.figure])

    @property
    def is_reached(self) -> bool:
        """Whether the last run is within the bound."""
        return self.measured >= self.value if self.least else self.measured <= self.value


BOUNDS = (
    Bound("placement", "items_to_sd_030", "questions until ability is known to 0.30", 22.0),
    Bound("placement", "rmse", "error of ability, root mean square", 0.305),
    Bound("placement", "max_exposure", "share of learners who are shown the question that is shown most", 0.25),
    Bound("placement", "unused_share", "share of questions that are hardly shown", 0.02),
    Bound("placement", "rmse_wrong_prior", "error where learners are otherwise than was assumed", 0.305),
    Bound("placement", "items_to_level", "questions until a level is named", 21.5),
    Bound("placement", "level_belief_lost", "belief in the level, less than after 40 questions, by", 0.002),
    Bound("mastery", "auc_regret_worst", "AUC of the next answer behind an oracle's, worst world", 0.005),
    Bound("mastery", "cold_auc_regret_worst", "the same before anything was measured of a course", 0.035),
    Bound("mastery", "ece_worst", "calibration error of the next answer, worst world", 0.010),
    Bound("mastery", "cold_ece_worst", "the same before anything was measured of a course", 0.045),
    Bound("mastery", "mastery_ece_mean", "calibration error of mastery itself, mean of worlds", 0.045),
    Bound("mastery", "mastery_ece_worst", "calibration error of mastery itself, worst world", 0.12),
    Bound("mastery", "false_mastery", "of who is held to have mastered a skill (0.975), share who has not", 0.025),
    Bound("mastery", "false_mastery_worst", "the same, worst world", 0.035),
    Bound("mastery", "saved_share_worst", "practice spared, of what an oracle spares, worst world", 0.50, least=True),
    Bound(
        "prerequisites",
        "loose_first_together_auc_gain",
        "AUC of first answers that neighbouring skills gain where no skill rests on another",
        -0.002,
        least=True,
    ),
    Bound("signals", "auc_regret_mean", "AUC of who will struggle behind an oracle's, mean of worlds", 0.004),
    Bound("signals", "auc_regret_worst", "AUC of who will struggle behind an oracle's, worst world", 0.012),
    Bound("signals", "precision_behind_worst", "precision at a recall of 0.75 behind an oracle's, worst world", 0.012),
    Bound("signals", "flapping_worst", "answers after which a signal turns back within three, worst world", 0.01),
)


def results(name: str) -> dict[str, float]:
    """What the last run of a benchmark wrote."""
    found: dict[str, float] = json.loads((_RESULTS / f"{name}.json").read_text())
    return found
