"""The erasure plan: what an erasure (art. 17 GDPR) does to every place that holds personal data, and how it finds it.

Rendered by `make map` for the state machine that carries it out. A new store that is keyed by learner needs nothing
here; one that holds personal data and that no rule finds makes the map raise, and so fails the build.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from datamap.assembled import Json, lasting
from datamap.places import Kind
from datamap.template import resources

TARGET = Path(__file__).parents[1] / "functions" / "rights" / "published" / "plan.json"

LONGEST = timedelta(days=31)
"""How long what nobody can find by learner may last: the month in which an erasure has to be done (art. 12(3))."""


class Means(StrEnum):
    """How the learner's part of a place is erased."""

    ITEMS = "items"
    """Every item of a table under the learner's id is deleted."""
    OBJECTS = "objects"
    """Every object of a bucket under the learner's prefix is deleted."""
    FORGET = "forget"
    """An entry loses what it says; what is left commits to it and tells nothing."""
    LAPSE = "lapse"
    """The item is kept for its reason, and the time for which it may be kept begins."""


class Elsewhere(StrEnum):
    """What happens to a place in which nothing is found under a learner's id."""

    UNLINKED = "unlinked"
    """Found by the account's issuer and subject, and deleted before the account is."""
    EXPIRES = "expires"
    """Keyed by nobody; deleted by its own time, within LONGEST."""
    PASSED_ON = "passed on"
    """Not stored: it is with its recipient."""
    SEVERED = "severed"
    """Named by the request; the learner's id is taken from it, or it is deleted, when the erasure is complete."""
    CLEARED_FIRST = "cleared first"
    """An erasure does not begin before an operator has taken it back."""


STREAMED = "its stream names for a day the keys of what was written and deleted, and nothing of what lay under them"
"""DynamoDB keeps the records of a table's stream for 24 hours; who reads them reads the item anew, and finds none."""


class Unfindable(Exception):
    """Personal data that no erasure would find."""


class _Other(NamedTuple):
    how: Elsewhere
    why: str


ELSEWHERE = {
    "identities": _Other(Elsewhere.UNLINKED, "named by a keyed hash of the account's issuer and subject"),
    "UserPool": _Other(Elsewhere.UNLINKED, "named by the account's subject; another provider's account is not ours"),
    "RoleGrants": _Other(Elsewhere.CLEARED_FIRST, "who was granted a role by configuration has it taken back first"),
    "rights-requests": _Other(Elsewhere.SEVERED, "says that an erasure was asked for and done, and nothing of whom"),
    "rights-progress": _Other(Elsewhere.SEVERED, "what was found in each store, until the receipt says it"),
    "sign-ins": _Other(Elsewhere.EXPIRES, "a sign-in under way is nobody's yet"),
    "visitors": _Other(Elsewhere.EXPIRES, "a digest that is tied to no account"),
    "FirewallLogs": _Other(Elsewhere.EXPIRES, "nobody was signed in when the request was blocked"),
    "Announcements": _Other(Elsewhere.EXPIRES, "a random id to go on after, which names nothing once it is erased"),
    "AnnouncementsDeadLetters": _Other(Elsewhere.EXPIRES, "the same, of what was given up"),
    "BouncesDeadLetters": _Other(Elsewhere.EXPIRES, "the handle of a mail, which ends with the mail's own item"),
    "MailIdentity": _Other(Elsewhere.PASSED_ON, "a mail that was sent lies in its recipient's mailbox"),
    "MailReports": _Other(Elsewhere.PASSED_ON, "a report names a mail by its handle"),
}
"""Places that were looked at one by one, since no learner id leads to what they hold."""

PARTLY = {"audit": Means.FORGET, "consents": Means.LAPSE}
"""What is done to stores of which a part, with its reason, outlives an erasure."""

UNTOLD = frozenset({"disclosures"})
"""Of what the learner may not know yet that there is any, so that nothing may tell of it: no receipt, and no hold."""

UNCOUNTED = UNTOLD | {"mails"}
"""Of what the receipt does not say how much there was: of mails, some went to whom something was disclosed."""

LAST = ("disclosures", "mails", "suppressions", "standings", "accounts", "holds", "keys", "rights-claims")
"""Contact, holds and keys, and who is to be told, erased after the mails that tell of it; the standing shuts the
account until then."""


