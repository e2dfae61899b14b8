"""What is rendered from the code is committed as the code renders it now."""

import json
import re
from pathlib import Path

from benchmarks import bounds
from datamap.template import resources
from docs.render import openapi, picture, technical_file
from docs.render.decided import DECISIONS
from openapi_spec_validator import validate

from tests.kit.expanded import PROD

ROOT = Path(__file__).parents[3]
API = json.loads(openapi.TARGET.read_text())
OPERATIONS = {
    (method, path): operation
    for path, operations in API["paths"].items()
    for method, operation in operations.items()
    if method in openapi.METHODS
}


def test_the_openapi_document_is_current():
    assert openapi.TARGET.read_text() == openapi.render(), "run: make openapi"


def test_the_picture_of_the_system_is_current():
    assert picture.TARGET.read_text() == picture.draw(), "run: make openapi"


def test_the_technical_file_is_current_and_names_what_fell_short():
    assert technical_file.TARGET.read_text() == technical_file.render(), "run: make openapi"
    missed = [each.words for each in bounds.BOUNDS if not each.is_reached]
    limits = technical_file.render().split("## Limits")[1]
    assert missed
    assert all(words in limits for words in missed)


def test_every_decision_of_the_engine_can_be_seen_and_doubted_by_whom_it_is_about():
    for decision in DECISIONS:
        assert decision.seen, decision.what
        assert decision.doubted, decision.what
        for method, path in (*decision.seen, *decision.doubted):
            assert "x-roles" not in API["paths"][path][method]
        for method, path in decision.reviewed:
            assert API["paths"][path][method]["x-roles"]


def test_the_openapi_document_is_valid():
    validate(API)


def test_every_operation_says_what_it_does_and_what_can_go_wrong():
    for where, operation in OPERATIONS.items():
        assert operation.get("description") or operation.get("summary"), where
        assert {"500", "503"} <= set(operation["responses"]), where
        assert any(status.startswith(("2", "3")) for status in operation["responses"]), where


def test_whoever_must_be_signed_in_is_told_so():
    for (_, path), operation in OPERATIONS.items():
        if path.startswith("/me/"):
            assert "401" in operation["responses"]
            assert operation["security"]


def test_creating_answers_201():
    made = {
        path for (method, path), operation in OPERATIONS.items() if method == "post" and "201" in operation["responses"]
    }
    assert {path for (method, path) in OPERATIONS if method == "post"} - made == {
        "/age-gate",
        "/mobile/tokens",
        "/privacy/visits",
        "/news",
        "/news/confirmations",
        "/news/unsubscriptions/{token}",
        "/reminders/unsubscriptions/{token}",
        "/rights/lookups",
    }


def test_documents_name_no_path_of_the_machine_that_wrote_them():
    here = f"/{ROOT.parts[1]}/"
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), openapi.TARGET]:
        if path.exists():
            assert here not in path.read_text()


def test_the_readme_names_every_parameter_that_a_deploy_must_be_given():
    told = (ROOT / "README.md").read_text().split("## On AWS")[1]
    assert [name for name in PROD if name != "Stage" and f"`{name}`" not in told] == []


def test_every_alarm_sends_to_the_one_runbook_that_is_about_it():
    told = [
        (alarm, f"docs/runbooks/{path.name}")
        for path in sorted((ROOT / "docs" / "runbooks").glob("*.md"))
        for heading in re.findall(r"^\*\*Alarms?\*\* (.+?)\. ", path.read_text(), re.MULTILINE)
        for alarm in re.findall(r"`(\w+)`", heading)
    ]
    sent = [
        (name, *re.findall(r"docs/runbooks/\S+", alarm["AlarmDescription"]))
        for name, alarm in resources("AWS::CloudWatch::Alarm").items()
    ]
    assert sorted(told) == sorted(sent)
