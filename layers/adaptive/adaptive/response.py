"""How a question is answered: the three-parameter logistic model (Birnbaum 1968), by what a course says of the item."""

from typing import NamedTuple

from adaptive.irt import DIFFICULTY, DISCRIMINATION, logistic
from adaptive.parameters import Parameters

MOST_GUESSABLE = 0.9
LEAST, MOST = 0.001, 0.999


class Question(NamedTuple):
    """An item as a model sees it: its difficulty and discrimination, and the least chance that anybody has."""

    difficulty: float
    discrimination: float
    least: float

    def chance(self, ability: float) -> float:
        """Chance that a learner of `ability` is right: never 0 or 1, which no answer could contradict."""
        right = self.least + (1.0 - self.least) * logistic(self.discrimination * (ability - self.difficulty))
        return min(MOST, max(LEAST, right))


def question(difficulty: float, discrimination: float, guess: float, parameters: Parameters) -> Question:
    """The item of difficulty b in its skill, discrimination a and chance `guess` of a blind guess.

    Impossible ones raise ValueError.
    """
    # Written so that NaN, which compares as false, is refused too.
    if not DIFFICULTY[0] <= difficulty <= DIFFICULTY[1] or not DISCRIMINATION[0] <= discrimination <= DISCRIMINATION[1]:
        raise ValueError(f"difficulty {difficulty} or discrimination {discrimination} is impossible")
    if not 0.0 <= guess <= MOST_GUESSABLE:
        raise ValueError(f"a blind guess cannot be right with chance {guess}")
    return Question(parameters.trust * difficulty, discrimination, parameters.luck * guess)
