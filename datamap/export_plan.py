"""The export plan: where an export finds what is held about a learner, how each is read, and what is told of it.

Rendered by `make map` for the state machine that carries an export out. A new store that is keyed by learner needs
nothing here; a place with personal data that is neither exported nor judged makes the map raise, which fails the build.
"""

import hashlib
import json
from enum import StrEnum
from pathlib import Path

from datamap import assembled
from datamap.assembled import Json, fields, purposes
from datamap.places import Kind
from datamap.template import resources
from datamap.wording import lasting
from inarax.declared import Retention, Start

PUBLISHED = Path(__file__).parents[1] / "functions" / "rights" / "published"
TARGET = PUBLISHED / "export.json"
SCHEMA = PUBLISHED / "export.schema.json"


class Means(StrEnum):
    """How what is held of a learner is found."""

    ITEMS = "items"
    """Every item of a table under the learner's id."""
    OBJECTS = "objects"
    """Every object of a bucket under the learner's prefix."""
    CLAIMED = "claimed"
    """The items that the learner's claims name."""
    USER = "user"
    """The user of our own pool that the account's subject names."""
    GRANT = "grant"
    """What configuration grants to the account's issuer and subject."""


FOUND_BY = {"rights-requests": Means.CLAIMED, "UserPool": Means.USER, "RoleGrants": Means.GRANT}
"""What is found neither by the learner's id nor under their prefix."""

UNREADABLE = frozenset({"password", "sign-in events"})
"""Fields that their place shows to nobody, us included."""

LEFT_OUT = {
    "ExportsBucket": "holds your exports themselves, this one among them",
    "identities": "a keyed hash that leads from your sign-in to your learner id, both of which are in here",
    "rights-progress": "how far an erasure has come; while one runs, your account is shut",
    "sign-ins": "for ten minutes at most, and before we know who signs in: nothing in it leads to you",
    "visitors": "digests of random numbers, which we cannot tie to an account (article 11 GDPR)",
    "DoorLogs": "a line holds the id of a request and nothing of you; which were yours, `requests` says",
    "AccessLogs": "a line holds the id of a request and nothing of you; which were yours, `requests` says",
    "FirewallLogs": "requests that were blocked before anybody had signed in: nothing in it leads to you",
    "Announcements": "while an announcement is under way: a learner id from which to go on",
    "AnnouncementsDeadLetters": "the same, of an announcement that was given up",
    "BouncesDeadLetters": "the handle of a mail that bounced, if that could not be noted; `mails` lists your mails",
    "MailIdentity": "a mail is passed on and not kept; `mails` lists which were sent to you",
    "MailReports": "reports name a mail by a random handle; what follows from one is in `suppressions`",
    "RightsErasure": "the steps of an erasure by the random id of its request",
    "RightsExport": "the steps of an export by the random id of its request",
}
"""Personal data that is not in an export, and why, in words for the learner."""

_OF_A_LEARNER = "<learner_id>/"
"""How the name of an object begins that lies under a learner's prefix."""


PARTLY = {
    "audit": "what you did as a reviewer or an operator is recorded with those whom it is about, and is not in here",
    "UserPool": "the password and what the pool notes of sign-ins can be read by nobody, us included",
    "disclosures": "what is not approved is not in here, nor what an order forbids to tell, as long as it does",
    "mails": "our letters to whoever was given something of you by law are not in here: an order may forbid it",
}
"""What of an exported place is not in an export, in words for the learner."""

ONCE = {"disclosures": "told_at"}
"""The field that an item has once its learner may be told of it: until then no export has the item."""


OTHERS = {"mails": {"template": "recipient"}}
"""Values of a field by which items are left out, since they tell of others."""


class Unjudged(Exception):
    """Personal data of which nobody has said how an export finds it, or why it is left out."""


def exported(the_map: Json) -> dict[str, Json]:
    """Every store and place that is in an export, by name."""
    held = the_map["stores"] | the_map["places"]
    personal = {name: each for name, each in sorted(held.items()) if each["personal"]}
    if lost := [name for name, each in personal.items() if means(name, each) is None and name not in LEFT_OUT]:
        raise Unjudged(", ".join(lost))
    return {name: each for name, each in personal.items() if means(name, each) is not None}


def means(name: str, held: Json) -> Means | None:
    """How an export finds what the place holds of a learner; None if it does not."""
    if name in LEFT_OUT:
        return None
    if name in FOUND_BY:
        return FOUND_BY[name]
    if held.get("attributes", {}).get("learner_id", {}).get("key") == "hash":
        return Means.ITEMS
    return Means.OBJECTS if held.get("kind") == Kind.OBJECTS and all(map(is_own, held["holds"])) else None


def is_own(field: str) -> bool:
    """Whether an object lies under its learner's prefix."""
    return field.startswith(_OF_A_LEARNER)


def own_name(field: str) -> str:
    """Its name there."""
    return field.removeprefix(_OF_A_LEARNER)


def is_kept(name: str, category: str) -> bool:
    """Whether a field of that name and category is in an export."""
    return category != "internal identifier" or name.endswith("_id")


def plan(the_map: Json) -> Json:
    """The plan, with a version that changes with it."""
    made: Json = {
        "stores": [_entry(name, held) for name, held in exported(the_map).items()],
        "left_out": [{"name": name, "why": why} for name, why in sorted(LEFT_OUT.items())],
        "processors": [
            {key: each[key] for key in ("name", "country", "safeguard", "services")} for each in the_map["processors"]
        ],
        "hosts": the_map["hosts"],
    }
    return {"version": hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()[:16], **made}


def _entry(name: str, held: Json) -> Json:
    return {
        "name": name,
        "means": means(name, held),
        "about": held["note"],
        "categories": sorted({each["category"] for each in fields(held).values()} - {"not personal"}),
        "purposes": purposes(held),
        "lasts": lasting(Retention(assembled.lasting(held["retention"]), Start(held["retention"]["starts"]))),
        "source": held["source"],
        "organization_admin_sees": held["organization_admin_sees"],
        **({"partly": PARTLY[name]} if name in PARTLY else {}),
        **({"once": ONCE[name]} if name in ONCE else {}),
        **({"others": OTHERS[name]} if name in OTHERS else {}),
        **_how(name, held),
    }


def _how(name: str, held: Json) -> Json:
    """What a program must know to read it."""
    if "attributes" in held:
        kept = {key: each for key, each in held["attributes"].items() if is_kept(key, each["category"])}
        keys = {each["key"]: key for key, each in held["attributes"].items() if "key" in each}
        return {
            "keys": [keys[kind] for kind in ("hash", "range") if kind in keys],
            "fields": {key: {"type": each["type"], "hidden": _hidden(each)} for key, each in kept.items()},
        }
    if held["kind"] == Kind.OBJECTS:
        named = resources("AWS::S3::Bucket")[name]["BucketName"]["Sub"]
        return {"bucket": named.removeprefix("${AWS::StackName}-").removesuffix("-${AWS::AccountId}")}
    return {"fields": {field: {"type": "text", "hidden": []} for field in held["holds"] if field not in UNREADABLE}}


def _hidden(declared: Json) -> list[str]:
    """Keys of a document that are left out of an export, as whole attributes of that kind are."""
    return sorted(leaf for leaf, category in declared.get("leaves", {}).items() if not is_kept(leaf, category))
