"""The clauses as they are written: the whole seed, three states, and nothing without its proof."""

import ast
import re
from pathlib import Path

import pytest
from policy import clauses, mutating
from policy.clauses import Clause, Mutation, State
from policy.figures import figures
from pydantic import ValidationError

ROOT = Path(__file__).parents[3]
NOT_YET = 7
"""How many sentences are not said yet. It only ever falls: lower it with every clause that becomes true."""
STATEMENTS = {
    "0.1": "introduces",
    "1.2": "defines a word",
    "2.b.1": "introduces",
    "3.a.6": "judges in law",
    "5.4": "tells of contracts",
    "6.2": "follows from where a reader lives",
    "6.3": "tells of contracts",
    "8.1": "tells of the law",
    "8.a.1": "tells of the law",
    "9.2": "disclaims",
    "9.3": "asks the reader",
    "11.1": "reserves",
}
"""Reviewed one by one, with why no program can prove it."""

CLAUSES = list(clauses.clauses())
PROVABLE = pytest.mark.parametrize("clause", clauses.provable(), ids=lambda clause: clause.id)


def test_the_clauses_together_are_the_policy_we_started_from() -> None:
    assert clauses.seed() == clauses.SEED.read_text()


def test_ids_are_unique_and_name_the_section_and_the_letter() -> None:
    ids = [clause.id for clause in CLAUSES]
    assert len(ids) == len(set(ids))
    for section in clauses.sections():
        for part in section.parts:
            start = ".".join(filter(None, [str(section.number), part.letter]))
            assert all(re.fullmatch(rf"{re.escape(start)}\.\d+", each.id) for each in part.clauses)


def test_sections_are_numbered_from_the_opening_on() -> None:
    assert [section.number for section in clauses.sections()] == list(range(13))


def test_what_is_not_yet_so_only_grows_less() -> None:
    assert sum(clause.state is State.NOT_YET for clause in CLAUSES) == NOT_YET


def test_statements_are_those_that_were_reviewed() -> None:
    assert {clause.id for clause in CLAUSES if clause.state is State.STATEMENT} == set(STATEMENTS)


def test_no_figure_is_typed_and_every_figure_is_known() -> None:
    for clause in CLAUSES:
        assert set(re.findall(r"\{(\w+)\}", clause.wording)) <= set(figures()), clause.id
        if clause.state is State.TRUE and clause.text:
            assert not re.search(r"\b\d+ (day|hour|minute|year)", clause.text), clause.id


@PROVABLE
def test_a_proof_names_tests_that_exist(clause: Clause) -> None:
    assert clause.proof
    assert clause.proof.tests
    for test in clause.proof.tests:
        path, _, name = test.partition("::")
        functions = {
            each.name for each in ast.parse((ROOT / path).read_text()).body if isinstance(each, ast.FunctionDef)
        }
        assert name in functions


@PROVABLE
def test_a_mutation_is_one_change_of_what_is_deployed_or_published(clause: Clause) -> None:
    assert clause.proof
    mutation = clause.proof.mutation
    assert mutation.old != mutation.new
    assert mutation.file.startswith(("functions/", "layers/", "policy/")) or mutation.file == "template.yaml"
    changed = mutating.changed((ROOT / mutation.file).read_text(), mutation)
    assert ast.parse(changed) if mutation.file.endswith(".py") else changed


@pytest.mark.parametrize("text", ["", "one\none\n"])
def test_a_mutation_that_fits_nowhere_or_twice_is_refused(text: str) -> None:
    with pytest.raises(mutating.Misfit):
        mutating.changed(text, Mutation(file="x", old="one", new="two"))


@pytest.mark.parametrize(
    ("state", "proof"),
    [("true", None), ("not-yet", {"tests": ["t"], "mutation": {"file": "f", "old": "o", "new": "n"}})],
)
def test_only_what_is_true_has_a_proof(state: str, proof: object) -> None:
    with pytest.raises(ValidationError, match="has a proof"):
        Clause.model_validate({"id": "1.1", "state": state, "seed": "So it is.", "proof": proof})


def test_a_clause_says_something() -> None:
    with pytest.raises(ValidationError, match="says nothing"):
        Clause.model_validate({"id": "1.1", "state": "statement"})
