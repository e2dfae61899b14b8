"""Mastery: the belief that a learner knows a skill, updated in constant time per answer.

A blend of knowledge tracing for a few kinds of learning (`tracing`) with an ability that grows (`growth`). Each says
how likely the answer was, and Bayes' rule shifts the belief between them, so the blend is one for each learner. The
belief is rounded after each update, so it can be recomputed bit for bit from its evidence.
"""

from collections.abc import Iterable, Mapping
from copy import replace
from math import isfinite, log
from typing import Any, NamedTuple, Self

from adaptive import growth, tracing
from adaptive.growth import Ability, Tally
from adaptive.irt import logistic
from adaptive.parameters import Parameters
from adaptive.response import Question, question
from adaptive.versions import DEFAULT, VERSIONS

__all__ = [
    "DEFAULT",
    "VERSIONS",
    "Evidence",
    "Parameters",
    "SkillBelief",
    "answer_probability",
    "mastered_probability",
    "prior",
    "replay",
    "update",
]

DAY = 86_400
DIGITS = 6
# No way of learning is ever ruled out: another answer may speak for it again.
LEAST_SHARE = 1e-4


class SkillBelief(NamedTuple):
    """What is believed of one skill as of `at` (epoch seconds), under the version `parameters`.

    `shares` is the chance of each kind of learning, of growth last; by kind, `known` is the chance that the skill is
    known, and `never` that it was not known at any moment so far. `ability` and `variance` are what growth believes the
    learner brought along, `lately_right` and `lately_wrong` the answers of late, which fade. All are rounded to 1e-6.
    """

    skill: str
    shares: tuple[float, ...]
    known: tuple[float, ...]
    never: tuple[float, ...]
    ability: float
    variance: float
    lately_right: float
    lately_wrong: float
    tries: int
    correct: int
    at: int
    parameters: str

    @classmethod
    def restored(cls, plain: Mapping[str, Any]) -> Self:
        """The belief from `_asdict()` as JSON gives it back, with lists for tuples.

        One from before `never` was kept is read as if nothing had been forgotten since the first answer.
        """
        plain = {"never": [_rounded(1.0 - known) for known in plain["known"]], **plain}
        return cls(**{**plain, **{name: tuple(plain[name]) for name in ("shares", "known", "never")}})

    @property
    def tally(self) -> Tally:
        """Right and wrong answers so far."""
        return Tally(self.correct, self.tries - self.correct)

    @property
    def grown(self) -> Ability:
        """What growth believes, as of the last answer."""
        return Ability(self.ability, self.variance, self.lately_right, self.lately_wrong)


class Evidence(NamedTuple):
    """One answer: `discrimination` is a, `guess` the chance of a lucky right answer.

    `difficulty` is b, counted from the middle of the skill: 0 is a question of middling difficulty, be the skill easy
    or hard. Where the skill itself lies is said once, by the prior.
    """

    skill: str
    item: str
    correct: bool
    difficulty: float
    discrimination: float
    guess: float
    at: int


def prior(
    skill: str, *, theta: float | None, at: int, parameters: Parameters = DEFAULT, difficulty: float = 0.0
) -> SkillBelief:
    """The belief before any answer, from the ability `theta` of a placement if there was one.

    `difficulty` is where the skill lies on the scale of ability (the mean b of its items, say). An ability or a
    difficulty that is no number raises ValueError.
    """
    grown = parameters.growth
    logits = 0.0 if theta is None else parameters.placement * (theta - difficulty)
    if not isfinite(logits):
        raise ValueError(f"a placement at {theta} of a skill at {difficulty} says nothing")
    known, ability = ahead((kind.initial for kind in parameters.kinds), grown.mean, logits)
    return SkillBelief(
        skill,
        shares=tuple(_rounded(share) for share in (*(kind.share for kind in parameters.kinds), grown.share)),
        known=known,
        never=tuple(_rounded(1.0 - chance) for chance in known),
        ability=ability,
        variance=_rounded(grown.deviation * grown.deviation),
        lately_right=0.0,
        lately_wrong=0.0,
        tries=0,
        correct=0,
        at=at,
        parameters=parameters.version,
    )


def ahead(known: Iterable[float], ability: float, logits: float) -> tuple[tuple[float, ...], float]:
    """The chances that a skill is known, by kind of learning, and the ability, of a learner so many logits ahead."""
    return tuple(_rounded(_sooner(chance, logits)) for chance in known), _rounded(ability + logits)


def update(
    belief: SkillBelief,
    *,
    correct: bool,
    difficulty: float,
    discrimination: float,
    guess: float,
    at: int,
    parameters: Parameters = DEFAULT,
) -> SkillBelief:
    """The belief after one answer at `at` (epoch seconds); `difficulty` counts from the middle of the skill.

    Time never runs backwards: an answer dated before the belief counts as given at belief.at. Impossible
    item parameters, and parameters of another version than the belief's, raise ValueError.
    """
    asked = question(difficulty, discrimination, guess, parameters)
    known, ability = _now(belief, at, parameters)
    after = growth.learned(ability, belief.tally, correct, asked, parameters.growth)
    return replace(
        belief,
        shares=_shares(belief, _chances(belief, known, ability, asked, parameters), correct),
        known=tuple(
            _rounded(tracing.learned(was, correct, asked, kind))
            for was, kind in zip(known, parameters.kinds, strict=True)
        ),
        never=tuple(
            _rounded(tracing.never_yet(never, was, correct, asked, kind))
            for never, was, kind in zip(belief.never, known, parameters.kinds, strict=True)
        ),
        ability=_rounded(after.mean),
        variance=_rounded(after.variance),
        lately_right=_rounded(after.lately_right),
        lately_wrong=_rounded(after.lately_wrong),
        tries=belief.tries + 1,
        correct=belief.correct + correct,
        at=max(at, belief.at),
    )


