"""YAML files as trees of nodes that know where they stand, and the edits that operators make of them."""

import re
from collections.abc import Iterator
from functools import cache

import yaml

from benchmarks.drift.mutants import Edit, content

type Path = tuple[str, ...]


@cache
def root(file: str) -> yaml.Node:
    """The file's tree; short functions of CloudFormation are tags of its nodes."""
    found = yaml.compose(content(file), yaml.CSafeLoader)
    if found is None:
        raise ValueError(f"{file} is empty")
    return found


def entries(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """Name, key and value of each entry of a mapping; nothing of anything else."""
    if isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), key, value) for key, value in node.value)


def child(node: yaml.Node | None, *names: str) -> yaml.Node | None:
    """The value under a name, under a name, and so on."""
    for name in names:
        node = next((value for found, _, value in entries(node) if found == name), None)
    return node


def items(node: yaml.Node | None) -> list[yaml.Node]:
    """The items of a list; a single value is a list of one."""
    if node is None:
        return []
    return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]


def walk(node: yaml.Node, path: Path = ()) -> Iterator[tuple[Path, yaml.Node]]:
    """Every node below one, with the names that lead to it."""
    yield path, node
    for name, _, value in entries(node):
        yield from walk(value, (*path, name))
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from walk(item, path)


def resources() -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """The template's resources."""
    yield from entries(child(root("template.yaml"), "Resources"))


def kind(resource: yaml.Node) -> str:
    """A resource's type."""
    found = child(resource, "Type")
    return str(found.value) if found else ""


def written(file: str, node: yaml.Node) -> str:
    """A value as it stands in the file, with its tag."""
    return content(file)[node.start_mark.index : node.end_mark.index]


def replaced(node: yaml.Node, new: str) -> Edit:
    """Something else in a value's place."""
    return Edit(node.start_mark.index, node.end_mark.index, new)


def appended(file: str, node: yaml.Node, new: str) -> Edit:
    """One more item of a list, of whichever style; a single value becomes a list."""
    new = quoted(new)
    if not isinstance(node, yaml.SequenceNode):
        return replaced(node, f"[{quoted(written(file, node))}, {new}]")
    if node.flow_style:
        return Edit(node.end_mark.index - 1, node.end_mark.index - 1, f", {new}")
    at = _trimmed(file, node.start_mark.index, node.end_mark.index)
    return Edit(at, at, f"{' ' * node.start_mark.column}- {new}\n")


def block(file: str, first: yaml.Node, last: yaml.Node) -> tuple[int, int]:
    """Where the lines of an entry or item in block style begin and end, without comments that follow."""
    begin = first.start_mark.index - first.start_mark.column
    return begin, _trimmed(file, begin, last.end_mark.index)


def _trimmed(file: str, begin: int, stop: int) -> int:
    """The end of the last line before `stop` that says something."""
    text = content(file)
    before = text.rfind("\n", 0, stop) + 1
    if not text[before:stop].strip():  # a block ends where the next one begins
        stop = before
    elif "\n" in text[stop:]:
        stop = text.index("\n", stop) + 1
    lines = text[begin:stop].splitlines(keepends=True)
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        stop -= len(lines.pop())
    return stop


def quoted(value: str) -> str:
    """A text for `!Sub` as it may stand in a list in flow style, which its braces would end."""
    return re.sub(r"^!Sub ([^\"]\S*)$", r'!Sub "\1"', value)
