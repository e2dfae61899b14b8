"""Ten clauses put to the proof: their tests fail once what makes the clause true is changed. `make proof` tries all."""

from pathlib import Path
from random import Random

import pytest
from policy import clauses, mutating
from policy.clauses import Clause, Mutation
from policy.mutating import Outcome

SEED = "the policy is executable"
TRIED = Random(SEED).sample(clauses.provable(), 10)  # the same ten every time, as long as the clauses are the same


@pytest.mark.parametrize("clause", TRIED, ids=lambda clause: clause.id)
def test_a_clause_that_was_made_false_fails_its_tests(clause: Clause, copy: Path) -> None:
    assert clause.proof
    with mutating.mutated(copy, clause.proof.mutation):
        assert mutating.run(copy, clause.proof.tests) is Outcome.RED


def test_without_a_mutation_the_tests_pass_in_the_copy(copy: Path) -> None:
    tests = {test for clause in TRIED if clause.proof for test in clause.proof.tests}
    assert mutating.run(copy, sorted(tests)) is Outcome.GREEN


def test_a_copy_is_as_it_was_after_a_mutation(copy: Path) -> None:
    before = (copy / "template.yaml").read_text()
    with mutating.mutated(copy, Mutation(file="template.yaml", old="Description: inaraX,", new="Description: none,")):
        assert (copy / "template.yaml").read_text() != before
    assert (copy / "template.yaml").read_text() == before


def test_a_run_that_never_got_to_its_tests_proves_nothing(copy: Path) -> None:
    assert mutating.run(copy, ["tests/unit/policy/test_clauses.py::test_that_is_not_there"]) is Outcome.BROKEN


def test_the_copy_is_complete_and_holds_nothing_that_git_ignores(copy: Path) -> None:
    assert (copy / "pyproject.toml").is_file()
    assert not (copy / ".venv").exists()
