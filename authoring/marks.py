"""YAML that remembers its lines, so that every problem can point at one.

Scalars are read by the core schema of YAML 1.2 (`no` and `12:30` are text), keys may not repeat and
anchors are refused: an author's file says what it says where it says it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import yaml

from authoring.problems import Problem, Severity

type KeyPath = tuple[str | int, ...]
type Plain = bool | int | float | str | list[Plain] | dict[str, Plain] | None


@dataclass(frozen=True, slots=True)
class Marks:
    """The lines of one file's values. `base` is the path of the value they are about."""

    file: str
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    base: KeyPath = ()

    def under(self, *path: str | int) -> "Marks":
        """Give the marks of the value at `path` below this one."""
        return replace(self, base=(*self.base, *path))

    def line(self, *path: str | int) -> int:
        """Give the line of `path`, or of the nearest value around it."""
        full = (*self.base, *path)
        while full and full not in self.lines:
            full = full[:-1]
        return self.lines.get(full, 1)

    def error(self, message: str, *path: str | int) -> Problem:
        """Report an error at `path`."""
        return Problem(self.file, self.line(*path), message)

    def warning(self, message: str, *path: str | int) -> Problem:
        """Report a warning at `path`."""
        return Problem(self.file, self.line(*path), message, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML document: its plain value (None if not readable), the lines of its values, and what is wrong."""

    value: Plain
    marks: Marks
    problems: tuple[Problem, ...]
    readable: bool


class _Loader(yaml.SafeLoader):
    """The safe loader with YAML 1.2 scalars and without aliases."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 (PyYAML's own name: it starts empty instead of with YAML 1.1)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "aliases are not allowed: write the value out", mark)
        return super().compose_node(parent, index)


for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"[-+]?(0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?", "-+0123456789"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first))


def read(file: str, text: str, *, skipped: int = 0) -> Document:
    """Read `text`, which begins after `skipped` lines of `file`. A file that is not YAML has the value None."""
    loader = _Loader(text)
    lines: dict[KeyPath, int] = {}
    problems: list[Problem] = []

    def line(mark: yaml.Mark) -> int:
        return mark.line + 1 + skipped

    def walk(node: yaml.Node, path: KeyPath) -> Plain:
        lines.setdefault(path, line(node.start_mark))
        if isinstance(node, yaml.SequenceNode):
            return [walk(child, (*path, index)) for index, child in enumerate(node.value)]
        if not isinstance(node, yaml.MappingNode):
            scalar: Plain = loader.construct_object(node)
            return scalar
        mapping: dict[str, Plain] = {}
        for key, child in node.value:
            name = str(key.value)
            if name in mapping:
                problems.append(Problem(file, line(key.start_mark), f"{name} is given twice: keep one"))
            lines[(*path, name)] = line(key.start_mark)
            mapping[name] = walk(child, (*path, name))
        return mapping

    value: Plain = None
    readable = True
    try:
        root = loader.get_single_node()
        value = walk(root, ()) if root else None
    except yaml.YAMLError as error:
        readable = False
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        problems.append(Problem(file, line(mark) if mark else 1 + skipped, f"not readable as YAML: {what}"))
    finally:
        loader.dispose()
    return Document(value, Marks(file, lines), tuple(problems), readable)
