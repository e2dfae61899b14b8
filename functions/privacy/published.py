"""What is published with the code: the policy's versions, the claims it makes, the last proof, and the records."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from inarax import problems

_FOLDER = Path(__file__).parent / "published"


class PolicyClause(BaseModel):
    """A sentence; one that begins with "- " is an item of a list. `proof` is the address of its proof, if any."""

    id: str
    text: str
    state: str
    follows: bool
    """Whether it goes on in the paragraph or the item of the sentence before."""
    proof: str | None


class PolicyPart(BaseModel):
    """Sentences under a lettered heading, or under the section's own."""

    letter: str | None = None
    title: str | None = None
    clauses: list[PolicyClause]


class PolicySection(BaseModel):
    """A section; number 0 is the opening."""

    number: int
    title: str
    parts: list[PolicyPart]


class PolicyVersion(BaseModel):
    """One version of the policy: how it differs from the one before, what it says, and what it rests on."""

    version: int
    date: str
    title: str
    material: bool
    mail: bool
    changes: list[str]
    sections: list[PolicySection]
    rests_on: list[str]


class PolicyListing(BaseModel):
    """A version as it is listed: whether what it rests on changed, how many lines it differs in, and its digest."""

    version: int
    date: str
    material: bool
    mail: bool
    changes: int
    sha256: str


class PolicyVersions(BaseModel):
    """Every version, the oldest first."""

    versions: list[PolicyListing]


class ProofReport(BaseModel):
    """One run of the proof over all sentences: of which commit, when, and how the tests of each ended."""

    commit: str
    date: str
    clauses: int
    proven: int
    found: list[dict[str, Any]]


class Record(BaseModel):
    """One record: JSON-LD in the words of the Data Privacy Vocabulary, of which each has its own."""

    model_config = ConfigDict(extra="allow")

    title: str


class RecordListing(BaseModel):
    """A record as it is listed."""

    record: str
    title: str


class Records(BaseModel):
    """Every record."""

    records: list[RecordListing]


def records() -> Records:
    """Every record that is rendered from the data map."""
    return Records(records=[RecordListing(record=name, title=each["title"]) for name, each in _records().items()])


def record(name: str) -> dict[str, Any]:
    """One record; NotFound if there is none of that name."""
    try:
        return _records()[name]
    except KeyError:
        raise problems.NotFound from None


def written(content: dict[str, Any]) -> str:
    """A record as text."""
    return json.dumps(content, ensure_ascii=False, indent=1)


def _records() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(_text("records.json") or "{}")
    return found


def versions() -> PolicyVersions:
    """Every published version."""
    return PolicyVersions(versions=json.loads(_text("policy/index.json") or "[]"))


def latest() -> int:
    """The number of the version that holds; NotFound before anything was published."""
    listed = versions().versions
    if not listed:
        raise problems.NotFound
    return listed[-1].version


def policy_text(version: int) -> str:
    """A version as it was published; NotFound if there is none of that number."""
    text = _text(f"policy/{version}.json")
    if text is None:
        raise problems.NotFound
    return text


def policy(version: int) -> PolicyVersion:
    """A version, read."""
    return PolicyVersion.model_validate_json(policy_text(version))


def claims() -> list[dict[str, Any]]:
    """Every sentence that claims to be proven: `id`, `text`, `tests` and `mutation`."""
    found: list[dict[str, Any]] = json.loads(_text("claims.json") or "[]")
    return found


def proof() -> dict[str, Any] | None:
    """The report of the last proof; None if none was run."""
    text = _text("proof.json")
    found: dict[str, Any] | None = json.loads(text) if text else None
    return found


def proof_text() -> str:
    """That report as it was written; NotFound if none was run."""
    text = _text("proof.json")
    if text is None:
        raise problems.NotFound
    return text


@cache
def _text(name: str) -> str | None:
    path = _FOLDER / name
    return path.read_text() if path.is_file() else None
