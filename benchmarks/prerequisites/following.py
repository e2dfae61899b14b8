"""The engine on learners of a course, try by try: every answer foretold, with more or less of what neighbours say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from adaptive import mastery, prerequisites
from adaptive.mastery import DEFAULT, Evidence, SkillBelief
from adaptive.parameters import Pull
from adaptive.prerequisites import Known
from benchmarks.worlds.answers import Floats, Whole
from benchmarks.worlds.prerequisites import GRAPH, QUIZ, QUIZZES, SKILLS, Course

TRIES = QUIZ * QUIZZES


@dataclass(frozen=True, slots=True)
class Read:
    """The chance of a right answer, by pulls, learners and tries; and the answers on that skill before it."""

    right: Floats
    before: Whole


def follow(course: Course, pulls: Sequence[Pull], tries: int = TRIES) -> Read:
    """Foretell so many answers on every skill with the defaults, under each of these pulls; later ones as 0."""
    versions = [replace(DEFAULT, pull=pull) for pull in pulls]
    right, before = np.zeros((len(pulls), *course.skill.shape)), np.zeros(course.skill.shape, np.int64)
    start = {skill: mastery.prior(skill, theta=None, at=0) for skill in SKILLS}
    for learner in range(len(course.skill)):
        beliefs: dict[str, SkillBelief] = dict(start)
        for n, (skill, item) in enumerate(zip(course.skill[learner], course.item[learner], strict=True)):
            belief = beliefs[SKILLS[skill]]
            asked = Evidence(
                belief.skill,
                str(item),
                bool(course.correct[learner, n]),
                float(course.stated[skill, item]),
                1.0,
                course.guess,
                int(course.at[n]),
            )
            before[learner, n] = belief.tries
            for version, parameters in enumerate(versions if belief.tries < tries else ()):
                said = prerequisites.said(belief, Known(beliefs, start), GRAPH, parameters)
                right[version, learner, n] = mastery.answer_probability(
                    prerequisites.read(belief, said),
                    difficulty=asked.difficulty,
                    discrimination=asked.discrimination,
                    guess=asked.guess,
                    at=asked.at,
                )
            beliefs[belief.skill] = mastery.replay([asked], belief)
    return Read(right, before)
