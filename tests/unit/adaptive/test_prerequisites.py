"""Neighbours in the graph of prerequisites: what they say of a skill is bounded, one-sided, and decides nothing."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptive import mastery, signals
from adaptive.mastery import DEFAULT, VERSIONS, Evidence, SkillBelief
from adaptive.prerequisites import SILENT, Known, Reading, readings
from tests.unit.adaptive.strategies import ABILITIES, DIFFICULTIES

DAY = 86_400
ALONE = VERSIONS["2026-11-default"]
STRONG = replace(DEFAULT, version="strong", pull=replace(DEFAULT.pull, advanced=3.0, required=3.0))
GRAPH = {"bits": (), "octets": ("bits",), "masks": ("octets",), "notes": ()}
GOLDEN = json.loads((Path(__file__).parent / "golden_prerequisites.json").read_text(encoding="utf-8"))

answers = st.lists(st.tuples(st.sampled_from(sorted(GRAPH)), st.booleans(), DIFFICULTIES), max_size=16)
thetas = st.none() | ABILITIES


def told(given: list[tuple[str, bool, float]]) -> list[Evidence]:
    """Answers a minute apart."""
    return [Evidence(skill, f"i{n}", right, b, 1.2, 0.25, n * 60) for n, (skill, right, b) in enumerate(given, 1)]


def known(
    given: list[tuple[str, bool, float]], theta: float | None = None, parameters: mastery.Parameters = DEFAULT
) -> Known:
    return learned(told(given), theta, parameters)


def learned(evidence: list[Evidence], theta: float | None, parameters: mastery.Parameters = DEFAULT) -> Known:
    """What is known after these answers; with a placement, every skill has a prior from before them."""
    asked = GRAPH if theta is not None else {each.skill for each in evidence}
    priors = {skill: mastery.prior(skill, theta=theta, at=0, parameters=parameters) for skill in asked}
    return Known({skill: _replayed(evidence, start, parameters) for skill, start in priors.items()}, priors)


def _replayed(evidence: list[Evidence], start: SkillBelief, parameters: mastery.Parameters) -> SkillBelief:
    return mastery.replay((each for each in evidence if each.skill == start.skill), start, parameters)


def read(
    learner: Known, parameters: mastery.Parameters = DEFAULT, graph: Mapping[str, tuple[str, ...]] = GRAPH
) -> dict[str, Reading]:
    return readings(learner, graph, 3600, versions={parameters.version: parameters}, newest=parameters)


def of(skill: str, *right: bool) -> list[tuple[str, bool, float]]:
    return [(skill, each, 0.0) for each in right]


def test_success_on_a_skill_raises_what_it_builds_on_and_nothing_else() -> None:
    before, after = read(known(of("octets", True))), read(known(of("octets", True) + of("masks", True, True)))
    assert after["octets"].mastery > after["octets"].own == before["octets"].mastery
    assert after["octets"].said.neighbour == "masks"
    assert after["masks"] == Reading(after["masks"].own, after["masks"].own, SILENT)


def test_failure_on_a_skill_lowers_what_builds_on_it_and_nothing_else() -> None:
    found = read(known(of("octets", False) + of("bits", False, False)))
    assert found["octets"].mastery < found["octets"].own
    assert found["octets"].said.neighbour == "bits"
    assert found["bits"].mastery == found["bits"].own
    assert "masks" not in found  # two steps away, and nothing is known of it


def test_failure_on_what_builds_on_a_skill_and_success_on_what_it_builds_on_say_nothing() -> None:
    found = read(known(of("octets", True) + of("masks", False, False) + of("bits", True, True)))
    assert found["octets"] == Reading(found["octets"].own, found["octets"].own, SILENT)


def test_of_an_untried_skill_only_good_is_taken_from_others() -> None:
    found = read(known(of("masks", True)))
    assert found["octets"].own == 0.0
    assert mastery.mastered_probability(mastery.prior("octets", theta=None, at=0), 0) < found["octets"].mastery < 0.5
    assert set(read(known(of("bits", False)))) == {"bits"}


def test_neighbours_say_less_with_every_answer_and_nothing_after_enough() -> None:
    above = of("masks", True, True)
    said = [read(known(above + of("octets", *[False] * tries)))["octets"].said.logits for tries in range(6)]
    assert said == sorted(said, reverse=True)
    assert said[DEFAULT.pull.enough - 1] > 0.0
    assert said[DEFAULT.pull.enough :] == [0.0, 0.0]


def test_what_a_placement_counted_is_not_counted_twice() -> None:
    """The placement asked for masks, and what it found is the prior of octets, of which it asked nothing."""
    asked = known(of("masks", True, True))
    placed = mastery.prior("octets", theta=1.0, at=asked.beliefs["masks"].at)
    after = Known({**asked.beliefs, "octets": placed}, {**asked.priors, "octets": placed})
    assert read(after)["octets"].said == SILENT
    later = mastery.replay([Evidence("masks", "i9", True, 0.0, 1.2, 0.25, placed.at + 60)], asked.beliefs["masks"])
    assert read(Known({**after.beliefs, "masks": later}, after.priors))["octets"].said.logits > 0.0


def test_time_and_practice_are_no_sign_of_anything() -> None:
    """Wrong answers teach, so that the skill is likelier known after many; they speak for nothing it builds on."""
    found = readings(known(of("octets", True) + of("masks", *[False] * 30)), GRAPH, 300 * DAY)
    assert found["octets"].said == SILENT


def test_a_belief_of_the_version_before_is_read_as_it_was() -> None:
    old = known(of("octets", True) + of("masks", True, True), parameters=ALONE)
    found = readings(old, GRAPH, 3600)
    for skill, belief in old.beliefs.items():
        assert found[skill] == Reading(found[skill].own, mastery.mastered_probability(belief, 3600, ALONE), SILENT)
    assert found["bits"].own == 0.0 < found["bits"].mastery  # untried, so it is read under the newest


def test_a_skill_that_the_course_has_no_more_is_read_alone() -> None:
    learner = known(of("octets", True) + of("masks", True))
    found = read(learner, graph={"octets": ()})
    assert found["masks"].mastery == mastery.mastered_probability(learner.beliefs["masks"], 3600)
    assert found["octets"].said == SILENT


@given(answers, thetas)
def test_without_prerequisites_every_skill_is_read_alone(given: list[tuple[str, bool, float]], theta: float) -> None:
    learner = known(given, theta)
    expected = {skill: mastery.mastered_probability(each, 3600) for skill, each in learner.beliefs.items()}
    for graph in ({}, dict.fromkeys(GRAPH, ())):
        found = read(learner, graph=graph)
        assert {skill: each.mastery for skill, each in found.items()} == expected


@given(answers, thetas, st.sampled_from([DEFAULT, STRONG]))
def test_a_reading_is_bounded_and_crosses_no_line(
    given: list[tuple[str, bool, float]], theta: float | None, parameters: mastery.Parameters
) -> None:
    learner = known(given, theta, parameters)
    for skill, each in read(learner, parameters).items():
        assert 0.0 <= each.mastery <= 1.0
        assert abs(each.said.logits) <= parameters.pull.most
        assert each.said.logits == round(each.said.logits, 6)
        assert (each.mastery > each.own) is (each.said.logits > 0.0)
        assert (each.mastery < each.own) is (each.said.logits < 0.0)
        assert (each.said.neighbour is None) is (each.mastery == each.own)
        for line in (parameters.mastered, parameters.certain):
            assert (round(each.mastery, 4) >= line) is (each.mastery >= line) or each.mastery == each.own
            assert (each.mastery >= line) is (each.own >= line)
        assert skill in learner.beliefs or each.own == 0.0


@given(answers, st.sampled_from(sorted(GRAPH)), DIFFICULTIES, thetas, st.sampled_from([DEFAULT, STRONG]))
def test_a_right_answer_on_a_skill_leaves_no_other_lower_than_a_wrong_one(
    given: list[tuple[str, bool, float]],
    skill: str,
    difficulty: float,
    theta: float | None,
    parameters: mastery.Parameters,
) -> None:
    right, wrong = (
        read(known([*given, (skill, each, difficulty)], theta, parameters), parameters) for each in (True, False)
    )
    for other in GRAPH.keys() - {skill}:
        low, high = (found[other].mastery if other in found else 0.0 for found in (wrong, right))
        assert low <= high


@given(answers, thetas, st.randoms(use_true_random=False))
def test_in_which_order_skills_were_answered_and_are_named_does_not_matter(
    given: list[tuple[str, bool, float]], theta: float | None, random: object
) -> None:
    learner = known(given, theta)
    skills = sorted(learner.beliefs)
    random.shuffle(skills)  # type: ignore[attr-defined]
    other = Known({skill: learner.beliefs[skill] for skill in skills}, learner.priors)
    shuffled = {skill: GRAPH[skill] for skill in sorted(GRAPH, reverse=True)}
    assert read(other, graph=shuffled) == read(learner)
    skill_by_skill = sorted(told(given), key=lambda each: each.skill)
    assert read(learned(skill_by_skill, theta)) == read(learner)


@given(answers, thetas)
def test_beliefs_and_signals_rest_on_own_answers(given: list[tuple[str, bool, float]], theta: float | None) -> None:
    """What neighbours say is in no belief, so nothing that is derived from beliefs rests on it."""
    for skill, belief in known(given, theta).beliefs.items():
        own = [each for each in told(given) if each.skill == skill]
        alone = learned(own, theta).beliefs[skill]
        assert belief == alone
        assert signals.derive(belief, None, 3600) == signals.derive(alone, None, 3600)


@pytest.mark.parametrize("vector", GOLDEN, ids=[vector["name"] for vector in GOLDEN])
def test_golden_readings_are_reproduced_bit_for_bit(vector: dict[str, object]) -> None:
    evidence = [Evidence(**each) for each in vector["evidence"]]  # type: ignore[attr-defined]
    priors = {each["skill"]: SkillBelief.restored(each) for each in vector["priors"]}  # type: ignore[attr-defined]
    beliefs = {skill: _replayed(evidence, start, VERSIONS[start.parameters]) for skill, start in priors.items()}
    assert [each._asdict() for each in beliefs.values()] == [
        SkillBelief.restored(each)._asdict()
        for each in vector["beliefs"]  # type: ignore[attr-defined]
    ]
    graph = {skill: tuple(needed) for skill, needed in vector["graph"].items()}  # type: ignore[attr-defined]
    found = readings(Known(beliefs, priors), graph, vector["at"])  # type: ignore[arg-type]
    assert {skill: [each.mastery, each.own, *each.said] for skill, each in found.items()} == vector["readings"]
