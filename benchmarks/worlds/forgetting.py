"""Knowledge tracing with forgetting over time (Qiu, Qi, Lu, Pardos & Heffernan 2011, "Does time matter?", EDM; Khajah,
Lindsey & Mozer 2016, "How deep is knowledge tracing?", EDM) and slip and guess by question (Pardos & Heffernan 2011,
"KT-IDEM", UMAP).

    as in `bkt`, with F = .03 to .12 per day and b ~ N(0, .5)
"""

from numpy.random import Generator

from benchmarks.worlds.bkt import Bkt
from benchmarks.worlds.knowing import Skill


class Forgetting(Bkt):
    """What is known is forgotten within days."""

    spread = 0.5

    def __init__(self, rng: Generator) -> None:
        super().__init__(rng)
        self.skill = Skill.drawn(rng, forget=(0.03, 0.12))