def replay(evidence: Iterable[Evidence], prior: SkillBelief, parameters: Parameters = DEFAULT) -> SkillBelief:
    """Recompute a belief from its answers in the order in which they were counted.

    Evidence of another skill raises ValueError.
    """
    belief = prior
    for answer in evidence:
        if answer.skill != belief.skill:
            raise ValueError(f"evidence of skill {answer.skill!r} does not bear on {belief.skill!r}")
        belief = update(
            belief,
            correct=answer.correct,
            difficulty=answer.difficulty,
            discrimination=answer.discrimination,
            guess=answer.guess,
            at=answer.at,
            parameters=parameters,
        )
    return belief


def mastered_probability(belief: SkillBelief, at: int, parameters: Parameters = DEFAULT) -> float:
    """Probability that the skill is mastered at `at` (epoch seconds), with forgetting since the last answer.

    Mastered: it is known or, of an ability that grows, a fresh question of middling difficulty would be answered right
    with a chance of .85 or more.
    """
    known, ability = _now(belief, at, parameters)
    return _blended(belief, (*known, growth.enough(ability, belief.tally, parameters.growth)))


def answer_probability(
    belief: SkillBelief,
    *,
    difficulty: float,
    discrimination: float,
    guess: float,
    at: int,
    parameters: Parameters = DEFAULT,
) -> float:
    """Probability that the learner would answer an item right at `at` (epoch seconds).

    `difficulty` counts from the middle of the skill.
    """
    known, ability = _now(belief, at, parameters)
    asked = question(difficulty, discrimination, guess, parameters)
    return _blended(belief, _chances(belief, known, ability, asked, parameters))


def unmastered_ahead(belief: SkillBelief, tries: int, parameters: Parameters) -> float:
    """Probability that the skill is not mastered as of the last answer and will not be after `tries` more in a row."""
    return _short(belief, [1.0 - known for known in belief.known], tries, parameters)


def never_mastered(belief: SkillBelief, tries: int, parameters: Parameters) -> float:
    """Probability that the skill was not mastered at any moment so far, and will not be in `tries` more in a row."""
    return _short(belief, belief.never, tries, parameters)


def _short(belief: SkillBelief, unknown: Iterable[float], tries: int, parameters: Parameters) -> float:
    _same(belief, parameters)
    stay = [chance * tracing.not_in(tries, kind) for chance, kind in zip(unknown, parameters.kinds, strict=True)]
    return _blended(belief, (*stay, growth.still_short(belief.grown, belief.tally, tries, parameters.growth)))


def _now(belief: SkillBelief, at: int, parameters: Parameters) -> tuple[list[float], Ability]:
    """What is left of knowledge, by kind, and of ability at `at`."""
    _same(belief, parameters)
    days = max(0, at - belief.at) / DAY
    known = [tracing.faded(known, days, parameters.half_life_days) for known in belief.known]
    return known, growth.faded(belief.grown, days, parameters.growth)


def _same(belief: SkillBelief, parameters: Parameters) -> None:
    if belief.parameters != parameters.version:
        raise ValueError(f"a belief under {belief.parameters!r} cannot be read with parameters {parameters.version!r}")


def _chances(
    belief: SkillBelief, known: Iterable[float], ability: Ability, asked: Question, parameters: Parameters
) -> list[float]:
    """The chance of a right answer, by kind of learning, by growth last."""
    traced = [tracing.chance(was, asked, kind) for was, kind in zip(known, parameters.kinds, strict=True)]
    return [*traced, growth.chance(ability, belief.tally, asked, parameters.growth)]


def _shares(belief: SkillBelief, chances: Iterable[float], correct: bool) -> tuple[float, ...]:
    """Bayes' rule between the kinds of learning: each is as likely as it was, times its chance of this answer."""
    likely = [
        share * (chance if correct else 1.0 - chance) for share, chance in zip(belief.shares, chances, strict=True)
    ]
    total = sum(likely)
    return tuple(_rounded(max(LEAST_SHARE, each / total) if each else 0.0) for each in likely)


def _blended(belief: SkillBelief, values: Iterable[float]) -> float:
    """The mean over the kinds of learning; rounded shares need not add up to 1."""
    return sum(share * value for share, value in zip(belief.shares, values, strict=True)) / sum(belief.shares)


def _sooner(chance: float, logits: float) -> float:
    return min(tracing.MOST, max(tracing.LEAST, logistic(log(chance / (1.0 - chance)) + logits)))


def _rounded(value: float) -> float:
    return round(value, DIGITS)
