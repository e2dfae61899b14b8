"""Changes that drift nowhere: other words of the same meaning, in the sources, the template and the clauses.

A line that a clause's mutation quotes stands twice, there and in its file, and both have to change together: the check
that says so is right, so what would change one alone is no harmless change and not tried.
"""

import ast
import symtable
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import yaml
from policy.clauses import Mutation, provable

from benchmarks.drift import nodes
from benchmarks.drift.attributes import attributes
from benchmarks.drift.deployment import TEMPLATE
from benchmarks.drift.mutants import Edit, Mutant, content, files
from benchmarks.drift.syntax import end, line, replaced, start, tree

_PYTHON = files("functions/**/*.py", "layers/*/*/**/*.py", "datamap/*.py", "policy/*.py")
_YAML = [TEMPLATE, *files("policy/clauses/*.yaml")]
_COMMENT = "# a remark for whoever reads this next"


def new_attribute() -> Iterator[Mutant]:
    """A store gets an attribute that is declared as not personal."""
    for each in attributes():
        at = line(each.file, each.statement)
        text = f"    wording_{each.name} = {each.type}(Category.NONE, null=True)\n"
        if each.type in {"Text", "Number", "Flag"} and "Category" in content(each.file):
            yield from _kept(Mutant(each.file, (Edit(at, at, text),), f"{each.model} keeps wording_{each.name}"))


def rename_local() -> Iterator[Mutant]:
    """A local variable of a function has another name."""
    for file in _PYTHON:
        for function in ast.walk(tree(file)):
            if isinstance(function, ast.FunctionDef):
                for name in _locals(file, function):
                    found = [node for node in ast.walk(function) if isinstance(node, ast.Name) and node.id == name]
                    edits = tuple(replaced(file, node, f"{name}_here") for node in found)
                    yield from _kept(Mutant(file, edits, f"{function.name}: {name} is called {name}_here"))


def reorder_functions() -> Iterator[Mutant]:
    """Two functions of a module change places."""
    for file in _PYTHON:
        for one, two in _pairs(tree(file).body):
            if isinstance(one, ast.FunctionDef) and isinstance(two, ast.FunctionDef) and not _needs(two, one):
                yield from _swapped(file, _span(file, one), _span(file, two), f"{two.name} before {one.name}")


def reorder_attributes() -> Iterator[Mutant]:
    """Two attributes of a store change places."""
    for one, two in _pairs(list(attributes())):
        if one.model == two.model and two.statement.lineno == (one.statement.end_lineno or 0) + 1:
            spans = _span(one.file, one.statement), _span(one.file, two.statement)
            yield from _swapped(one.file, *spans, f"{two.name} before {one.name}")


def comment_code() -> Iterator[Mutant]:
    """A comment above a statement of a function."""
    for file in _PYTHON:
        for function in ast.walk(tree(file)):
            if isinstance(function, ast.FunctionDef) and function.body[0].lineno != function.lineno:
                at, indent = line(file, function.body[-1]), " " * function.body[-1].col_offset
                edit = Edit(at, at, f"{indent}{_COMMENT}\n")
                yield from _kept(Mutant(file, (edit,), f"a comment in {function.name}"))


def comment_yaml() -> Iterator[Mutant]:
    """A comment above an entry."""
    for file in _YAML:
        for path, node in nodes.walk(nodes.root(file)):
            if isinstance(node, yaml.MappingNode) and not node.flow_style:
                for name, key, _ in nodes.entries(node):
                    if _own_line(file, key):
                        begin = key.start_mark.index - key.start_mark.column
                        edit = Edit(begin, begin, f"{' ' * key.start_mark.column}{_COMMENT}\n")
                        yield from _kept(Mutant(file, (edit,), f"a comment above {'.'.join((*path, name))}"))


def reorder_resources() -> Iterator[Mutant]:
    """Two resources of the template, or two of their properties, change places."""
    for path, node in nodes.walk(nodes.root(TEMPLATE)):
        if isinstance(node, yaml.MappingNode) and not node.flow_style and path[:1] == ("Resources",):
            for one, two in _pairs([each for each in node.value if _own_line(TEMPLATE, each[0])]):
                spans = nodes.block(TEMPLATE, *one), nodes.block(TEMPLATE, *two)
                told = f"{'.'.join(path)}: {two[0].value} before {one[0].value}"
                yield from _swapped(TEMPLATE, *spans, told)


