"""A consent receipt has the shape of ISO/IEC TS 27560 in JSON-LD, and names nobody."""

from datetime import timedelta
from typing import Any

import pytest
from datamap.template import ORIGIN
from jsonschema import Draft202012Validator, FormatChecker

from inarax import wordings
from inarax.declared import Purpose
from inarax.stores import accounts
from inarax.stores.base import transact
from inarax.wordings import CONSENTED
from privacy import receipt as receipts
from privacy import receipts as door
from tests.component.privacy.people import Browser
from tests.kit import aws
from tests.kit.doors import call
from tests.kit.events import NOW, recorded
from tests.kit.learners import signed_in
from tests.kit.replay import replayed

_URN = {"type": "string", "pattern": "^urn:uuid:[0-9a-f-]{36}$"}
_TIME = {"type": "string", "format": "date-time"}
_TEXT = {"type": "string", "minLength": 1}


def _node(kind: Any, **properties: Any) -> dict[str, Any]:
    known = {"@type": kind if isinstance(kind, dict) else {"const": kind}, **properties}
    return {"type": "object", "properties": known, "required": list(known), "additionalProperties": False}


SCHEMA = _node(
    "dpv:ConsentReceipt",
    **{
        "@context": {
            "type": "object",
            "required": ["dpv", "eu-gdpr", "dct"],
            "properties": {"dpv": {"const": "https://w3id.org/dpv#"}},
        },
        "@id": _URN,
        "dct:identifier": {"type": "string", "format": "uuid"},
        "dct:conformsTo": {"const": "https://w3id.org/dpv/schema/iso-27560#receipt-full"},
        "dct:created": _TIME,
        "dct:publisher": {"const": {"@id": ORIGIN}},
        "dpv:hasRecordOfActivity": _node(
            "dpv:ConsentRecord",
            **{
                "@id": _URN,
                "dct:identifier": {"type": "string", "format": "uuid"},
                "dct:conformsTo": {"const": "https://w3id.org/dpv/schema/iso-27560#record"},
                "dpv:hasDataSubject": _node("dpv:DataSubject", **{"@id": _URN}),
                "dpv:hasDataController": _node("dpv:DataController", **{"@id": {"const": ORIGIN}, "dct:title": _TEXT}),
                "dpv:hasLegalBasis": {"const": {"@id": "eu-gdpr:A6-1-a"}},
                "dpv:hasProcess": _node(
                    "dpv:Process",
                    **{
                        "dpv:hasPurpose": _node({"pattern": "^dpv:[A-Z]"}, **{"dct:title": _TEXT}),
                        "dpv:hasPersonalData": _node("dpv:PersonalData", **{"dct:description": _TEXT}),
                        "dpv:hasRecipient": {
                            "type": "array",
                            "items": _node("dpv:DataProcessor", **{"dct:description": _TEXT}),
                        },
                        "dpv:hasStorageCondition": _node(
                            "dpv:StorageDuration",
                            **{
                                "dpv:hasDuration": {"type": "string", "format": "duration", "pattern": "^P"},
                                "dct:description": _TEXT,
                            },
                        ),
                    },
                ),
                "dpv:hasConsentStatus": {
                    "type": "array",
                    "minItems": 1,
                    "items": _node(
                        {"enum": ["dpv:ConsentGiven", "dpv:RenewedConsentGiven", "dpv:ConsentWithdrawn"]},
                        **{
                            "dpv:isIndicatedAtTime": _TIME,
                            "dpv:hasIndicationMethod": _TEXT,
                            "dpv:hasNotice": _node(
                                "dpv:ConsentNotice",
                                **{
                                    "dct:hasVersion": {"type": "integer", "minimum": 1},
                                    "dct:language": {"const": "en"},
                                    "dct:description": _TEXT,
                                },
                            ),
                        },
                    ),
                },
                "dpv:hasConsentControl": _node(
                    "dpv:WithdrawConsent",
                    **{"dpv:isExercisedAt": {"type": "string", "format": "uri"}, "dct:description": _TEXT},
                ),
            },
        ),
    },
)
PURPOSES = pytest.mark.parametrize("purpose", [str(purpose) for purpose in CONSENTED])


