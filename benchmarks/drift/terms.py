"""Drift of the terms on which something is held: basis, purpose, duration, role, recipient, erasure."""

import ast
from collections.abc import Iterator

from benchmarks.drift.attributes import PLACES, STORES
from benchmarks.drift.mutants import Mutant, files
from benchmarks.drift.syntax import appended, calls, dropped, imported, member, replaced, tree, written

DECLARED = "layers/inarax/inarax/declared.py"
TIMED = [*STORES, PLACES, "layers/inarax/inarax/cookies.py", "layers/inarax/inarax/wordings.py"]
CODE = files("functions/**/*.py", "layers/inarax/inarax/**/*.py")
_BASES = ("CONTRACT", "LEGITIMATE_INTERESTS", "CONSENT", "LEGAL_OBLIGATION")
_PURPOSES = (
    "IDENTITY",
    "LEARNING",
    "ASSESSMENT",
    "PERSONALIZATION",
    "SIGNALS",
    "PRIVACY",
    "NOTICES",
    "NEWS",
    "USAGE",
    "SECURITY",
)


def change_basis() -> Iterator[Mutant]:
    """A purpose rests on another legal basis."""
    for node in ast.walk(tree(DECLARED)):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                basis = member(value, "Basis")
                for other in _BASES:
                    if basis and key and basis != other:
                        edit = replaced(DECLARED, value, f"Basis.{other}")
                        yield Mutant(DECLARED, (edit,), f"{ast.unparse(key)} rests on {other} and not on {basis}")


def change_purpose() -> Iterator[Mutant]:
    """Something is held for one purpose more, one less, or another."""
    for file, call in _terms():
        held = [purpose for each in call.args if (purpose := member(each, "Purpose"))]
        (last,) = call.args[-1:]
        for other in _PURPOSES:
            if other not in held:
                more = (appended(file, last, f", Purpose.{other}"),)
                yield Mutant(file, more, f"{', '.join(held)} and {other} besides")
                yield Mutant(file, (replaced(file, last, f"Purpose.{other}"),), f"{other} and not {held[-1]}")
        if len(held) > 1:
            for purpose, each in zip(held, call.args, strict=True):
                yield Mutant(file, (dropped(file, call.args, each),), f"{purpose} not any more")


def change_duration() -> Iterator[Mutant]:
    """What is declared lasts longer or from another event; what is written outlives what is declared."""
    for file in TIMED:
        for time in _times(file):
            written_so = written(file, time)
            longer = "timedelta(days=365)" if written_so == "timedelta(0)" else f"2 * {written_so}"
            yield Mutant(file, (replaced(file, time, longer),), f"{longer} and not {written_so}")
    for file in CODE:
        for node in ast.walk(tree(file)):
            match node:
                case ast.BinOp(op=ast.Add(), right=ast.Attribute(attr="time" | "lifetime") as kept):
                    twice = f"2 * {ast.unparse(kept)}"
                    yield Mutant(file, (replaced(file, kept, twice),), f"{twice} in line {kept.lineno}")


def change_start() -> Iterator[Mutant]:
    """What is kept for a time is kept from another event, or for ever while the account is open."""
    for file in TIMED:
        for call in calls(file, "Retention"):
            start = call.args[1]
            for other in ("ACCOUNT_CLOSED", "REQUESTED", "RECORDED"):
                if member(start, "Start") not in {other, None}:
                    yield Mutant(file, (replaced(file, start, f"Start.{other}"),), f"kept from {other}")
    for file, call in _terms():
        if _declared(call).get("retention", "WHILE_ACCOUNT") != "WHILE_ACCOUNT":
            yield from _held_otherwise(file, call, "retention", "WHILE_ACCOUNT")


def change_role() -> Iterator[Mutant]:
    """An organization's processor, and not the controller."""
    for file, call in _terms():
        yield from _held_otherwise(file, call, "capacity", "Capacity.PROCESSOR")


def change_recipient() -> Iterator[Mutant]:
    """The organization's admins see it."""
    for file, call in _terms():
        yield from _held_otherwise(file, call, "organization_admin_sees", "True")


def change_erasure() -> Iterator[Mutant]:
    """Erasure does something else to it."""
    for file, call in _terms():
        kept = ast.unparse(call.func) == "kept_for"
        now = "Erasure.KEEP" if kept else _declared(call).get("erasure", "Erasure.DELETE")
        for other in ("Erasure.DELETE", "Erasure.ANONYMIZE", "Erasure.KEEP"):
            if other != now:
                yield from _held_otherwise(file, call, "erasure", other)


def _declared(call: ast.Call) -> dict[str | None, str]:
    """The terms that a call names, as they are written."""
    return {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}


def _terms() -> Iterator[tuple[str, ast.Call]]:
    for file in (*STORES, PLACES):
        yield from ((file, call) for call in calls(file, "held_for", "kept_for"))


def _held_otherwise(file: str, call: ast.Call, term: str, value: str) -> Iterator[Mutant]:
    edits = [appended(file, call, f"._replace({term}={value})")]
    if value != "True":
        edits += imported(file, "inarax.declared", value.split(".", maxsplit=1)[0])
    yield Mutant(file, tuple(edits), f"{term} is {value}: {ast.unparse(call)}")


def _times(file: str) -> Iterator[ast.Call]:
    """Times that a Retention or a Cookie is made of, directly or through a name of the module."""
    declarations = [*calls(file, "Retention", "Cookie")]
    used = {node.id for call in declarations for node in ast.walk(call) if isinstance(node, ast.Name)}
    named = [
        statement
        for statement in tree(file).body
        if isinstance(statement, ast.Assign) and {ast.unparse(target) for target in statement.targets} & used
    ]
    found = {
        node.lineno * 1000 + node.col_offset: node for each in (*declarations, *named) for node in _timedeltas(each)
    }
    yield from (found[at] for at in sorted(found))


def _timedeltas(node: ast.AST) -> Iterator[ast.Call]:
    for each in ast.walk(node):
        match each:
            case ast.Call(func=ast.Name(id="timedelta")):
                yield each
