"""Python sources as trees whose nodes know where they stand, and the edits that operators make of them."""

import ast
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from benchmarks.drift.mutants import Edit, content

type Node = ast.stmt | ast.expr | ast.arg | ast.keyword | ast.alias


@cache
def tree(file: str) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(content(file))


@cache
def _lines(file: str) -> list[tuple[int, str]]:
    lines = content(file).splitlines(keepends=True)
    return list(zip(accumulate(map(len, lines), initial=0), lines, strict=False))


def _offset(file: str, line: int, column: int) -> int:
    start, text = _lines(file)[line - 1]
    return start + len(text.encode()[:column].decode())  # columns of a tree count bytes


def start(file: str, node: Node) -> int:
    """Where a node begins, its decorators included."""
    decorators = getattr(node, "decorator_list", [])
    if decorators:
        return _offset(file, decorators[0].lineno, decorators[0].col_offset) - 1
    return _offset(file, node.lineno, node.col_offset)


def end(file: str, node: Node) -> int:
    """Where a node ends."""
    return _offset(file, node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)


def line(file: str, node: Node) -> int:
    """Where the line begins on which a node begins."""
    return _lines(file)[node.lineno - 1][0]


def written(file: str, node: Node) -> str:
    """A node as it stands in the file."""
    return content(file)[start(file, node) : end(file, node)]


def replaced(file: str, node: Node, new: str) -> Edit:
    """Something else in a node's place."""
    return Edit(start(file, node), end(file, node), new)


def appended(file: str, node: Node, new: str) -> Edit:
    """Something right behind a node."""
    return Edit(end(file, node), end(file, node), new)


def dropped(file: str, items: list[ast.expr], item: ast.expr) -> Edit:
    """One of several items less, and the comma beside it."""
    at = items.index(item)
    if at:
        return Edit(end(file, items[at - 1]), end(file, item), "")
    return Edit(start(file, item), start(file, items[1]), "")


def imported(file: str, module: str, name: str = "") -> tuple[Edit, ...]:
    """What makes a module, or a name of it, known in a file; nothing where it is."""
    statements = [each for each in tree(file).body if isinstance(each, ast.Import | ast.ImportFrom)]
    for statement in statements:
        names = {alias.name for alias in statement.names}
        if isinstance(statement, ast.Import) and not name and module in names:
            return ()
        if isinstance(statement, ast.ImportFrom) and name and statement.module == module:
            return () if name in names else (appended(file, statement.names[0], f", {name}"),)
    wanted = f"from {module} import {name}" if name else f"import {module}"
    if statements:
        return (Edit(start(file, statements[0]), start(file, statements[0]), f"{wanted}\n"),)
    return (appended(file, tree(file).body[0], f"\n\n{wanted}"),)


def calls(file: str, *names: str) -> Iterator[ast.Call]:
    """Every call of one of the names, in order."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def member(node: ast.AST, of: str) -> str | None:
    """`NONE` of the expression `Category.NONE`."""
    match node:
        case ast.Attribute(value=ast.Name(id=name), attr=attr) if name == of:
            return attr
    return None
