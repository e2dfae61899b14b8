"""Situations from which the next lesson is chosen."""

from copy import replace
from datetime import date

from hypothesis import strategies as st

from adaptive.signals import Signal
from inarax.stores.preferences import Choice
from inarax.stores.signals import Raised, Signals
from personalization.choosing import Situation
from tests.unit.adaptive.strategies import SKILLS
from tests.unit.learning.strategies import NOW
from tests.unit.learning.strategies import situations as learning_situations

choices = st.builds(
    Choice,
    domain=st.sampled_from([None, "cloud", "office", "gone"]),
    goal=st.sampled_from([None, "goal", "gone"]),
    deadline=st.none() | st.dates(date(2026, 11, 1), date(2027, 6, 1)),
    extra_time=st.sampled_from([0, 25, 50, 100]),
)
raised = st.dictionaries(
    st.sampled_from(SKILLS), st.builds(Raised, st.sampled_from(Signal), st.just(0.8), st.just("why"), st.just(NOW))
)
signals = st.none() | raised.map(lambda standing: Signals("learner", "c", standing, 1))


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    outline, enrollment, belief = draw(learning_situations())
    return Situation(outline, enrollment, belief, draw(choices), draw(signals))


@st.composite
def rethought(draw: st.DrawFn) -> tuple[Situation, Situation]:
    """Two situations that differ in what is believed, raised and aimed at, and in nothing else."""
    situation = draw(situations())
    other = draw(situations())
    return situation, replace(
        situation,
        belief=other.belief,
        signals=other.signals,
        choice=replace(situation.choice, goal=other.choice.goal),
    )
