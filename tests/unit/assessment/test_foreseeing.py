"""How likely an item is answered right: the more so, the easier it is and the more is believed of its learner."""

from hypothesis import given
from hypothesis import strategies as st

from assessment.counting import prior_of
from assessment.foreseeing import foreseen
from inarax.stores.beliefs import Belief, Placement
from tests.kit.believing import believed
from tests.kit.courses import BINARY
from tests.unit.assessment.course import items
from tests.unit.learning.strategies import NOW

AT = int(NOW.timestamp())
NOTHING = Belief("learner", BINARY)


def knowing(mastery):
    kept = believed("bits", mastery, tries=4, correct=2, at=AT)
    return Belief("learner", BINARY, {"bits": kept})


def placed(theta):
    return Belief("learner", BINARY, placement=Placement("practitioner", 0.8, theta, 0.3, NOW))


@given(st.sampled_from(sorted(items())), st.floats(0.01, 0.9))
def test_it_is_a_chance_and_grows_with_mastery(name, mastery):
    less, more = (foreseen(knowing(known), items(), NOW, name) for known in (mastery, mastery + 0.05))
    assert 0 < less < 1
    assert (less < more) is (items()[name]["skill"] == "bits")


def test_the_harder_question_is_the_less_likely_one():
    assert foreseen(NOTHING, items(), NOW, "bits-3") > foreseen(NOTHING, items(), NOW, "bits-6")


@given(st.floats(-2.0, 2.0))
def test_of_an_untried_skill_it_is_what_its_prior_says(theta):
    prior = prior_of(placed(theta).placement, "octets", items(), AT)
    begun = Belief("learner", BINARY, {"octets": prior})
    assert foreseen(placed(theta), items(), NOW, "octets-1") == foreseen(begun, items(), NOW, "octets-1")


def test_a_guessable_question_is_the_likelier_one():
    free = items() | {"bits-1": {**items()["bits-1"], "kind": "numeric", "options": []}}
    assert foreseen(NOTHING, items(), NOW, "bits-1") > foreseen(NOTHING, free, NOW, "bits-1")
