"""What is usually done: so many right answers in a row, knowledge tracing, performance factors, a decayed proportion.

Each takes the evidence of other learners to fit, and says of every answer of new ones the chance that it is right (None
where it foretells nothing) and after which of them the skill is held to be mastered.
"""

from typing import NamedTuple

from benchmarks.worlds.answers import Flags, Floats


class Baseline(NamedTuple):
    """Learners by tries: the chance of a right answer, and whether the skill is held to be mastered after it."""

    right: Floats | None
    sure: Flags
