"""What a version of the mastery model consists of: kinds of learning, growth, the pull of skills, lines of signals."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One way in which learners come to know a skill, after knowledge tracing (Corbett & Anderson 1994).

    `share` is how many learn so. `initial` is the chance that one knows the skill before the first answer, `learn`
    that one comes to know it by working on an item and reading its explanation. Who knows the skill answers like a
    learner of ability `known`, who does not, like one of `unknown`.
    """

    share: float
    initial: float
    learn: float
    known: float
    unknown: float

    def __post_init__(self) -> None:
        # Written so that NaN, which compares as false, is refused too.
        if not (0.0 < self.share <= 1.0 and 0.0 < self.initial < 1.0 and 0.0 < self.learn < 1.0):
            raise ValueError("a kind of learning has a chance outside (0, 1)")
        if not self.known > self.unknown:
            raise ValueError("knowing a skill must help")


@dataclass(frozen=True, slots=True)
class Growth:
    """The other way: no state of knowing, but an ability that grows with each answer, after performance factors
    analysis (Pavlik, Cen & Koedinger 2009), with an ability of each learner's own.

    `share` is how many learn so. Ability before the first answer is normal with `mean` and `deviation`; each answer
    adds `right` or `wrong`, and `wander` to its variance. Answers of late count for more (Choffin et al. 2019):
    `lately_right` and `lately_wrong` per logarithm of one plus their number, halved in each of `lately_days`.
    """

    share: float
    mean: float
    deviation: float
    right: float
    wrong: float
    lately_right: float
    lately_wrong: float
    wander: float
    lately_days: float = 1.0

    def __post_init__(self) -> None:
        if not (0.0 <= self.share <= 1.0 and self.deviation > 0.0 and self.wander >= 0.0 and self.lately_days > 0.0):
            raise ValueError("growth has a share outside [0, 1], or a deviation or a time that is none")


@dataclass(frozen=True, slots=True)
class Lines:
    """When a signal is raised and lowered, as probabilities and numbers of answers."""

    # Struggling: no mastery within so many tries, told from the earliest on, looking ahead at least so far.
    spin_tries: int = 10
    spin_earliest: int = 4
    spin_ahead: int = 4
    # Advancing quickly: mastered from the earliest try on, within so many, of which so many were wrong at most.
    fast_earliest: int = 2
    fast_tries: int = 8
    fast_wrong: int = 1
    # A signal is raised at the upper line and lowered under the lower one; between them it stays as it was.
    struggling_raise: float = 0.60
    struggling_clear: float = 0.15
    advancing_raise: float = 0.85
    advancing_clear: float = 0.55

    def __post_init__(self) -> None:
        if self.struggling_clear >= self.struggling_raise or self.advancing_clear >= self.advancing_raise:
            raise ValueError("a signal must be lowered under the line that raises it")


@dataclass(frozen=True, slots=True)
class Pull:
    """How far answers on neighbouring skills bear on how a skill is read (`prerequisites`); without strength, not.

    By a logit that answers have raised the ability in a skill that builds on this one, this one rises by `advanced`
    logits; by a logit that they have lowered it in one that this one builds on, this one falls by `required`. Answers
    on the skill itself count down from the first to the `enough`th, from where neighbours say nothing; and together
    they never say more than `most` logits.
    """

    advanced: float = 0.0
    required: float = 0.0
    enough: int = 4
    most: float = 1.0

    def __post_init__(self) -> None:
        if not (self.advanced >= 0.0 and self.required >= 0.0 and self.enough >= 1 and self.most >= 0.0):
            raise ValueError("neighbouring skills pull by less than nothing, or a skill never has answers enough")


@dataclass(frozen=True, slots=True)
class Parameters:
    """One version of the model. A published version never changes, so its beliefs can be recomputed from evidence.

    Half of what is known is forgotten in `half_life_days` without practice.
    `trust` is how much an item's stated difficulty counts: 1 where it was measured, less where an author judged it.
    `luck` is how much of a blind guess's chance is left to who does not know: wrong options are made to attract.
    `placement` is by how many logits a unit of ability above the skill's difficulty raises the chance to know it.
    """

    version: str
    kinds: tuple[Kind, ...]
    growth: Growth
    half_life_days: float
    trust: float = 1.0
    luck: float = 0.5
    placement: float = 1.5
    # A skill counts as mastered from here: good enough to go on. To say so to others takes `certain`.
    mastered: float = 0.85
    certain: float = 0.975
    lines: Lines = Lines()
    pull: Pull = Pull()

    def __post_init__(self) -> None:
        shares = [kind.share for kind in self.kinds] + [self.growth.share]
        if abs(sum(shares) - 1.0) > 1e-6:
            raise ValueError(f"parameters {self.version!r}: the shares add up to {sum(shares)}, not to 1")
        if not self.half_life_days > 0.0:
            raise ValueError(f"parameters {self.version!r}: forgetting must take time")
        if not (0.0 <= self.trust <= 1.0 and 0.0 <= self.luck <= 1.0 and self.placement >= 0.0):
            raise ValueError(f"parameters {self.version!r}: trust, luck or placement is out of range")
        if not 0.5 <= self.mastered <= self.certain < 1.0:
            raise ValueError(f"parameters {self.version!r}: mastery must be likely, and certainty more so")
