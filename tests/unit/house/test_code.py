"""House rules of the code itself, read as syntax trees: what a log line may name, and how long a file may grow."""

import ast
import re
from pathlib import Path

import pytest
from datamap.places import LOG_FIELDS

ROOT = Path(__file__).parents[3]
SOURCES = sorted([*(ROOT / "functions").rglob("*.py"), *(ROOT / "layers").glob("*/*/**/*.py")])
sources = pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))


@sources
def test_a_file_has_one_subject(path):
    assert len(path.read_text().splitlines()) <= 300


@sources
def test_log_lines_name_only_declared_keys(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_log(node.func):
            named = {keyword.arg for keyword in node.keywords} - {None}
            assert named <= set(LOG_FIELDS), f"line {node.lineno}"


@sources
def test_nobody_logs_or_prints_past_the_log_module(path):
    if path.name == "logs.py":
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called != "print", f"line {node.lineno}"
            past = ("logging.", "logger.", "logs.logger", "sys.std", "sys.__std", "warnings.warn", "os.write")
            assert not called.startswith(past), f"line {node.lineno}"


@sources
def test_what_is_kept_for_a_time_is_written_to_expire_when_it_is_over(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.BinOp):
            parts = {ast.unparse(node.left), ast.unparse(node.right)}
            if any(re.search(r"\b(KEPT\.time|lifetime)\b", part) for part in parts):
                assert isinstance(node.op, ast.Add), f"line {node.lineno}"
                assert re.fullmatch(r"[\w.]*\b(KEPT\.time|lifetime)", ast.unparse(node.right)), f"line {node.lineno}"


def _is_log(called: ast.Attribute) -> bool:
    return ast.unparse(called.value) in {"logs", "logger"}
