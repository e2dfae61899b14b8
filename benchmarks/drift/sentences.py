"""Drift of the policy itself: a clause that is gone, reads otherwise, or is said to be what it is not."""

from collections.abc import Iterator

import yaml

from benchmarks.drift import nodes
from benchmarks.drift.mutants import Edit, Mutant, files

_CLAUSES = files("policy/clauses/*.yaml")
_STATES = ("true", "not-yet", "statement")


def delete_clause() -> Iterator[Mutant]:
    """A clause is gone."""
    for file, name, clause in clauses():
        first = clause.value[0][0]
        begin, end = nodes.block(file, first, clause)
        yield Mutant(file, (Edit(begin, end, ""),), f"{name} is gone")


def edit_clause() -> Iterator[Mutant]:
    """One word less, in what is said today or in what was said at first."""
    for file, name, clause in clauses():
        for part in ("seed", "text"):
            if node := nodes.child(clause, part):
                written = nodes.written(file, node)
                words = written.split(" ")
                middle = len(words) // 2
                fewer = " ".join(words[:middle] + words[middle + 1 :])
                yield Mutant(file, (nodes.replaced(node, fewer),), f"{name}.{part} without “{words[middle]}”")


def restate_clause() -> Iterator[Mutant]:
    """A clause is said to be in another state, and where that needs no proof has none."""
    for file, name, clause in clauses():
        state, proof = nodes.child(clause, "state"), nodes.child(clause, "proof")
        for other in _STATES:
            if state and state.value != other:
                yield Mutant(file, (nodes.replaced(state, other),), f"{name} is {other}")
                if proof and state.value == "true":
                    key = next(key for found, key, _ in nodes.entries(clause) if found == "proof")
                    edits = (nodes.replaced(state, other), Edit(*nodes.block(file, key, proof), ""))
                    yield Mutant(file, edits, f"{name} is {other}, without a proof")


def clauses() -> Iterator[tuple[str, str, yaml.Node]]:
    """Every clause with its file and id."""
    for file in _CLAUSES:
        for part in nodes.items(nodes.child(nodes.root(file), "parts")):
            for clause in nodes.items(nodes.child(part, "clauses")):
                if found := nodes.child(clause, "id"):
                    yield file, str(found.value), clause
