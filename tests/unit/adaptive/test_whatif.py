"""What other parameters would decide: the same evidence under both, and nothing else is reported."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from adaptive import mastery, signals, whatif
from adaptive.course import Course, Lesson
from adaptive.mastery import DEFAULT, Evidence
from adaptive.signals import Signal
from adaptive.whatif import Change, Decided, History, Placement

STRICT = replace(DEFAULT, version="strict", mastered=0.97, certain=0.98)
BLIND = replace(DEFAULT, version="blind", lines=replace(DEFAULT.lines, struggling_raise=0.999, struggling_clear=0.5))


def history(*right: bool, learner: str = "ada", skill: str = "bits") -> History:
    answers = [Evidence(skill, f"i{n}", each, 0.0, 1.2, 0.25, n * 60) for n, each in enumerate(right)]
    return History(learner, {skill: answers})


def changed(*histories: History, after: mastery.Parameters = STRICT, course: Course | None = None) -> list[Change]:
    return list(whatif.changes(histories, DEFAULT, after, 3600, course))


@given(st.lists(st.booleans(), max_size=12))
def test_the_same_parameters_change_nothing(right: list[bool]) -> None:
    assert changed(history(*right), after=replace(DEFAULT, version="the same")) == []


@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_decisions_are_those_that_were_made(right: list[bool]) -> None:
    """Belief and signal as the functions get them, answer by answer."""
    belief, signal = mastery.prior("bits", theta=None, at=0), None
    for answer in history(*right).evidence["bits"]:
        belief = mastery.replay([answer], belief)
        signal = signals.derive(belief, signal, belief.at).signal
    known = mastery.mastered_probability(belief, 3600)
    decided = whatif.decisions(history(*right), DEFAULT, 3600)
    assert decided.skills == {"bits": Decided(known >= DEFAULT.mastered, signal)}


def test_who_would_not_be_held_to_have_mastered_a_skill_is_named() -> None:
    sure, unsure = history(*[True] * 7), history(False, learner="eve")
    (change,) = changed(sure, unsure)
    assert (change.learner, change.skill) == ("ada", "bits")
    assert isinstance(change.before, Decided)
    assert isinstance(change.after, Decided)
    assert (change.before.mastered, change.after.mastered) == (True, False)


def test_a_signal_that_would_not_be_raised_is_told() -> None:
    (change,) = changed(history(*[False] * 6), after=BLIND)
    assert change.before == Decided(False, Signal.STRUGGLING)
    assert change.after == Decided(False, None)


def test_a_placement_counts_under_both() -> None:
    placed = History("ada", {"bits": []}, Placement(2.5, 0))
    assert whatif.decisions(placed, DEFAULT, 0).skills["bits"].mastered
    assert not whatif.decisions(placed, replace(DEFAULT, version="deaf", placement=0.0), 0).skills["bits"].mastered


@given(st.integers(-3600, 3600), st.lists(st.booleans(), min_size=1, max_size=6))
def test_a_placement_is_the_prior_as_of_its_end_unless_answers_came_before(ended: int, right: list[bool]) -> None:
    """As the functions do it: a skill with answers keeps the prior that it began with."""
    ada = history(*right)._replace(placement=Placement(1.5, ended), difficulty={"bits": 0.4})
    theta, begun = (1.5, ended) if ended <= 0 else (None, 0)
    start = mastery.prior("bits", theta=theta, at=begun, difficulty=0.4)
    known = mastery.mastered_probability(mastery.replay(ada.evidence["bits"], start), 3600)
    assert whatif.decisions(ada, DEFAULT, 3600).skills["bits"].mastered == (known >= DEFAULT.mastered)


def test_what_neighbours_say_decides_on_the_next_lesson_and_on_no_skill() -> None:
    """Both skills matter alike to the goal; answers on masks speak for bits, so that octets is the larger gap."""
    lessons = tuple(Lesson(each, "m", (each,), (), 10, False, None) for each in ("bits", "octets", "masks"))
    course = Course(lessons, {"bits": (), "octets": (), "masks": ("bits",)})
    answered = (history(True), history(True, skill="octets"), history(True, True, skill="masks"))
    evidence = {skill: answers for each in answered for skill, answers in each.evidence.items()}
    ada = History("ada", evidence, goal={"bits": 1.0, "octets": 1.0})
    (change,) = whatif.changes([ada], mastery.VERSIONS["2026-11-default"], DEFAULT, 3600, course)
    assert change == Change("ada", None, "bits", "octets")


def test_with_a_course_the_next_lesson_is_a_decision() -> None:
    lessons = tuple(Lesson(each, "m", (each,), (), 10, False, None) for each in ("bits", "octets"))
    course = Course(lessons, {"bits": (), "octets": ()})
    changes = changed(history(*[True] * 7), course=course)
    assert [(each.skill, each.before, each.after) for each in changes if each.skill is None] == [
        (None, "octets", "bits")
    ]


def test_what_a_learner_has_completed_decides_what_is_next_under_both() -> None:
    """A lesson begun and not mastered opens the next: without its mark, nothing after it would ever be compared."""
    first, second, third = (Lesson(each, "m", (each,), (), 10, False, None) for each in ("bits", "octets", "masks"))
    course = Course((first, second._replace(requires=("bits",)), third), {"bits": (), "octets": (), "masks": ()})
    known = history(*[True] * 7, skill="octets")
    assert [each for each in changed(known, course=course) if each.skill is None] == []
    done = known._replace(completed=frozenset({"bits"}))
    (change,) = [each for each in changed(done, course=course) if each.skill is None]
    assert (change.before, change.after) == ("masks", "octets")
