"""Drift of what leaves: a value in a log line, a host that nobody declared."""

import ast
from collections.abc import Iterator

import yaml

from benchmarks.drift import nodes
from benchmarks.drift.deployment import TEMPLATE
from benchmarks.drift.mutants import Edit, Mutant, content, files
from benchmarks.drift.syntax import appended, imported, line, tree
from benchmarks.drift.terms import CODE

_SAYING = (
    ("print({value})", ()),
    ("logging.getLogger(__name__).info({value})", (("logging", ""),)),
    ('logs.logger.info("seen", value={value})', (("inarax", "logs"),)),
    ("logs.handled(__name__, door_of={value})", (("inarax", "logs"),)),
    ("sys.stdout.write(str({value}))", (("sys", ""),)),
    ("warnings.warn(str({value}))", (("warnings", ""),)),
)
"""Ways to write a value where a function's output is logged, and what each must import."""

_SCRIPTS = files("functions/web/static/**/*.js", "functions/web/static/**/*.html")
_HOST = "https://collect.elsewhere.example/v1"


def log_value() -> Iterator[Mutant]:
    """A function logs one of its arguments; an existing line gets one more key."""
    for file in CODE:
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.FunctionDef):
                yield from _saying(file, node)
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("logs.", "logger.")) and node.args:
                last = node.keywords[-1].value if node.keywords else node.args[-1]
                yield Mutant(file, (appended(file, last, ", body=event"),), f"{ast.unparse(node)} and body=event")


def log_deployed_value() -> Iterator[Mutant]:
    """The gateway, the firewall or an event's rule passes on more of a request than it does."""
    for path, node in nodes.walk(nodes.root(TEMPLATE)):
        if path[-1:] == ("Format",) and isinstance(node, yaml.ScalarNode):
            for value in ("identity.sourceIp", "identity.userAgent", "path", "authorizer.claims.email"):
                edit = nodes.replaced(
                    node, nodes.written(TEMPLATE, node).replace('"}', f'", "more": "$context.{value}"}}')
                )
                yield Mutant(TEMPLATE, (edit,), f"the access log holds {value}")
        if path[-1:] == ("RedactedFields",) and isinstance(node, yaml.SequenceNode):
            for item in node.value:
                edit = Edit(*nodes.block(TEMPLATE, item, item), "")
                yield Mutant(TEMPLATE, (edit,), f"the firewall logs {nodes.written(TEMPLATE, item)}")
        if path[-1:] == ("InputPathsMap",):
            yield from (_passed_on(value) for _, _, value in nodes.entries(node))
        if path[-1:] in {("DataTraceEnabled",), ("SampledRequestsEnabled",)}:
            yield Mutant(TEMPLATE, (nodes.replaced(node, "true"),), f"{'.'.join(path)} is true")


def name_host() -> Iterator[Mutant]:
    """Code, a page or a door's settings name a host that is not on the map."""
    for file in CODE:
        statements = [each for each in tree(file).body if isinstance(each, ast.Import | ast.ImportFrom)]
        if statements:
            edit = appended(file, statements[-1], f'\n\n_COLLECTOR = "{_HOST}"')
            yield Mutant(file, (edit,), f"{file} names {_HOST}")
    for file in _SCRIPTS:
        end = len(content(file))
        text = f'fetch("{_HOST}", {{ method: "POST" }});\n' if file.endswith(".js") else f'<img src="{_HOST}" alt="">\n'
        yield Mutant(file, (Edit(end, end, text),), f"{file} speaks to {_HOST}")
    for path, node in nodes.walk(nodes.root(TEMPLATE)):
        if path[-1:] == ("Variables",):
            for name, _, value in nodes.entries(node):
                yield Mutant(TEMPLATE, (nodes.replaced(value, _HOST),), f"{'.'.join(path)}.{name} is {_HOST}")


def _saying(file: str, function: ast.FunctionDef) -> Iterator[Mutant]:
    values = [each.arg for each in (*function.args.args, *function.args.kwonlyargs) if each.arg not in {"self", "cls"}]
    documented = ast.get_docstring(function) is not None
    body = function.body[1:] if documented else function.body
    if values and body and body[0].lineno != function.lineno:
        at, indent = line(file, body[0]), " " * body[0].col_offset
        for said, needed in _SAYING:
            text = said.format(value=values[0])
            edits = [Edit(at, at, f"{indent}{text}\n")]
            for module, name in needed:
                edits += imported(file, module, name)
            yield Mutant(file, tuple(edits), f"{function.name}: {text}")


def _passed_on(value: yaml.Node) -> Mutant:
    edit = Edit(value.end_mark.index, value.end_mark.index, ", more: $.detail.mail.destination")
    return Mutant(TEMPLATE, (edit,), "a bounce passes the address on")
