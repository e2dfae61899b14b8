"""What `make proof` found of each clause, kept for the proof page; and the list of proofs that the page shows."""

import json
import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from policy.clauses import provable
from policy.figures import figures
from policy.mutating import ROOT, Outcome

FOLDER = ROOT / "functions" / "privacy" / "published"
CLAIMS = FOLDER / "claims.json"
PROOF = FOLDER / "proof.json"


class Claim(TypedDict):
    """A true clause, the tests that prove it, and the change that makes it false."""

    id: str
    text: str
    tests: list[str]
    mutation: dict[str, str]


class Found(TypedDict):
    """How a clause's tests ended: as the code is, and with the mutation in it."""

    claim: Claim
    unchanged: str
    mutated: str


class Report(TypedDict):
    """One run over all clauses."""

    commit: str
    date: str
    clauses: int
    proven: int
    found: list[Found]


def claims() -> list[Claim]:
    """Every true clause with its proof."""
    return [
        {
            "id": clause.id,
            "text": clause.wording.format_map(figures()),
            "tests": list(clause.proof.tests),
            "mutation": clause.proof.mutation.model_dump(),
        }
        for clause in provable()
        if clause.proof
    ]


def text(document: object) -> str:
    """A document as it is committed."""
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def report(outcomes: Mapping[str, tuple[Outcome, Outcome]], at: datetime) -> Report:
    """The report of a run over all clauses: how each one's tests ended, unchanged and mutated."""
    found: list[Found] = [
        {"claim": claim, "unchanged": outcomes[claim["id"]][0].value, "mutated": outcomes[claim["id"]][1].value}
        for claim in claims()
    ]
    return {
        "commit": _commit(),
        "date": at.isoformat(timespec="seconds"),
        "clauses": len(found),
        "proven": sum((each["unchanged"], each["mutated"]) == ("green", "red") for each in found),
        "found": found,
    }


def write(made: Report, to: Path = PROOF) -> None:
    """Keep a report."""
    to.write_text(text(made))


def _commit() -> str:
    """The commit that was proven, marked where files differed from it."""
    told = ["git", "describe", "--always", "--abbrev=40", "--dirty=, with changes", "--exclude=*"]
    return subprocess.run(told, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603
