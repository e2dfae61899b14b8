"""Operators of the drift benchmark: each makes changes that can be read, and the harmless ones change no meaning."""

import ast
import re
import tomllib
from collections.abc import Iterable
from functools import cache

import pytest
import yaml
from benchmarks.drift import grants, harmless
from benchmarks.drift.mutants import Edit, Mutant, Operator, content, sample
from benchmarks.drift.operators import DRIFT, HARMLESS
from datamap import functions
from policy import clauses, mutating

SEED = 7
operators = pytest.mark.parametrize("operator", [*DRIFT, *HARMLESS], ids=lambda operator: operator.__name__)


def _some(operator: Operator, count: int = 4) -> Iterable[Mutant]:
    return [each.mutant for each in sample([operator], count, SEED)]


@cache
def _read(file: str, text: str) -> object:
    """What a file says, whatever its comments and its style."""
    if file.endswith(".py"):
        return ast.dump(ast.parse(text))
    if file.endswith(".yaml"):
        return yaml.load(text, _Plain)
    return tomllib.loads(text) if file.endswith(".toml") else text


class _Plain(yaml.CSafeLoader):
    """Reads CloudFormation's short functions as pairs."""


_Plain.add_multi_constructor("!", lambda _, suffix, node: (suffix, str(node.value)))


@operators
def test_an_operator_makes_changes_that_can_be_read(operator: Operator) -> None:
    for mutant in _some(operator):
        assert mutant.text != content(mutant.file)
        assert _read(mutant.file, mutant.text)


@operators
def test_an_operator_never_finds_the_same_change_twice(operator: Operator) -> None:
    found = [(mutant.file, mutant.edits) for mutant in operator()]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("operator", DRIFT, ids=lambda operator: operator.__name__)
def test_drift_says_something_else(operator: Operator) -> None:
    for mutant in _some(operator):
        assert _read(mutant.file, mutant.text) != _read(mutant.file, content(mutant.file)), mutant.told


@pytest.mark.parametrize("operator", [harmless.comment_code, harmless.comment_yaml, harmless.reformat_yaml])
def test_comments_and_style_say_the_same(operator: Operator) -> None:
    for mutant in _some(operator):
        assert _read(mutant.file, mutant.text) == _read(mutant.file, content(mutant.file)), mutant.told


@pytest.mark.parametrize("operator", [harmless.reorder_functions, harmless.reorder_attributes])
def test_what_changes_places_is_all_still_there(operator: Operator) -> None:
    for mutant in _some(operator):
        before, after = (ast.parse(text) for text in (content(mutant.file), mutant.text))
        assert sorted(map(ast.dump, _statements(before))) == sorted(map(ast.dump, _statements(after)))


@pytest.mark.parametrize("operator", HARMLESS, ids=lambda operator: operator.__name__)
def test_what_a_clause_quotes_is_left_alone(operator: Operator) -> None:
    quoted = [clause.proof.mutation for clause in clauses.provable() if clause.proof]
    for mutant in _some(operator):
        assert all(mutating.changed(mutant.text, each) for each in quoted if each.file == mutant.file)


@pytest.mark.parametrize("operator", [grants.widen_action, grants.widen_resource])
def test_a_door_is_never_given_what_it_has_already(operator: Operator) -> None:
    given = [re.fullmatch(r"(\w+) may (\S+) on !GetAtt (\w+)\.Arn", mutant.told) for mutant in operator()]
    doors = [each.groups() for each in given if each and each[1] in functions.DOORS]
    assert doors
    assert [each for each in doors if each[1] in functions.granted(each[0]).get(each[2], ())] == []


def test_a_sample_is_the_same_for_the_same_seed_and_spread_over_its_operators() -> None:
    drawn = sample(DRIFT, 3 * len(DRIFT), SEED)
    assert drawn == sample(DRIFT, 3 * len(DRIFT), SEED)
    assert {each.operator for each in drawn} == {operator.__name__ for operator in DRIFT}
    assert drawn != sample(DRIFT, 3 * len(DRIFT), SEED + 1)


def test_a_sample_that_is_larger_than_what_there_is_is_refused() -> None:
    with pytest.raises(ValueError, match="find"):
        sample([grants.widen_principal], 10_000, SEED)


def test_edits_of_one_mutant_do_not_move_each_other() -> None:
    text = content("samconfig.toml")
    mutant = Mutant("samconfig.toml", (Edit(0, 7, "VERSION"), Edit(len(text), len(text), "# end\n")), "both ends")
    assert mutant.text == "VERSION" + text[7:] + "# end\n"


def _statements(module: ast.Module) -> Iterable[ast.stmt]:
    return (inner for each in module.body for inner in (each.body if isinstance(each, ast.ClassDef) else [each]))
