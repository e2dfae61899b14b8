"""A consent receipt after ISO/IEC TS 27560, as JSON-LD in the words of the Data Privacy Vocabulary.

It says who consented to what, by which words, when, and how to withdraw; of the person, only their random id.
"""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from inarax import wordings
from inarax.consent import History
from inarax.declared import Purpose
from inarax.stores.consents import Act, Event, Means

TYPE = "application/ld+json"
_PROFILE = "https://w3id.org/dpv/schema/iso-27560"
_CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "dct": "http://purl.org/dc/terms/",
}
PURPOSES = {
    Purpose.NEWS: "dpv:DirectMarketing",
    Purpose.REMINDERS: "dpv:CommunicationForCustomerCare",
    Purpose.USAGE: "dpv:ServiceUsageAnalytics",
}
"""Our purposes in the vocabulary's terms."""
_MEANS = {
    Means.ACCOUNT: "asked and answered in the account",
    Means.BROWSER: "asked and answered in the browser before signing in",
    Means.MAIL: "withdrawn by the link in a mail",
}


class Controller(NamedTuple):
    """Who answers for the processing."""

    name: str
    origin: str


def receipt(purpose: Purpose, history: History, controller: Controller, at: datetime) -> dict[str, Any]:
    """The receipt of a purpose that something was done about; `history` is of one learner."""
    events = [event for event in history if event.purpose is purpose]
    learner_id = events[0].learner_id
    record = str(uuid5(UUID(learner_id), purpose))
    identifier = str(uuid5(UUID(learner_id), f"{purpose} {events[-1].number}"))
    party = {"@id": controller.origin, "@type": "dpv:DataController", "dct:title": controller.name}
    return {
        "@context": _CONTEXT,
        "@id": f"urn:uuid:{identifier}",
        "@type": "dpv:ConsentReceipt",
        "dct:identifier": identifier,
        "dct:conformsTo": f"{_PROFILE}#receipt-full",
        "dct:created": at.isoformat(),
        "dct:publisher": {"@id": controller.origin},
        "dpv:hasRecordOfActivity": {
            "@id": f"urn:uuid:{record}",
            "@type": "dpv:ConsentRecord",
            "dct:identifier": record,
            "dct:conformsTo": f"{_PROFILE}#record",
            "dpv:hasDataSubject": {"@id": f"urn:uuid:{learner_id}", "@type": "dpv:DataSubject"},
            "dpv:hasDataController": party,
            "dpv:hasLegalBasis": {"@id": "eu-gdpr:A6-1-a"},
            "dpv:hasProcess": _process(purpose, events[-1].version),
            "dpv:hasConsentStatus": [_status(event, first=event is events[0]) for event in events],
            "dpv:hasConsentControl": {
                "@type": "dpv:WithdrawConsent",
                "dpv:isExercisedAt": f"{controller.origin}/me/consents/{purpose}",
                "dct:description": "DELETE this address while signed in, or withdraw in the account, at any time.",
            },
        },
    }


def _process(purpose: Purpose, version: int) -> dict[str, Any]:
    wording = wordings.shown(purpose, version)
    if wording is None:
        raise LookupError(f"the wording of {purpose} that was shown as version {version} is no longer kept")
    return {
        "@type": "dpv:Process",
        "dpv:hasPurpose": {"@type": PURPOSES[purpose], "dct:title": purpose.value},
        "dpv:hasPersonalData": {"@type": "dpv:PersonalData", "dct:description": wording.data},
        "dpv:hasRecipient": [{"@type": "dpv:DataProcessor", "dct:description": each} for each in wording.recipients],
        "dpv:hasStorageCondition": {
            "@type": "dpv:StorageDuration",
            "dpv:hasDuration": wording.retention.duration,
            "dct:description": f"from: {wording.retention.starts}",
        },
    }


def _status(event: Event, *, first: bool) -> dict[str, Any]:
    given = "dpv:ConsentGiven" if first else "dpv:RenewedConsentGiven"
    return {
        "@type": given if event.act is Act.GRANTED else "dpv:ConsentWithdrawn",
        "dpv:isIndicatedAtTime": event.at.isoformat(),
        "dpv:hasIndicationMethod": _MEANS[event.means],
        "dpv:hasNotice": {
            "@type": "dpv:ConsentNotice",
            "dct:hasVersion": event.version,
            "dct:language": event.language,
            "dct:description": event.text,
        },
    }
