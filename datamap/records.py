"""The records that the law asks for, from the map: processing (art. 30), processors, legal bases, impact assessment.

Each is one JSON-LD document in the words of the Data Privacy Vocabulary (https://w3id.org/dpv), and so plain JSON.
"""

from pathlib import Path
from typing import Any

import yaml

from datamap.assembled import Json, fields

TARGET = Path(__file__).parents[1] / "functions" / "privacy" / "published" / "records.json"
_ASSESSMENTS = Path(__file__).parent / "assessments.yaml"

CONTEXT = {"dpv": "https://w3id.org/dpv#", "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#"}

_ARTICLES = {
    "contract": "eu-gdpr:A6-1-b",
    "legal obligation": "eu-gdpr:A6-1-c",
    "legitimate interests": "eu-gdpr:A6-1-f",
    "consent": "eu-gdpr:A6-1-a",
}
_MEASURES = {
    "dpv:AccessControlMethod": "one role for each door, with the stores of its purpose and nothing else",
    "dpv:EncryptionInTransfer": "TLS 1.2 or newer on every way in",
    "dpv:EncryptionAtRest": "every table, bucket, queue; identifiers and own words once more, under the learner's key",
    "dpv:Pseudonymisation": "records are keyed by a random id; name and address lie in one store",
    "dpv:DataDeletionPolicy": "what has a time of its own is deleted by the database when it has passed",
}


def assessments() -> Json:
    """The balancing tests and the impact assessment, as written."""
    written: Json = yaml.safe_load(_ASSESSMENTS.read_text())
    return written


def records(the_map: Json) -> Json:
    """Name to record, each with a title."""
    return {
        "processing": _document("Record of processing activities (art. 30 GDPR)", activities=_activities(the_map)),
        "processors": _document("Processors and transfers (arts. 28 and 44 GDPR)", **_processors(the_map)),
        "bases": _document("Legal bases, with their balancing tests (art. 6 GDPR)", bases=_bases(the_map)),
        "impact": _document("Impact assessment (art. 35 GDPR)", **_impact(the_map)),
    }


def _document(title: str, **content: Any) -> Json:
    return {"@context": CONTEXT, "title": title, **content}


def _activities(the_map: Json) -> list[Json]:
    return [_activity(the_map, purpose) for purpose in the_map["purposes"] if _held_for(the_map, purpose)]


def _activity(the_map: Json, purpose: str) -> Json:
    held = _held_for(the_map, purpose)
    basis = the_map["purposes"][purpose]["basis"]
    return {
        "@type": "dpv:Process",
        "dpv:hasPurpose": purpose,
        "dpv:hasLegalBasis": _ARTICLES[basis],
        "basis": basis,
        "dpv:hasDataSubject": "learners",
        "dpv:hasPersonalData": sorted({category for each in held.values() for category in _categories(each, purpose)}),
        "dpv:hasRecipient": [processor["name"] for processor in the_map["processors"]],
        "organization_admin_sees": any(each["organization_admin_sees"] for each in held.values()),
        "doors": sorted(name for name, door in the_map["doors"].items() if purpose in door["purposes"]),
        "held": {name: _lasting(each) for name, each in sorted(held.items())},
        "dpv:hasTechnicalOrganisationalMeasure": _MEASURES,
    }


def _held_for(the_map: Json, purpose: str) -> dict[str, Json]:
    everything = the_map["stores"] | the_map["places"]
    return {name: each for name, each in everything.items() if _categories(each, purpose)}


def _categories(held: Json, purpose: str) -> set[str]:
    """What is personal of it and held for this: a field with terms of its own for their purposes, the rest for all."""
    told = (each for each in fields(held).values() if purpose in each.get("terms", held)["purposes"])
    return {each["category"] for each in told} - {"not personal"}


def _lasting(held: Json) -> Json:
    return {key: held[key] for key in ("retention", "erasure", "keep_reason", "backup_days", "capacity") if key in held}


def _processors(the_map: Json) -> Json:
    return {
        "processors": [{"@type": "dpv:DataProcessor", **processor} for processor in the_map["processors"]],
        "hosts": the_map["hosts"],
        "transfers": "Nothing is stored outside the regions named; an undeclared region fails the build.",
    }


def _bases(the_map: Json) -> list[Json]:
    tests = assessments()["balancing"]
    return [
        {
            "purpose": purpose,
            "basis": each["basis"],
            "dpv:hasLegalBasis": _ARTICLES[each["basis"]],
            **({"balancing_test": tests[purpose]} if each["basis"] == "legitimate interests" else {}),
        }
        for purpose, each in the_map["purposes"].items()
    ]


def _impact(the_map: Json) -> Json:
    weighed = assessments()["impact"]
    described = {activity["dpv:hasPurpose"]: activity["dpv:hasPersonalData"] for activity in _activities(the_map)}
    return {"@type": "dpv:DPIA", "why": weighed["why"], "described": described, **weighed}
