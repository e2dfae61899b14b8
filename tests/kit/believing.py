"""Beliefs of a skill as a test needs them, and what they come to."""

from adaptive.mastery import DEFAULT, VERSIONS, SkillBelief, mastered_probability

_SLOWEST = min(range(len(DEFAULT.kinds)), key=lambda kind: DEFAULT.kinds[kind].learn)


def believed(skill: str, mastery: float, *, tries: int, correct: int, at: int) -> SkillBelief:
    """Of somebody who surely learns in the slowest of the ways, and knows the skill with this probability at `at`."""
    kinds = len(DEFAULT.kinds)
    return SkillBelief(
        skill,
        shares=tuple(float(kind == _SLOWEST) for kind in range(kinds + 1)),
        known=(mastery,) * kinds,
        never=(1.0 - mastery,) * kinds,
        ability=0.0,
        variance=1.0,
        lately_right=0.0,
        lately_wrong=0.0,
        tries=tries,
        correct=correct,
        at=at,
        parameters=DEFAULT.version,
    )


def mastery_of(belief: SkillBelief) -> float:
    """The probability of mastery as of the last answer."""
    return mastered_probability(belief, belief.at, VERSIONS[belief.parameters])
