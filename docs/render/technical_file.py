"""The technical file of the engine, written to docs/technical-file.md: what it decides about learners, on what, how
well and for whom, who may step in, and where it falls short.

Regulation (EU) 2024/1689 (AI Act) counts systems that place learners or assess what they are taught among those of high
risk (annex III, 3), and asks for such a file (art. 11 and annex IV). All that changes with the code or a measurement is
read from it: stores from the data map, routes and roles from the API's document, figures from the benchmarks' results.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.bounds import BOUNDS, results

from adaptive.mastery import DEFAULT
from docs.render.decided import DECISIONS, Decision, Route

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "technical-file.md"
SERVING = {"Addresses", "Requests", "Sessions", "Keys", "Standings", "Quotas", "Idempotency", "Audit", "Courses"}
"""Stores that every door needs to know its caller, and that tell the engine nothing of a learner."""
WORLDS = {
    "bkt": "learn at once, at one rate",
    "forgetting": "learn at once, and forget",
    "individual": "learn at once, each at a rate of their own",
    "growing": "grow in ability with practice",
    "factors": "grow with each right and wrong answer",
    "spaced": "grow by spaced practice, and forget",
    "never": "a fifth never get it",
    "gaming": "guess, and use hints",
}
"""The simulated kinds of learners, in words (benchmarks/worlds)."""


def render() -> str:
    """The file as it is committed."""
    sections = (_head(), _decisions(), _method(), _accuracy(), _whom(), _oversight(), _record(), _limits())
    return "\n".join(line for section in sections for line in (*section, "")).rstrip() + "\n"


def _head() -> Iterator[str]:
    yield "# Technical file of the adaptive engine"
    yield ""
    yield "Rendered by `make openapi` from the code, its data map and the benchmarks' results; a test holds it current."
    yield (
        "Systems that place learners, or assess them so that what they learn is steered, are of high risk under annex "
        "III (3) of Regulation (EU) 2024/1689. This file says what its articles 11 to 15 and 86 ask for."
    )
    yield ""
    yield (
        f"**System**: `layers/adaptive`, with mastery parameters `{DEFAULT.version}`. **Intended purpose**: to choose "
        "which question or lesson of a technical course a learner is shown next. It does not grade people for anybody "
        "else, admits nobody, and keeps no lesson shut: one opens when those that its author requires are completed, "
        "or earlier where they are believed to be known, and whoever disagrees takes the course in its plain order."
    )


def _decisions() -> Iterator[str]:
    yield "## What it decides, and on what"
    for each in DECISIONS:
        yield ""
        yield f"**{each.what}.** {each.how} {each.effect}"
        yield f"Model: `{each.model}`. Its doors read {_given(each)}; it gets no name, address, age, place or text."


def _given(decision: Decision) -> str:
    """What the doors that ask for a decision read of a learner, in the words of the stores."""
    stores = {name: each for name, each in _map()["stores"].items() if each.get("resource") not in SERVING}
    named = {each["resource"]: name for name, each in stores.items() if "resource" in each and each["personal"]}
    reached = {named[resource] for door in decision.doors for resource in _read_by(door) if resource in named}
    return ", ".join(f"`{name}`" for name in sorted(reached)) or "the questions alone"


def _read_by(door: str) -> Iterator[str]:
    for resource, actions in _map()["doors"][door]["reaches"].items():
        if any(action in {"dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"} for action in actions):
            yield resource


def _method() -> Iterator[str]:
    yield "## How it is built"
    yield ""
    yield (
        "Closed formulas that a person can follow, from published models (named in each module's first lines); no "
        "neural network, no language model, nothing learned from one learner about another but parameters. The same "
        "evidence gives the same decision bit for bit (`tests/unit/adaptive`). Parameters are fitted offline by "
        "`benchmarks/fitting` and released as a version, which never changes; a belief names the one it was made under."
    )
    yield ""
    yield (
        "New questions of a placement are tried out on learners who take it: at most two an attempt, one of eight in a "
        "row, never among the first five. Answers to them move no ability, no level and no belief, and end nothing; "
        "the learner is told before that there may be some, and afterwards how many there were. Kept of them are sums "
        "over everybody, by ability, from which difficulty and discrimination are estimated with standard errors; an "
        "author decides whether a question counts in the next version of the course "
        "(`adaptive.placement.calibrating`, `make pilots`)."
    )
    yield ""
    yield from _table(("parameter of mastery", "value"), _parameters())


def _parameters() -> Iterator[tuple[str, str]]:
    for name, value in asdict(DEFAULT).items():
        if isinstance(value, dict):
            yield from ((f"{name}: {each}".replace("_", " "), str(number)) for each, number in value.items())
        elif name == "kinds":
            for n, kind in enumerate(value, 1):
                yield f"kind {n} of learning", ", ".join(f"{each} {number}" for each, number in kind.items())
        else:
            yield name.replace("_", " "), str(value)


def _accuracy() -> Iterator[str]:
    yield "## How accurate it is (art. 15)"
    yield ""
    yield (
        "Measured on simulated learners, since only of these the truth is known: ten seeds of every kind of learner, "
        "beside an oracle that knows how that kind learns. `make bench NAME=placement`, `NAME=mastery` and "
        "`NAME=prerequisites` measure anew."
    )
    yield ""
    rows = ((each.words, _figure(each.value), _figure(each.measured), _verdict(each.is_reached)) for each in BOUNDS)
    yield from _table(("figure", "bound", "measured", ""), rows)


def _verdict(is_reached: bool) -> str:
    return "" if is_reached else "**not reached**"


def _whom() -> Iterator[str]:
    yield "## For whom"
    yield ""
    yield "By kind of learner, as they are simulated:"
    yield ""
    mastery, signals = results("mastery"), results("signals")
    names = ("of learners who", "next answer behind an oracle's", "mastery off by", "falsely held", "struggle behind")
    yield from _table(
        names,
        (
            (
                words,
                _figure(mastery[f"{world}_auc_regret"]),
                _figure(mastery[f"{world}_mastery_ece"]),
                _figure(mastery[f"{world}_false_mastery"]),
                _figure(signals[f"{world}_auc_regret"]),
            )
            for world, words in WORLDS.items()
        ),
    )
    yield ""
    yield (
        "By tenth of ability, from the least able to the ablest (placement: of ability itself; mastery: of who masters "
        "the skill last to who does first). An honest estimate is drawn to the middle, so it is too high of the "
        "first tenths, and too low of the last:"
    )
    yield ""
    placement = results("placement")
    yield from _table(
        ("tenth", "placement off by", "mastery off by", "next answer off by", "falsely held"),
        (
            (
                str(n),
                _figure(placement[f"bias_decile_{n}"]),
                _figure(mastery[f"decile_{n}_bias"]),
                _figure(mastery[f"decile_{n}_right_bias"]),
                _figure(mastery[f"decile_{n}_false_mastery"]),
            )
            for n in range(1, 11)
        ),
    )
    yield ""
    yield (
        "By group of people: no account says of anybody's sex, origin, age in years, health or language, so the engine "
        "cannot treat anybody otherwise for it, and we cannot measure whether it errs more for some. Where an "
        "organization declares groups of its own learners, it can: the fitter's reader takes any file of evidence, and "
        "`make whatif` tells decisions by learner."
    )


def _oversight() -> Iterator[str]:
    yield "## Who may see, doubt and decide otherwise (arts. 13, 14 and 86)"
    yield ""
    rows = ((each.what, _routes(each.seen), _routes(each.doubted), _routes(each.reviewed)) for each in DECISIONS)
    yield from _table(("decision", "the learner sees it and why", "and doubts it", "a person decides"), rows)
    yield ""
    yield (
        "Whoever reviews reads the evidence, decides on it with an explanation in words, and is never the learner "
        "([why](decisions/review.md)). What a person decided is not decided anew by the engine. Who objects is not "
        "derived any signal of, and gets the plain order of the course ([why](decisions/objection.md))."
    )


def _routes(routes: Iterable[Route]) -> str:
    return "<br>".join(f"`{method.upper()} {path}`{_by(method, path)}" for method, path in routes) or "-"


def _by(method: str, path: str) -> str:
    roles = _api()["paths"][path][method].get("x-roles")
    return f" ({', '.join(roles)})" if roles else ""


def _record() -> Iterator[str]:
    yield "## What is recorded (arts. 12 and 19)"
    yield ""
    yield (
        "Every counted answer is evidence with the parameters of its question; every belief is recomputed from it and "
        "names its version; an attempt keeps the course version and the snapshot of prices that it began under, and "
        "why it went on or ended; a signal keeps its reason and its moment. Reviews, objections and overrides stand in "
        "the audit trail, which is sealed every minute. It is all in the learner's export, and ends with the account."
    )


def _limits() -> Iterator[str]:
    yield "## Limits"
    yield ""
    missed = [each for each in BOUNDS if not each.is_reached]
    for each in missed:
        yield f"- {each.words}: {_figure(each.measured)}, and {_figure(each.value)} was to be reached."
    yield "- Before anything was measured of a course, its questions are as difficult as their authors think."
    yield "- It knows of answers in inaraX alone, and takes every answer for the learner's own."
    yield "- Which skill builds on which is the author's word; where it is wrong, neighbours speak amiss."
    yield "- One number for a skill: who knows half of it is told to be half sure of it."
    yield "- What was tried where a bound was missed, and why it fell short: [benchmarks](../benchmarks/README.md)."
    yield "- What is done with impossible, repeated and outdated input: [bad input](decisions/bad-input.md)."


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _figure(value: float) -> str:
    if abs(value) >= 1:
        return f"{value:.3g}"
    return f"{round(value, 4) or 0.0:.4f}".rstrip("0").rstrip(".")


@cache
def _map() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((ROOT / "docs" / "map.json").read_text())
    return found


@cache
def _api() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((ROOT / "docs" / "openapi.json").read_text())
    return found


if __name__ == "__main__":
    TARGET.write_text(render())
