"""A changed grade leaves everything as if the answer had been graded so at once."""

from copy import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from adaptive.mastery import VERSIONS, replay
from assessment import attempting, counting, placement_steps
from assessment.levelling import levelled
from assessment.regrading import regraded, replaced
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.beliefs import Belief
from tests.kit.events import NOW
from tests.unit.assessment.course import course, items

PLACED = ("bits-1", "octets-2", "bits-3")
QUIZZES = ({"bits": ("bits-2", "bits-4", "bits-7")}, {"masks": ("masks-1", "masks-2")}, {"bits": ("bits-1", "bits-5")})
grades = st.lists(st.booleans(), min_size=10, max_size=10)


def history(right):
    """A placement and three quizzes answered so: the belief, the evidence and the attempts at the end."""
    belief, recorded, attempts, turn = Belief("learner", "binary"), [], [], iter(right)
    placement = Attempt("learner", "placement", Kind.PLACEMENT, "binary", "v", None, PLACED, NOW)
    for item in PLACED:  # not step by step: which item is asked must not depend on the grades here
        correct, at = next(turn), NOW + timedelta(minutes=len(recorded))
        placement = replace(placement, answers=(*placement.answers, (item, correct)), closed_at=at)
        evidence = counting.evidence_of(items(), item, correct, at)
        belief, one = counting.counted(belief, "placement", evidence, items())
        recorded.append(one)
    outcome = placement_steps.outcome(course().placement, placement.answers)
    belief = counting.placed(belief, placement, outcome, items(), placement.closed_at)
    attempts.append(placement)
    for number, quiz in enumerate(QUIZZES):
        ((lesson, asked),) = quiz.items()
        attempt = Attempt("learner", f"quiz-{number}", Kind.QUIZ, "binary", "v", lesson, asked, NOW)
        for item in asked:
            at = NOW + timedelta(hours=len(recorded))
            after = attempting.advanced(attempt, belief, course(), item, next(turn), at)
            attempt, belief = after.attempt, after.belief
            recorded.append(after.evidence)
        attempts.append(attempt)
    return belief, recorded, attempts


POSITIONS = [(0, item) for item in PLACED] + [
    (number, item) for number, quiz in enumerate(QUIZZES, 1) for asked in quiz.values() for item in asked
]


@settings(max_examples=60)
@given(grades, st.integers(0, 9))
def test_it_comes_out_as_if_graded_so_at_once(right, position):
    belief, recorded, attempts = history(right)
    number, item = POSITIONS[position]
    flipped = _flipped(right, position)
    expected, evidence, expected_attempts = history(flipped)
    after = regraded(attempts[number], belief, recorded, course(), item, flipped[position])
    assert after.attempt == expected_attempts[number]
    assert after.belief == expected
    assert after.evidence == evidence[position]


@settings(max_examples=20)
@given(grades, st.integers(0, 9))
def test_beliefs_of_the_version_before_are_renewed_under_it(right, position):
    belief, recorded, attempts = history(right)
    number, item = POSITIONS[position]
    flipped = _flipped(right, position)
    after = regraded(attempts[number], _older(belief), recorded, course(), item, flipped[position])
    assert after.belief == _older(history(flipped)[0])


def _flipped(right, position):
    return [correct is not (index == position) for index, correct in enumerate(right)]


def _older(belief):
    """The same belief as it was made under the version before, which has the same numbers."""
    skills, priors = (
        {skill: kept._replace(parameters="2026-11-default") for skill, kept in some.items()}
        for some in (belief.skills, belief.priors)
    )
    return replace(belief, skills=skills, priors=priors)


@settings(max_examples=20)
@given(grades, st.integers(0, 9))
def test_changing_a_grade_there_and_back_changes_nothing(right, position):
    belief, recorded, attempts = history(right)
    number, item = POSITIONS[position]
    there = regraded(attempts[number], belief, recorded, course(), item, not right[position])
    evidence = [there.evidence if index == position else each for index, each in enumerate(recorded)]
    back = regraded(there.attempt, there.belief, evidence, course(), item, right[position])
    assert (back.attempt, back.belief, back.evidence) == (attempts[number], belief, recorded[position])


def test_a_quiz_attempt_that_a_later_one_replaced_leaves_the_outcome():
    belief, recorded, attempts = history([True] * 3 + [False] * 3 + [True] * 4)
    after = regraded(attempts[1], belief, recorded, course(), "bits-2", True)
    assert after.belief.quizzes == belief.quizzes
    assert after.belief.skills["bits"] != belief.skills["bits"]


def test_an_open_attempt_has_no_outcome_yet():
    attempt = Attempt("learner", "open", Kind.QUIZ, "binary", "v", "bits", ("bits-1", "bits-2"), NOW)
    first = attempting.advanced(attempt, Belief("learner", "binary"), course(), "bits-1", False, NOW)
    after = regraded(first.attempt, first.belief, [first.evidence], course(), "bits-1", True)
    assert (after.attempt.answers, after.belief.quizzes) == ((("bits-1", True),), {})


levels = st.sampled_from(["newcomer", "practitioner", "expert"])


def _reviewed(right, level):
    belief, recorded, attempts = history(right)
    found = levelled(belief.placement, course().placement.levels, level)
    return replaced(belief, found, recorded, course()), recorded, attempts, belief


@settings(max_examples=30)
@given(grades, levels)
def test_under_a_level_that_a_person_found_every_belief_is_its_evidence_replayed(right, level):
    after, recorded, _, before = _reviewed(right, level)
    assert (after.placement.level, after.placement.reviewed) == (level, True)
    assert after.quizzes == before.quizzes
    for skill, kept in after.skills.items():
        evidence = [each.evidence for each in recorded if each.evidence.skill == skill]
        assert replay(evidence, after.priors[skill], VERSIONS[kept.parameters]) == kept
    tried = {"bits", "octets"}  # the placement asked for these, so that their priors are older than it
    untried = set(after.priors) - tried
    assert all(after.priors[skill] == before.priors[skill] for skill in tried)
    seconds = int(before.placement.at.timestamp())
    for skill in untried:
        assert after.priors[skill] == counting.prior_of(after.placement, skill, items(), seconds)


@settings(max_examples=30)
@given(grades, levels, levels)
def test_reviewing_again_is_as_if_only_the_last_review_had_been(right, first, last):
    once, recorded, _, before = _reviewed(right, first)
    found = levelled(before.placement, course().placement.levels, last)
    assert replaced(once, found, recorded, course()) == replaced(before, found, recorded, course())


@settings(max_examples=30)
@given(grades, levels, st.integers(0, 2))
def test_a_grade_that_is_changed_later_leaves_the_level_that_a_person_found(right, level, position):
    reviewed, recorded, attempts, _ = _reviewed(right, level)
    after = regraded(attempts[0], reviewed, recorded, course(), PLACED[position], not right[position])
    assert after.belief.placement == reviewed.placement
    assert after.belief.priors == reviewed.priors
