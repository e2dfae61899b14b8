"""fideslang, in its own environment, takes the Fides manifest; and would not take a wrong one."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[3]
PYTHON = ROOT / ".tools/fideslang/bin/python"
CHECK = ROOT / "local/tools/fideslang/check.py"
COMMITTED = ROOT / "docs/fides.yml"


def _checked(manifest: Path) -> tuple[int, str]:
    assert PYTHON.exists(), "run: make setup"
    ended = subprocess.run([PYTHON, CHECK, manifest], capture_output=True, text=True, check=False)
    return ended.returncode, ended.stderr


def test_the_committed_manifest_is_taken_as_it_stands():
    assert _checked(COMMITTED) == (0, "")


def _dataset(manifest: dict[str, Any]) -> dict[str, Any]:
    return manifest["dataset"][0]


def _declaration(manifest: dict[str, Any]) -> dict[str, Any]:
    return manifest["system"][0]["privacy_declarations"][0]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (
            lambda m: _dataset(m)["collections"][0]["fields"][0].update(data_categories=["user.shoe_size"]),
            "data_categories: user.shoe_size is no data_category",
        ),
        (lambda m: _declaration(m).update(data_use="sales.secret"), "data_use: sales.secret is no data_use"),
        (
            lambda m: _declaration(m).update(data_use="personalize.profiling"),  # which fideslang has deprecated
            "data_use: personalize.profiling is no data_use",
        ),
        (lambda m: _declaration(m).update(data_subjects=["learner"]), "data_subjects: learner is no data_subject"),
        (lambda m: _declaration(m).update(dataset_references=["attic"]), "dataset_references: attic is no dataset"),
        (lambda m: _declaration(m).update(legal_basis_for_processing="Curiosity"), "legal_basis_for_processing: Input"),
        (lambda m: _dataset(m)["collections"][0].update(retention="P1D"), "dataset.0.collections.0.retention: "),
        (lambda m: m["data_category"].pop(0), "parent_key: learning is no data_category"),
        (lambda m: m["data_category"][1].update(parent_key="user"), "data_category.1.parent_key: "),
        (lambda m: m.update(datasets=[]), "datasets: fideslang reads None"),
    ],
    ids=["category", "use", "deprecated", "subject", "dataset", "basis", "field", "parent", "child", "resource"],
)
def test_what_is_wrong_with_a_manifest_is_told(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], object], told: str
) -> None:
    manifest = yaml.safe_load(COMMITTED.read_text())
    spoil(manifest)
    spoiled = tmp_path / "fides.yml"
    spoiled.write_text(yaml.safe_dump(manifest))
    status, findings = _checked(spoiled)
    assert status == 1
    assert told in findings
