"""The numbers of the mastery model and of the signals, under a version that every belief carries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parameters:
    """One version of the model. A published version never changes, so its beliefs can be recomputed from evidence."""

    version: str
    # Belief before any answer, at an ability equal to the skill's difficulty, and logits per unit of ability above it.
    initial: float = 0.30
    placement_slope: float = 1.5
    # Chance that an unknown skill is learned by working on one item and reading its explanation.
    learn: float = 0.08
    # Who knows a skill answers its items like a learner of this ability, and who does not, like one of that.
    known_ability: float = 1.5
    unknown_ability: float = -1.5
    # Right answers by luck, wrong ones by carelessness, that no item explains: no single answer decides alone.
    luck: float = 0.05
    lapse: float = 0.05
    # Forgetting: half-life after no right answer, growing by itself with each; and the share that is never lost.
    half_life_days: float = 30.0
    retained: float = 0.25
    # A skill counts as mastered from here: about three right single choices in a row, or two typed answers.
    mastered: float = 0.85
    # Struggling: no mastery within so many tries, told from the earliest on, looking ahead at least so far.
    spin_tries: int = 10
    spin_earliest: int = 4
    spin_ahead: int = 4
    # Advancing quickly: mastered from the earliest try on, within so many, of which so many were wrong at most.
    fast_earliest: int = 2
    fast_tries: int = 6
    fast_wrong: int = 1
    # A signal is raised at the upper line and lowered under the lower one; between them it stays as it was.
    struggling_raise: float = 0.70
    struggling_clear: float = 0.35
    advancing_raise: float = 0.90
    advancing_clear: float = 0.75

    def __post_init__(self) -> None:
        chances = (self.initial, self.learn, self.luck, self.lapse, self.retained, self.mastered)
        if not all(0.0 < chance < 1.0 for chance in chances) or self.luck + self.lapse >= 0.5:
            raise ValueError(f"parameters {self.version!r}: a chance is outside (0, 1)")
        if self.known_ability <= self.unknown_ability or self.half_life_days <= 0.0 or self.placement_slope <= 0.0:
            raise ValueError(f"parameters {self.version!r}: knowing a skill must help, and forgetting must take time")
        if self.struggling_clear >= self.struggling_raise or self.advancing_clear >= self.advancing_raise:
            raise ValueError(f"parameters {self.version!r}: a signal must be lowered under the line that raises it")


DEFAULT = Parameters(version="2026-11-default")
VERSIONS = {DEFAULT.version: DEFAULT}
