"""Every sentence of the policy that claims to be true: its tests pass, and fail once its mutation makes it false.

What is found is written to `functions/privacy/published/proof.json`, which the proof page shows.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from policy import clauses, mutating, proving
from policy.clauses import Clause
from policy.mutating import Outcome

type Found = dict[str, tuple[Outcome, Outcome]]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project to make false in."""
    return mutating.copied(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def found() -> Iterator[Found]:
    """How the tests of each clause ended; written down if all were tried."""
    outcomes: Found = {}
    yield outcomes
    if len(outcomes) == len(clauses.provable()):
        proving.write(proving.report(outcomes, datetime.now(UTC)))


@pytest.fixture(scope="module")
def unchanged(copy: Path) -> Callable[[Clause], Outcome]:
    """How a clause's tests end in the copy as it is: all are run at once, and each by itself only if one failed."""
    every = {test for clause in clauses.provable() if clause.proof for test in clause.proof.tests}
    together = mutating.run(copy, sorted(every))

    def ended(clause: Clause) -> Outcome:
        assert clause.proof
        return together if together is Outcome.GREEN else mutating.run(copy, clause.proof.tests)

    return ended


@pytest.mark.parametrize("clause", clauses.provable(), ids=lambda clause: clause.id)
def test_a_clause_holds_and_its_mutation_makes_it_false(
    clause: Clause, copy: Path, unchanged: Callable[[Clause], Outcome], found: Found
) -> None:
    assert clause.proof
    before = unchanged(clause)
    with mutating.mutated(copy, clause.proof.mutation):
        mutated = mutating.run(copy, clause.proof.tests)
    found[clause.id] = (before, mutated)
    assert (before, mutated) == (Outcome.GREEN, Outcome.RED)