def reorder_statements() -> Iterator[Mutant]:
    """Two statements of a policy, or two actions or resources of a statement, change places."""
    for path, node in nodes.walk(nodes.root(TEMPLATE)):
        if isinstance(node, yaml.SequenceNode) and path[-1:] in {("Statement",), ("Action",), ("Resource",)}:
            for one, two in _pairs(node.value):
                spans = (each.start_mark.index for each in (one, two))
                ends = (_end(each) for each in (one, two))
                (a, b), (c, d) = zip(spans, ends, strict=True)
                yield from _swapped(TEMPLATE, (a, b), (c, d), f"{'.'.join(path)}: two change places")


def reformat_yaml() -> Iterator[Mutant]:
    """A list in the other style of YAML, a text in quotes."""
    for path, node in nodes.walk(nodes.root(TEMPLATE)):
        if isinstance(node, yaml.SequenceNode) and node.flow_style and path[-1:] in {("Action",), ("Resource",)}:
            lines = content(TEMPLATE)[: node.start_mark.index].rsplit("\n", 1)[-1]
            indent = " " * (len(lines) - len(lines.lstrip()) + 2)
            new = "".join(f"\n{indent}- {nodes.written(TEMPLATE, each)}" for each in node.value)
            yield from _kept(Mutant(TEMPLATE, (nodes.replaced(node, new),), f"{'.'.join(path)} as a list in lines"))
        if isinstance(node, yaml.ScalarNode) and node.style is None and node.tag == "tag:yaml.org,2002:str":
            new = f'"{node.value}"'
            yield from _kept(Mutant(TEMPLATE, (nodes.replaced(node, new),), f"{'.'.join(path)} in quotes"))


def _kept(mutant: Mutant) -> Iterator[Mutant]:
    """The mutant, if every quotation of its file by a clause is still one."""
    if all(mutant.text.count(quotation.old) == 1 for quotation in _quotations().get(mutant.file, [])):
        yield mutant


@cache
def _quotations() -> dict[str, list[Mutation]]:
    found: dict[str, list[Mutation]] = {}
    for clause in provable():
        if clause.proof:
            found.setdefault(clause.proof.mutation.file, []).append(clause.proof.mutation)
    return found


def _swapped(file: str, one: tuple[int, int], two: tuple[int, int], told: str) -> Iterator[Mutant]:
    text = content(file)
    edits = Edit(*one, text[slice(*two)]), Edit(*two, text[slice(*one)])
    if text[slice(*one)] != text[slice(*two)]:
        yield from _kept(Mutant(file, edits, told))


def _pairs[T](items: Sequence[T]) -> Iterator[tuple[T, T]]:
    yield from pairwise(items)


def _own_line(file: str, key: yaml.Node) -> bool:
    """Whether nothing stands before an entry in its line, as the dash of an item would."""
    return not content(file)[key.start_mark.index - key.start_mark.column : key.start_mark.index].strip()


def _span(file: str, node: ast.stmt) -> tuple[int, int]:
    return start(file, node), end(file, node)


def _needs(function: ast.FunctionDef, other: ast.FunctionDef) -> bool:
    """Whether a function's decorators, defaults or annotations are made with the other."""
    heads = [*function.decorator_list, *function.args.defaults, *filter(None, function.args.kw_defaults)]
    return any(isinstance(node, ast.Name) and node.id == other.name for each in heads for node in ast.walk(each))


def _locals(file: str, function: ast.FunctionDef) -> list[str]:
    """Variables of a function that no other scope sees and that are no parameters."""
    inner = (ast.FunctionDef, ast.Lambda, ast.ClassDef, ast.Nonlocal, ast.Global)
    nested = any(isinstance(node, inner) for node in ast.walk(function) if node is not function)
    source = ast.unparse(ast.Module([function], []))
    (scope,) = symtable.symtable(source, file, "exec").get_children()[-1:]
    if nested or not isinstance(scope, symtable.Function):
        return []
    stored = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    captured = {getattr(node, "name", None) for node in ast.walk(function)}  # by a case, an except or an import
    return sorted(set(scope.get_locals()) & stored - set(scope.get_parameters()) - captured - {"_"})


def _end(node: yaml.Node) -> int:
    """Where the text of a value ends, without what follows in other lines."""
    return node.start_mark.index + len(nodes.written(TEMPLATE, node).rstrip())