def _receipt(browser, purpose="usage"):
    return browser.send(door.handler, "GET", "/me/consents/{purpose}/receipt", purpose=purpose)


def _history(purpose):
    ada = Browser(signed_in())
    for hour, act in enumerate([ada.grant, ada.withdraw, ada.grant]):
        ada.at = NOW + timedelta(hours=hour)
        act(purpose)
    return ada


@PURPOSES
def test_a_receipt_has_the_shape_of_the_standard(purpose):
    answer = _receipt(_history(purpose), purpose)
    assert answer.header("Content-Type") == "application/ld+json"
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(answer.json)


@PURPOSES
def test_a_receipt_tells_what_was_shown_when_and_how_to_end_it(purpose):
    asked = wordings.current(Purpose(purpose))
    record = _receipt(_history(purpose), purpose).json["dpv:hasRecordOfActivity"]
    assert [
        (each["@type"], each["dpv:isIndicatedAtTime"], each["dpv:hasNotice"]["dct:description"])
        for each in record["dpv:hasConsentStatus"]
    ] == [
        ("dpv:ConsentGiven", "2026-11-24T12:00:00+00:00", asked.text),
        ("dpv:ConsentWithdrawn", "2026-11-24T13:00:00+00:00", asked.text),
        ("dpv:RenewedConsentGiven", "2026-11-24T14:00:00+00:00", asked.text),
    ]
    process = record["dpv:hasProcess"]
    assert process["dpv:hasPurpose"] == {"@type": receipts.PURPOSES[Purpose(purpose)], "dct:title": purpose}
    assert [each["dct:description"] for each in process["dpv:hasRecipient"]] == list(asked.recipients)
    assert process["dpv:hasStorageCondition"]["dpv:hasDuration"] == asked.retention.duration
    assert record["dpv:hasConsentControl"]["dpv:isExercisedAt"] == f"{ORIGIN}/me/consents/{purpose}"


def test_a_receipt_of_one_purpose_says_nothing_of_another():
    ada = Browser(signed_in())
    ada.grant("news")
    ada.grant("usage")
    assert "news" not in _receipt(ada, "usage").text
    assert len(_receipt(ada, "usage").json["dpv:hasRecordOfActivity"]["dpv:hasConsentStatus"]) == 1


@PURPOSES
def test_a_receipt_holds_no_name_and_no_address(purpose):
    ada = _history(purpose)
    account = accounts.Account(
        ada.person.learner_id, "https://provider.example", "subject-4711", "Ada King", "ada@example.com", True, NOW
    )
    transact(accounts.create(account))
    text = _receipt(ada, purpose).text
    assert ada.person.learner_id in text
    assert [told for told in ("Ada", "King", "ada@", "subject-4711", str(ada.person.token)) if told in text] == []


def test_the_same_history_has_the_same_identifiers_and_a_change_another():
    ada = Browser(signed_in())
    ada.grant()
    first, again = _receipt(ada).json, _receipt(ada).json
    ada.withdraw()
    later = _receipt(ada).json
    assert first["@id"] == again["@id"] != later["@id"]
    assert first["dpv:hasRecordOfActivity"]["@id"] == later["dpv:hasRecordOfActivity"]["@id"]


@pytest.mark.parametrize(
    ("purpose", "problem"),
    [
        ("usage", "not-found"),
        ("identity", "not-by-consent"),
        ("telepathy", "unknown-purpose"),
        ("Usage", "invalid"),
    ],
)
def test_without_a_consent_there_is_no_receipt(purpose, problem):
    assert _receipt(Browser(signed_in()), purpose).problem == problem


def test_nobody_gets_the_receipt_of_another():
    _history("usage")
    assert _receipt(Browser(signed_in())).problem == "not-found"


def test_reading_a_receipt_changes_nothing():
    ada = _history("usage")
    before = aws.everything()
    assert call(door.handler, replayed(ada.person, "privacy/receipts")).status == 200
    assert aws.everything() == before


def test_strangers_are_refused():
    assert call(door.handler, recorded("privacy/receipts")).problem == "not-signed-in"
