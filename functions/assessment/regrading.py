"""What a changed grade changes: the attempt, its outcome, the evidence, and every belief that rests on them.

A belief is replayed from its prior over all evidence on its skill in the order counted, and the skill's review card
with it, so they come out as if the answer had been graded so at once. A placement's ability is also the prior of skills
that had no answer when it ended: those priors, told by being equal to what the old outcome gives, are renewed, and
their beliefs replayed too.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import replace
from datetime import datetime
from typing import NamedTuple

from adaptive import review
from adaptive.mastery import VERSIONS, Evidence, SkillBelief, replay
from assessment import attempting, counting, placement_steps
from assessment.attempting import Course
from inarax.stores.attempts import Attempt
from inarax.stores.beliefs import Belief, Placement
from inarax.stores.evidence import Recorded


class Regraded(NamedTuple):
    """Attempt, belief and the piece of evidence, if it was one, as they are after the grade was changed."""

    attempt: Attempt
    belief: Belief
    evidence: Recorded | None


def regraded(
    attempt: Attempt, belief: Belief, recorded: Sequence[Recorded], course: Course, item: str, correct: bool
) -> Regraded:
    """Change the grade of one answer of an attempt.

    `recorded` is the evidence on the answer's skill or, of a placement, on every skill of the course, each in order.
    Nothing rests on an answer to an item on trial.
    """
    answers = tuple((name, correct if name == item else was) for name, was in attempt.answers)
    after = replace(attempt, answers=answers)
    if counting.on_trial(course.items[item]):
        return Regraded(after, belief, None)
    flipped = next(_graded(each, correct) for each in recorded if _is_of(each, attempt, item))
    evidence = [flipped.evidence if _is_of(each, attempt, item) else each.evidence for each in recorded]
    concluded = _concluded(belief, attempt, after, course, attempt.closed_at) if attempt.closed_at else belief
    moved = {skill for skill, prior in concluded.priors.items() if prior != belief.priors[skill]}
    replayed = {
        skill: _replayed(concluded.priors[skill], evidence) for skill in sorted(moved | {flipped.evidence.skill})
    }
    cards = {**belief.cards, **_card(flipped.evidence.skill, evidence)}
    return Regraded(after, replace(concluded, skills={**belief.skills, **replayed}, cards=cards), flipped)


def replaced(belief: Belief, now: Placement, recorded: Iterable[Recorded], course: Course) -> Belief:
    """The belief under another outcome of its placement; `recorded` is all evidence of the course, in order."""
    if belief.placement is None:
        raise ValueError("there is no placement to replace")
    priors = _priors(belief.priors, belief.placement, now, course)
    moved = sorted(skill for skill, prior in priors.items() if prior != belief.priors[skill])
    evidence = [each.evidence for each in recorded]
    replayed = {skill: _replayed(priors[skill], evidence) for skill in moved}
    return replace(belief, placement=now, priors=priors, skills={**belief.skills, **replayed})


def _is_of(recorded: Recorded, attempt: Attempt, item: str) -> bool:
    return (recorded.attempt_id, recorded.evidence.item) == (attempt.attempt_id, item)


def _graded(recorded: Recorded, correct: bool) -> Recorded:
    return replace(recorded, evidence=replace(recorded.evidence, correct=correct))


def _concluded(belief: Belief, before: Attempt, after: Attempt, course: Course, at: datetime) -> Belief:
    """The attempt's outcome anew, unless a later attempt or a person replaced it, and the priors that rest on it."""
    if after.quiz is None:
        was, now = (_placement(attempt, course, at) for attempt in (before, after))
        latest = belief.placement is not None and belief.placement.attempt == after.attempt_id
        if latest and belief.placement and belief.placement.reviewed:
            return belief
        priors = _priors(belief.priors, was, now, course)
        return replace(belief, placement=now if latest else belief.placement, priors=priors)
    kept = belief.quizzes.get(after.quiz)
    if kept is None or kept.attempt != after.attempt_id:
        return belief
    outcome = counting.quiz_outcome(after, attempting.passed(after, course), at)
    return replace(belief, quizzes={**belief.quizzes, after.quiz: outcome})


def _placement(attempt: Attempt, course: Course, at: datetime) -> Placement:
    return counting.placement_of(attempt, placement_steps.outcome(course.placement, attempt.answers), at)


def _priors(
    priors: Mapping[str, SkillBelief], was: Placement, now: Placement, course: Course
) -> dict[str, SkillBelief]:
    at, asked = int(was.at.timestamp()), counting.skills(course.items)

    def renewed(skill: str, prior: SkillBelief) -> SkillBelief:
        parameters = VERSIONS[prior.parameters]
        if skill not in asked or prior != counting.prior_of(was, skill, course.items, at, parameters):
            return prior
        return counting.prior_of(now, skill, course.items, at, parameters)

    return {skill: renewed(skill, prior) for skill, prior in priors.items()}


def _card(skill: str, evidence: Iterable[Evidence]) -> dict[str, review.Card]:
    card = review.replay(each for each in evidence if each.skill == skill)
    return {skill: card} if card else {}


def _replayed(prior: SkillBelief, evidence: Iterable[Evidence]) -> SkillBelief:
    return replay((each for each in evidence if each.skill == prior.skill), prior, VERSIONS[prior.parameters])