def plan(the_map: Json) -> Json:
    """The plan, with a version that changes with it; Unfindable names every place that no rule finds."""
    held = the_map["stores"] | the_map["places"]
    personal = {name: each for name, each in sorted(held.items()) if each["personal"]}
    if lost := [found for name, each in personal.items() for found in _lost(name, each)]:
        raise Unfindable("; ".join(lost))
    erased = [_erased(name, each) for name, each in personal.items() if _means(name, each)]
    made: Json = {
        "first": [each for each in erased if each["name"] not in LAST],
        "last": sorted((each for each in erased if each["name"] in LAST), key=lambda each: LAST.index(each["name"])),
        "kept": [_kept(name, each) for name, each in personal.items() if each["erasure"] == "keep"],
    }
    for how in Elsewhere:
        named = {name: other.why for name, other in ELSEWHERE.items() if other.how is how and name in personal}
        made[how.value] = [{"name": name, "why": why} for name, why in sorted(named.items())]
    made["streamed"] = [{"name": each["name"], "why": STREAMED} for each in erased if _stream(held[each["name"]])]
    return {"version": hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()[:16], **made}


def _lost(name: str, held: Json) -> Iterator[str]:
    """Why an erasure would leave something of a learner's in this place, if it would."""
    if name in ELSEWHERE:
        if ELSEWHERE[name].how is Elsewhere.EXPIRES:
            yield from _staying(name, held)
    elif held["erasure"] == "anonymize":
        yield f"{name} is to be anonymized, and nothing does that"
    elif held["erasure"] == "keep":
        if name not in PARTLY and "learner_id" in held.get("attributes", {}):
            yield f"{name} is kept under a learner's id, and nothing shortens or severs it"
    elif _means(name, held) is None:
        yield f"{name} holds personal data, and no learner id leads to it"


def _staying(name: str, held: Json) -> Iterator[str]:
    if not timedelta(0) < lasting(held["retention"]) <= LONGEST:
        yield f"{name} is said to expire, and does not within {LONGEST.days} days"
    if "learner_id" in held.get("attributes", {}):
        yield f"{name} is said to be keyed by nobody, and holds a learner's id"


def _means(name: str, held: Json) -> Means | None:
    if name in PARTLY:
        return PARTLY[name]
    if name in ELSEWHERE or held["erasure"] != "delete":
        return None
    if held.get("attributes", {}).get("learner_id", {}).get("key") == "hash":
        return Means.ITEMS
    prefixed = held.get("kind") == Kind.OBJECTS and all(key.startswith("<learner_id>/") for key in held["holds"])
    return Means.OBJECTS if prefixed else None


def _erased(name: str, held: Json) -> Json:
    entry: Json = {"name": name, "means": _means(name, held)}
    if held["erasure"] == "delete" and lasting(held["retention"]):
        entry["expires"] = True
    if "attributes" in held:
        keys = {each["key"]: key for key, each in held["attributes"].items() if "key" in each}
        entry["keys"] = [keys[kind] for kind in ("hash", "range") if kind in keys]
        entry["backup_days"] = held["backup_days"]
        if entry["means"] is Means.ITEMS and (indexes := _indexes(held)):
            entry["indexes"] = indexes
        if name in UNCOUNTED:
            entry["uncounted"] = True
        if name in UNTOLD:
            entry["untold"] = True
    else:
        named = resources("AWS::S3::Bucket")[name]["BucketName"]["Sub"]
        entry["bucket"] = named.removeprefix("${AWS::StackName}-").removesuffix("-${AWS::AccountId}")
    return entry


def _stream(held: Json) -> bool:
    """Whether a store's table has a stream; Unfindable where that would show more than keys."""
    declared = resources("AWS::DynamoDB::Table").get(held.get("resource", ""), {}).get("StreamSpecification")
    if declared and declared["StreamViewType"] != "KEYS_ONLY":
        raise Unfindable(f"{held['resource']} has a stream that shows for a day what was deleted")
    return declared is not None


def _indexes(held: Json) -> dict[str, list[str]]:
    """Each index of a store's table, and the names of its keys."""
    table = resources("AWS::DynamoDB::Table").get(held.get("resource", ""), {})
    declared = table.get("GlobalSecondaryIndexes", ())
    return {index["IndexName"]: [key["AttributeName"] for key in index["KeySchema"]] for index in declared}


def _kept(name: str, held: Json) -> Json:
    return {"name": name, "reason": held["keep_reason"], "retention": held["retention"]}
