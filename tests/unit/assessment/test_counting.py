"""What a graded answer says: the evidence, the belief after it, and that one follows from the other."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptive import review
from adaptive.mastery import prior, replay
from adaptive.placement.levels import Level, Placed
from assessment import counting
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.beliefs import Belief
from tests.kit.believing import mastery_of
from tests.kit.events import NOW
from tests.unit.assessment.course import items

OUTCOME = Placed(Level("expert", "Expert", 1.0), 0.9, 1.4, 0.3)
PLACEMENT = Attempt("learner", "placement", Kind.PLACEMENT, "binary", "v", None, (), NOW)


def answers(limit=12):
    """Items with grades and seconds since the answer before."""
    return st.lists(st.tuples(st.sampled_from(sorted(items())), st.booleans(), st.integers(0, 10**6)), max_size=limit)


def counted(belief, given_answers, at=NOW):
    recorded = []
    for name, correct, seconds in given_answers:
        at += timedelta(seconds=seconds)
        evidence = counting.evidence_of(items(), name, correct, at)
        belief, one = counting.counted(belief, "attempt", evidence, items())
        recorded.append(one)
    return belief, recorded


@given(answers(), answers())
def test_a_belief_is_what_replaying_its_evidence_from_its_prior_gives(before, after):
    belief, first = counted(Belief("learner", "binary"), before)
    belief = counting.placed(belief, PLACEMENT, OUTCOME, items(), NOW + timedelta(days=30))
    belief, second = counted(belief, after, NOW + timedelta(days=31))
    for skill, kept in belief.skills.items():
        evidence = [each.evidence for each in first + second if each.evidence.skill == skill]
        assert replay(evidence, belief.priors[skill]) == kept
        assert review.replay(evidence) == belief.cards.get(skill)


@given(answers(), st.floats(-2, 2), st.sampled_from(["bits", "octets", "masks"]))
def test_where_a_skill_lies_on_the_scale_of_ability_is_said_once(given_answers, harder, moved):
    """A skill whose questions are all harder, of a learner as much abler, is believed to be known alike."""
    course = {
        name: item | {"b": item["b"] + (harder if item["skill"] == moved else 0.0)} for name, item in items().items()
    }
    found = []
    for theta, held in ((0.5, items()), (0.5 + harder, course)):
        belief = counting.placed(Belief("learner", "binary"), PLACEMENT, OUTCOME._replace(theta=theta), held, NOW)
        for name, correct, _ in given_answers:
            belief, _ = counting.counted(belief, "attempt", counting.evidence_of(held, name, correct, NOW), held)
        found.append(belief.skills[moved])
    one, other = found
    for was, now in zip(one, other, strict=True):
        assert now == was if isinstance(was, str) else now == pytest.approx(was, abs=1e-5)


def test_six_right_answers_of_middling_questions_say_the_same_of_an_easy_and_of_a_hard_skill():
    known = []
    for b in (-2.0, 0.0, 2.0):
        hard = {f"q{n}": items()["bits-1"] | {"id": f"q{n}", "b": b} for n in range(6)}
        belief = Belief("learner", "binary")
        for name in hard:
            belief, _ = counting.counted(belief, "attempt", counting.evidence_of(hard, name, True, NOW), hard)
        known.append(mastery_of(belief.skills["bits"]))
    assert known[0] == known[1] == known[2]


@given(answers(20))
def test_each_skill_numbers_its_evidence_in_the_order_counted(given_answers):
    _, recorded = counted(Belief("learner", "binary"), given_answers)
    for skill in counting.skills(items()):
        numbers = [each.number for each in recorded if each.evidence.skill == skill]
        assert numbers == list(range(1, len(numbers) + 1))


def test_a_right_answer_raises_the_belief_in_its_skill_alone_and_a_wrong_one_lowers_it():
    start = mastery_of(prior("bits", theta=None, at=int(NOW.timestamp())))
    up, _ = counted(Belief("learner", "binary"), [("bits-3", True, 0)])
    down, _ = counted(Belief("learner", "binary"), [("bits-3", False, 0)])
    assert mastery_of(down.skills["bits"]) < start < mastery_of(up.skills["bits"])
    assert up.skills.keys() == {"bits"}
    assert up.seen == {"bits-3": int(NOW.timestamp())}


def test_a_placement_gives_a_prior_to_skills_without_answers_and_leaves_the_others():
    belief, _ = counted(Belief("learner", "binary"), [("bits-3", False, 0)])
    placed = counting.placed(belief, PLACEMENT, OUTCOME, items(), NOW)
    assert placed.skills["bits"] == belief.skills["bits"]
    octets, masks = (mastery_of(placed.skills[skill]) for skill in ("octets", "masks"))
    assert octets > masks > mastery_of(prior("x", theta=None, at=0))
    assert placed.priors["masks"] == placed.skills["masks"]
    assert (placed.placement.level, placed.placement.attempt) == ("expert", "placement")


def test_a_later_placement_renews_the_skills_still_without_answers():
    first = counting.placed(Belief("learner", "binary"), PLACEMENT, OUTCOME, items(), NOW)
    lower = Placed(OUTCOME.level, 0.5, -1.0, 0.3)
    second = counting.placed(first, PLACEMENT, lower, items(), NOW + timedelta(days=1))
    assert all(mastery_of(second.skills[skill]) < mastery_of(first.skills[skill]) for skill in first.skills)


@pytest.mark.parametrize(("item", "chance"), [("bits-1", 1 / 3), ("bits-5", 1 / 15), ("bits-3", 0.0), ("bits-4", 0.0)])
def test_the_chance_of_a_lucky_guess_follows_from_the_kind(item, chance):
    assert counting.guess(items()[item]) == pytest.approx(chance)
