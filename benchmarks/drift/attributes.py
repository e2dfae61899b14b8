"""Drift of what is declared to be held: attributes of stores, leaves of documents, fields of places."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.drift.mutants import Edit, Mutant, files
from benchmarks.drift.syntax import (
    calls,
    dropped,
    end,
    imported,
    line,
    member,
    replaced,
    start,
    tree,
    written,
)

STORES = files("layers/inarax/inarax/stores/*.py")
PLACES = "datamap/places.py"
_CATEGORIES = ("IDENTITY", "LEARNING", "PREFERENCE", "TECHNICAL", "COOKIE", "KEY", "NONE")
_BARE = {"Text": "UnicodeAttribute", "Number": "NumberAttribute", "Flag": "BooleanAttribute"}
_RETYPED = {
    "Text": "Number",
    "Number": "Text",
    "Flag": "Text",
    "Texts": "Text",
    "Moment": "Text",
    "Bytes": "Text",
    "Document": "SealedDocument",
    "Sealed": "Text",
    "SealedDocument": "Document",
}


class Attribute(NamedTuple):
    """One attribute as it is declared in a store."""

    file: str
    model: str
    name: str
    statement: ast.Assign
    call: ast.Call
    type: str


def attributes() -> Iterator[Attribute]:
    """Every attribute of every store."""
    for file in STORES:
        for model in tree(file).body:
            if isinstance(model, ast.ClassDef) and any(ast.unparse(base) == "Store" for base in model.bases):
                yield from _attributes(file, model)


def _attributes(file: str, model: ast.ClassDef) -> Iterator[Attribute]:
    for statement in model.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id=kind)) as call):
                if kind in _RETYPED:
                    yield Attribute(file, model.name, name, statement, call, kind)


def drop_attribute() -> Iterator[Mutant]:
    """The declaration is gone, with its docstring."""
    for each in attributes():
        body = next(node for node in tree(each.file).body if isinstance(node, ast.ClassDef) and node.name == each.model)
        at = body.body.index(each.statement)
        following = body.body[at + 1 : at + 2]
        last = following[0] if following and _is_text(following[0]) else each.statement
        edit = Edit(line(each.file, each.statement), end(each.file, last) + 1, "")
        yield Mutant(each.file, (edit,), f"{each.name} is not declared any more")


def rename_attribute() -> Iterator[Mutant]:
    """Another name, consistently in its file."""
    for each in attributes():
        new = f"{each.name}_too"
        edits = [replaced(each.file, each.statement.targets[0], new)]
        for node in ast.walk(tree(each.file)):
            match node:
                case ast.Attribute(value=ast.Name(id="item" | each.model), attr=each.name):
                    at = end(each.file, node)
                    edits.append(Edit(at - len(each.name), at, new))
                case ast.Call(func=ast.Name(id=each.model), keywords=keywords):
                    names = [keyword for keyword in keywords if keyword.arg == each.name]
                    edits += [Edit(at := start(each.file, named), at + len(each.name), new) for named in names]
        yield Mutant(each.file, tuple(edits), f"{each.name} is called {new}")


def retype_attribute() -> Iterator[Mutant]:
    """Another type, where its arguments allow one."""
    for each in attributes():
        new = _RETYPED[each.type]
        edits = (replaced(each.file, each.call.func, new), *imported(each.file, "inarax.stores.base", new))
        yield Mutant(each.file, edits, f"{each.name} is {new} and not {each.type}")


def undeclare_attribute() -> Iterator[Mutant]:
    """PynamoDB's own type, without a category."""
    for each in attributes():
        bare = _BARE.get(each.type, "UnicodeAttribute")
        kept = [written(each.file, keyword) for keyword in each.call.keywords if keyword.arg not in {"terms", "leaves"}]
        edits = (
            replaced(each.file, each.call, f"{bare}({', '.join(kept)})"),
            *imported(each.file, "pynamodb.attributes", bare),
        )
        yield Mutant(each.file, edits, f"{each.name} is {bare}, without a declaration")


def undeclare_field() -> Iterator[Mutant]:
    """One leaf of a document, or one field of a place, less."""
    for file, where, field in _fields():
        at = where.keys.index(field)
        following = where.keys[at + 1] if at + 1 < len(where.keys) else None
        begin = end(file, where.values[at - 1]) if at and not following else start(file, field)
        stop = start(file, following) if following else end(file, where.values[at])
        yield Mutant(file, (Edit(begin, stop, ""),), f"{_name(field)} is not declared any more")


def recategorize() -> Iterator[Mutant]:
    """Another category than the one declared."""
    for each in attributes():
        if each.call.args:
            yield from _recategorized(each.file, each.call.args[0], each.name)
    for file, where, field in _fields():
        value = where.values[where.keys.index(field)]
        yield from _recategorized(file, value, _name(field))


def _recategorized(file: str, category: ast.expr, name: str) -> Iterator[Mutant]:
    declared = member(category, "Category") or _aliased(file, category)
    if declared is not None:
        for other in _CATEGORIES:
            if other != declared:
                edits = (replaced(file, category, f"Category.{other}"), *imported(file, "inarax.declared", "Category"))
                yield Mutant(file, edits, f"{name} is declared {other} and not {declared}")


def _aliased(file: str, category: ast.expr) -> str | None:
    """What a name of the module stands for, `_L` for `Category.LEARNING`."""
    for statement in tree(file).body:
        match statement, category:
            case ast.Assign(targets=[ast.Name(id=name)], value=value), ast.Name(id=used) if name == used:
                return member(value, "Category")
    return None


def _fields() -> Iterator[tuple[str, ast.Dict, ast.expr]]:
    """Leaves of documents and fields of places: each dictionary with each of its keys."""
    for file in STORES:
        for call in calls(file, "Document", "SealedDocument"):
            for keyword in call.keywords:
                if keyword.arg == "leaves" and isinstance(keyword.value, ast.Dict):
                    yield from ((file, keyword.value, key) for key in keyword.value.keys if key)
    for call in calls(PLACES, "Place"):
        if isinstance(call.args[2], ast.Dict):
            yield from ((PLACES, call.args[2], key) for key in call.args[2].keys if key)


def drop_place() -> Iterator[Mutant]:
    """A place outside tables is not on the map any more."""
    for node in ast.walk(tree(PLACES)):
        if isinstance(node, ast.Tuple) and all(isinstance(each, ast.Call) for each in node.elts):
            places = [each for each in node.elts if isinstance(each, ast.Call) and ast.unparse(each.func) == "Place"]
            for place in places:
                yield Mutant(PLACES, (dropped(PLACES, node.elts, place),), f"{_name(place.args[0])} is not on the map")


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _name(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ast.unparse(node)
