"""The door of the proof: every sentence that claims to be true, with what proves it; the report, and who signed it."""

import hashlib
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from local import attest
from policy import proving
from policy.mutating import Outcome

from inarax import ledger, problems
from privacy import proof as door
from privacy import proof_signed, published
from privacy.proof import handler
from tests.kit import aws
from tests.kit.doors import Answer, call
from tests.kit.events import NOW, recorded, request

PROOF = "/privacy/proof"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch):
    """Publish a report, or that there is none."""
    return lambda report: monkeypatch.setattr(published, "proof", lambda: report)


def _all(outcome: tuple[Outcome, Outcome]) -> proving.Report:
    return proving.report({claim["id"]: outcome for claim in proving.claims()}, NOW)


def test_every_true_clause_is_shown_with_its_tests_and_its_mutation(get, run) -> None:
    run(None)
    shown = get(handler, PROOF).json
    assert [each["id"] for each in shown["sentences"]] == [claim["id"] for claim in proving.claims()]
    for sentence, claim in zip(shown["sentences"], proving.claims(), strict=True):
        assert {name: sentence[name] for name in ("text", "tests", "mutation")} == {
            name: value for name, value in claim.items() if name != "id"
        }


def test_without_a_run_nothing_is_proven_and_that_is_said(get, run) -> None:
    run(None)
    shown = get(handler, PROOF).json
    assert (shown["commit"], shown["date"], shown["proven"]) == (None, None, 0)
    assert {each["outcome"] for each in shown["sentences"]} == {"not run"}
    assert "No proof of this release has been run yet." in get(handler, PROOF, Accept="text/html").text


def test_a_run_is_told_with_commit_time_and_outcomes(get, run) -> None:
    report = _all((Outcome.GREEN, Outcome.RED))
    run(report)
    shown = get(handler, PROOF).json
    assert (shown["commit"], shown["date"]) == (report["commit"], "2026-11-24T12:00:00+00:00")
    assert shown["proven"] == len(shown["sentences"]) == report["clauses"] == report["proven"]


def test_a_mutation_that_no_test_noticed_refutes(get, run) -> None:
    run(_all((Outcome.GREEN, Outcome.GREEN)))
    assert {each["outcome"] for each in get(handler, PROOF).json["sentences"]} == {"refuted"}


def test_a_browser_finds_each_sentence_at_its_anchor() -> None:
    page = call(handler, recorded("privacy/proof", "page")).text
    for claim in proving.claims():
        assert f'<section id="{claim["id"]}"' in page


def test_a_form_that_there_is_not_is_refused(get) -> None:
    assert get(door.handler, PROOF, Accept="text/markdown").problem == "not-acceptable"


@pytest.fixture(autouse=True)
def remembering_nothing() -> None:
    """What one test's stack said is not another's."""
    proof_signed._kept.cache_clear()


def _signature(at: datetime) -> Answer:
    return call(handler, request("GET", "/privacy/proof/signature", at=at))


@pytest.fixture
def reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report that is published."""
    kept = tmp_path / "proof.json"
    proving.write(_all((Outcome.GREEN, Outcome.RED)), kept)
    monkeypatch.setattr(published, "proof_text", kept.read_text)
    return kept


@pytest.fixture
def key(stores: None) -> str:
    """A key that signs, of whoever deploys."""
    made = aws.client("kms").create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    return str(made["KeyMetadata"]["KeyId"])


def test_the_report_verifies_with_what_is_public(reported: Path, key: str) -> None:
    assert attest.sign(key, reported)
    report = call(handler, recorded("privacy/proof", "report"))
    signature = call(handler, recorded("privacy/proof", "signature")).json
    assert report.text.encode() == reported.read_bytes()
    assert json.loads(signature["statement"])["sha256"] == hashlib.sha256(report.text.encode()).hexdigest()
    assert signature["key"]["kid"] == key
    signed = ledger.decoded(signature["signature"])
    assert ledger.verifies(signature["statement"].encode(), signed, signature["key"])
    assert not ledger.verifies(signature["statement"].encode() + b" ", signed, signature["key"])


def test_what_is_signed_is_not_signed_again_and_another_report_is(reported: Path, key: str) -> None:
    assert [attest.sign(key, reported), attest.sign(key, reported)] == [True, False]
    proving.write(_all((Outcome.GREEN, Outcome.GREEN)), reported)
    assert _signature(NOW).problem == problems.NotFound.code
    assert attest.sign(key, reported)
    assert _signature(NOW + timedelta(minutes=1)).status == 200


def test_however_often_the_signature_is_asked_for_its_parameter_is_read_once_a_minute(reported: Path, key: str) -> None:
    assert attest.sign(key, reported)
    asked = [_signature(NOW + timedelta(seconds=second)).status for second in range(90)]
    assert set(asked) == {200}
    assert proof_signed._kept.cache_info().misses == 2


def test_before_any_run_there_is_nothing_to_sign_and_neither_report_nor_signature(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published, "_text", lambda _name: None)
    assert not attest.sign(key, tmp_path / "proof.json")
    for name in ("report", "signature"):
        assert call(handler, recorded("privacy/proof", name)).problem == problems.NotFound.code
