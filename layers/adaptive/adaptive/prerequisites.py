"""Prerequisites: what answers on neighbouring skills say of a skill, at the moment it is read.

Who succeeds at a skill probably knows what it builds on, and who fails at one probably not what is built on it (skills
in a Bayesian network: Käser et al. 2014). Beliefs are kept skill by skill, each from its own answers; a reading adds,
in logits, a damped message of the direct neighbours. It says how far answers have moved what the learner brought along
to them, so that neither time nor practice passes for a sign, and it is rounded, so that a reading is recomputed bit for
bit from the beliefs.

Nothing is decided by neighbours alone: a reading never crosses a line (`mastered`, `certain`) that the skill's own
answers have not crossed, in either direction.
"""

from collections.abc import Iterator, Mapping
from copy import replace
from math import fsum
from typing import NamedTuple

from adaptive.mastery import DEFAULT, DIGITS, VERSIONS, SkillBelief, ahead, mastered_probability, prior
from adaptive.parameters import Parameters

type Graph = Mapping[str, tuple[str, ...]]
"""Each skill with the skills it builds on."""

# A reading that must not reach a line stays this far below it.
SHORT = 1e-4


class Known(NamedTuple):
    """Of each skill that has one, the belief, and the belief before its first answer."""

    beliefs: Mapping[str, SkillBelief]
    priors: Mapping[str, SkillBelief]


class Said(NamedTuple):
    """What neighbours say of a skill, in logits, and which of them says most of it (None: nothing is said)."""

    logits: float
    neighbour: str | None


class Reading(NamedTuple):
    """The probability that a skill is mastered: with what neighbours say, by its `own` answers alone, and the former's
    share in it."""

    mastery: float
    own: float
    said: Said


SILENT = Said(0.0, None)


def readings(
    known: Known,
    graph: Graph,
    at: int,
    *,
    versions: Mapping[str, Parameters] = VERSIONS,
    newest: Parameters = DEFAULT,
) -> dict[str, Reading]:
    """Every skill at `at` (epoch seconds) of which anything is known, in the order of the graph.

    A skill without a belief, of which nothing is known, is only there if its neighbours speak for it: then it is read
    as before its first answer under `newest`. Skills that the graph does not have are read alone.
    """
    found: dict[str, Reading] = {}
    for skill in (*graph, *(skill for skill in known.beliefs if skill not in graph)):
        belief = known.beliefs.get(skill)
        parameters = versions[belief.parameters] if belief else newest
        own = mastered_probability(belief, at, parameters) if belief else 0.0
        start = belief or prior(skill, theta=None, at=at, parameters=parameters)
        message = said(start, known, graph, parameters)
        if belief or message.logits > 0.0:
            found[skill] = _reading(start, own, message, at, parameters)
    return found


def _reading(belief: SkillBelief, own: float, message: Said, at: int, parameters: Parameters) -> Reading:
    if not message.logits:
        return Reading(own, own, SILENT)
    pulled = mastered_probability(read(belief, message), at, parameters)
    mastery = _between(own, pulled, parameters)
    return Reading(mastery, own, SILENT if mastery == own else message)


def said(belief: SkillBelief, known: Known, graph: Graph, parameters: Parameters) -> Said:
    """What the direct neighbours say of a skill: rounded to 1e-6 logits, whatever the order they come in."""
    pull = parameters.pull
    weight = max(0.0, 1.0 - belief.tries / pull.enough)
    messages = {name: weight * each for name, each in _messages(belief, known, graph, parameters) if weight * each}
    logits = round(min(pull.most, max(-pull.most, fsum(messages.values()))), DIGITS)
    if not logits:
        return SILENT
    strongest = max(sorted(messages), key=lambda name: messages[name] if logits > 0.0 else -messages[name])
    return Said(logits, strongest)


def read(belief: SkillBelief, message: Said) -> SkillBelief:
    """A belief as it is read: as if a placement had found the learner so many logits abler at this skill."""
    if not message.logits:
        return belief
    known, ability = ahead(belief.known, belief.ability, message.logits)
    return replace(belief, known=known, ability=ability)


def _messages(belief: SkillBelief, known: Known, graph: Graph, parameters: Parameters) -> Iterator[tuple[str, float]]:
    """What each neighbour says: only good of what it builds on, only bad of what is built on it."""
    since = _placed(belief.skill, known, parameters)
    for other, needed in graph.items():
        if belief.skill in needed:
            yield other, parameters.pull.advanced * max(0.0, _moved(other, known, since))
    for other in graph.get(belief.skill, ()):
        yield other, parameters.pull.required * min(0.0, _moved(other, known, since))


def _moved(skill: str, known: Known, since: int | None) -> float:
    """By how many logits answers have moved what the learner brought along to a skill."""
    belief, start = known.beliefs.get(skill), known.priors.get(skill)
    if belief is None or start is None or (since is not None and belief.at <= since):
        return 0.0
    return belief.ability - start.ability


def _placed(skill: str, known: Known, parameters: Parameters) -> int | None:
    """When a placement set what is believed of a skill before its first answer: what neighbours said until then is in
    it, and is not counted twice."""
    start = known.priors.get(skill)
    if start is None or start.ability == prior(skill, theta=None, at=0, parameters=parameters).ability:
        return None
    return start.at


def _between(own: float, pulled: float, parameters: Parameters) -> float:
    """As far as the skill's own answers let a reading go."""
    lines = (parameters.mastered, parameters.certain)
    least = max((line for line in lines if line <= own), default=0.0)
    most = min((line - SHORT for line in lines if line > own), default=1.0)
    return min(max(pulled, least), max(most, own))
