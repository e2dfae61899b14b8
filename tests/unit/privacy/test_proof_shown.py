"""What the proof page says of each sentence: the last run, and only where it was of this very claim."""

from typing import Any

import pytest

from privacy.proof_shown import Outcome, html, proof_of

CLAIM = {
    "id": "9.1",
    "text": "- We <encrypt>.",
    "tests": ["tests/unit/test_x.py::test_it"],
    "mutation": {"file": "template.yaml", "old": "SSEEnabled: true", "new": ""},
}


def _report(claim: dict[str, Any], unchanged: str = "green", mutated: str = "red") -> dict[str, Any]:
    found = [{"claim": claim, "unchanged": unchanged, "mutated": mutated}]
    return {"commit": "c0ffee", "date": "2026-11-24T12:00:00+00:00", "found": found}


@pytest.mark.parametrize(
    ("report", "outcome"),
    [
        (None, Outcome.NOT_RUN),
        (_report(CLAIM), Outcome.PROVEN),
        (_report(CLAIM, unchanged="red"), Outcome.REFUTED),
        (_report(CLAIM, mutated="green"), Outcome.REFUTED),
        (_report(CLAIM, mutated="broken"), Outcome.REFUTED),
        (_report(CLAIM | {"text": "- We encrypted."}), Outcome.NOT_RUN),
        (_report(CLAIM | {"tests": []}), Outcome.NOT_RUN),
    ],
)
def test_a_sentence_is_proven_if_its_tests_passed_and_failed_under_its_mutation(
    report: dict[str, Any] | None, outcome: Outcome
) -> None:
    found = proof_of([CLAIM], report)
    assert [each.outcome for each in found.sentences] == [outcome]
    assert found.proven == (outcome is Outcome.PROVEN)


def test_the_page_names_commit_and_time_or_that_nothing_was_run() -> None:
    assert "2026-11-24T12:00:00+00:00, of commit <code>c0ffee</code>" in html(proof_of([CLAIM], _report(CLAIM)))
    assert "No proof of this release has been run yet." in html(proof_of([CLAIM], None))


def test_a_sentence_is_shown_with_its_tests_and_its_mutation() -> None:
    page = html(proof_of([CLAIM], None))
    for shown in ("We &lt;encrypt&gt;.", CLAIM["tests"][0], "<pre>SSEEnabled: true</pre>", "<pre>(nothing)</pre>"):
        assert shown in page
