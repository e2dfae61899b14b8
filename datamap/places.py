"""What is held outside tables: objects, logs, queues, parameters, keys, and the identity provider's attributes.

Each place names the template's resource that it is, so that none can be deployed unseen (`datamap.held`).
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from inarax.declared import WHILE_ACCOUNT, Category, Purpose, Retention, Source, Start, Terms, held_for, kept_for
from inarax.stores import exports, images


class Kind(StrEnum):
    """What kind of place it is."""

    OBJECTS = "objects"
    LOG = "log"
    QUEUE = "queue"
    WORKFLOW = "workflow"
    TOPIC = "topic"
    PARAMETER = "parameter"
    KEY = "key"
    MAIL = "mail"
    PROVIDER = "identity provider"


class Place(NamedTuple):
    """What a place holds, field by field, and on which terms; a place without personal data says so by its fields."""

    resource: str
    """The template's logical id."""
    kind: Kind
    holds: Mapping[str, Category]
    terms: Terms
    note: str


_LOG = Retention(timedelta(days=30), Start.RECORDED)
_LETTERS = Retention(timedelta(days=14), Start.RECORDED)
_HISTORY = Retention(timedelta(days=90), Start.RECORDED)
"""How long Step Functions keeps the history of an execution."""

_NOT_EXPORTED = frozenset({Category.COOKIE, Category.NONE})
"""What a copy of a learner's data has nothing of: what a browser keeps for us is tied to no account."""

LOG_FIELDS = {
    "request_id": Category.KEY,
    **dict.fromkeys(
        (
            "door",
            "method",
            "status",
            "problem",
            "error",
            "cause",
            "frames",
            "records",
            "changed",
            "failed",
            "RecipientsUntold",
        ),
        Category.NONE,
    ),
}
"""Every key that may stand in a log line: words of ours, ids of requests, counts."""

PLACES = (
    Place(
        "ImagesBucket", Kind.OBJECTS, {"<learner_id>/<image>.webp": images.CATEGORY}, images.TERMS,
        "Profile images, re-encoded and stripped of metadata, each under its learner's prefix.",
    ),
    Place(
        "CoursesBucket", Kind.OBJECTS, {"<course>/<version>/*": Category.NONE},
        held_for(Purpose.LEARNING, Purpose.ASSESSMENT, Purpose.PERSONALIZATION),
        "Published courses: outline, lessons, items.",
    ),
    Place(
        "AnswerKeysBucket", Kind.OBJECTS, {"<course>/<version>/keys.json": Category.NONE}, held_for(Purpose.ASSESSMENT),
        "Keys and explanations of items, apart from the courses: only assessment may read them.",
    ),
    Place(
        "DoorLogs", Kind.LOG, LOG_FIELDS,
        kept_for(Purpose.SECURITY, retention=_LOG, reason="A line holds a request id and nothing of a person: once the"
                 " entry that maps the id to the learner is erased, it is nobody's."),
        "What the functions log: one line a request.",
    ),
    Place(
        "AccessLogs", Kind.LOG,
        {"request_id": Category.KEY, "template of the address": Category.NONE, "method": Category.NONE,
         "status": Category.NONE, "latency": Category.NONE},
        kept_for(Purpose.SECURITY, retention=_LOG, reason="A line holds a request id and nothing of a person."),
        "What the gateway logs of each request: neither address nor browser.",
    ),
    Place(
        "FirewallLogs", Kind.LOG,
        {"address": Category.TECHNICAL, "country of the address": Category.TECHNICAL, "headers": Category.TECHNICAL},
        held_for(Purpose.SECURITY, retention=Retention(timedelta(days=14), Start.RECORDED)),
        "Requests that the firewall blocked, without cookie, authorization, path, query and referrer; they are keyed by"
        " nobody, since nobody was signed in when they were blocked.",
    ),
    Place(
        "ExposuresDeadLetters", Kind.QUEUE, {"position in the stream": Category.NONE},
        held_for(Purpose.ASSESSMENT, retention=_LETTERS),
        "Where in the stream of attempts a count failed; the attempts themselves are read anew.",
    ),
    Place(
        "SignalsDeadLetters", Kind.QUEUE, {"position in the stream": Category.NONE},
        held_for(Purpose.SIGNALS, retention=_LETTERS),
        "Where in the stream of evidence a derivation failed; the records themselves are read anew.",
    ),
    Place(
        "SealingDeadLetters", Kind.QUEUE, {"schedule's event": Category.NONE},
        held_for(Purpose.SECURITY, retention=_LETTERS), "Runs of the sealer that failed: when, and nothing of whom.",
    ),
    Place(
        "OrphansDeadLetters", Kind.QUEUE, {"schedule's event": Category.NONE},
        held_for(Purpose.IDENTITY, retention=_LETTERS), "Sweeps that failed: when, and nothing of whom.",
    ),
    Place(
        "RemindersDeadLetters", Kind.QUEUE, {"schedule's event": Category.NONE},
        held_for(Purpose.REMINDERS, retention=_LETTERS), "Rounds of reminders that failed: when, and nothing of whom.",
    ),
    Place(
        "MailsDeadLetters", Kind.QUEUE, {"position in the stream": Category.NONE},
        held_for(Purpose.NOTICES, Purpose.NEWS, Purpose.REMINDERS, retention=_LETTERS),
        "Where in the stream of mails a sending failed; the mails themselves are read anew.",
    ),
    Place(
        "BouncesDeadLetters", Kind.QUEUE, {"handle of a mail": Category.KEY},
        held_for(Purpose.NOTICES, Purpose.NEWS, Purpose.REMINDERS, retention=_LETTERS),
        "Bounces that could not be noted: which mail, never which address.",
    ),
    Place(
        "Announcements", Kind.QUEUE, {"shard and learner id from which to go on": Category.KEY},
        held_for(Purpose.NOTICES, Purpose.NEWS, retention=_LETTERS),
        "Announcements under way, a message a shard of the learners.",
    ),
    Place(
        "AnnouncementsDeadLetters", Kind.QUEUE, {"shard and learner id from which to go on": Category.KEY},
        held_for(Purpose.NOTICES, Purpose.NEWS, retention=_LETTERS),
        "Shards of an announcement that were given up.",
    ),
    Place(
        "MailIdentity", Kind.MAIL,
        {"name": Category.IDENTITY, "address": Category.IDENTITY, "letter": Category.IDENTITY},
        held_for(Purpose.NOTICES, Purpose.NEWS, Purpose.REMINDERS),
        "What SES sends for us: it passes the letter on and keeps no list of addresses.",
    ),
    Place(
        "MailReports", Kind.MAIL, {"handle of a mail": Category.KEY},
        held_for(Purpose.NOTICES, Purpose.NEWS, Purpose.REMINDERS),
        "Which bounces and complaints SES reports, by the mail's handle.",
    ),
    Place(
        "Alarms", Kind.TOPIC, {"alarm": Category.NONE}, held_for(Purpose.SECURITY),
        "Alarms to operators: counts, never whose.",
    ),
    Place(
        "RoleGrants", Kind.PARAMETER, {"<issuer>|<subject>": Category.IDENTITY, "its roles": Category.IDENTITY},
        held_for(Purpose.IDENTITY, Purpose.RIGHTS, source=Source.OURSELVES),
        "Roles that an operator grants to accounts of the provider, until taken back.",
    ),
    Place(
        "ProofSignature", Kind.PARAMETER, {"digest, statement, signature and public key": Category.NONE},
        held_for(Purpose.PRIVACY), "The signature on the report of the last proof of the policy.",
    ),
    Place(
        "OidcClientSecretStore", Kind.PARAMETER, {"client secret": Category.NONE}, held_for(Purpose.IDENTITY),
        "Our own secret at the identity provider.",
    ),
    Place(
        "IdentityMacKey", Kind.KEY, {"key material": Category.NONE}, held_for(Purpose.IDENTITY, Purpose.RIGHTS),
        "Makes the keyed hashes by which an identity is found again; never leaves KMS.",
    ),
    Place(
        "LearnerKey", Kind.KEY, {"key material": Category.NONE},
        held_for(
            Purpose.IDENTITY, Purpose.ASSESSMENT, Purpose.PERSONALIZATION, Purpose.SIGNALS, Purpose.NOTICES,
            Purpose.NEWS, Purpose.REMINDERS, Purpose.RIGHTS,
        ),
        "Wraps each learner's data keys; never leaves KMS.",
    ),
    Place(
        "NewsMacKey", Kind.KEY, {"key material": Category.NONE},
        held_for(Purpose.NEWS, Purpose.REMINDERS, Purpose.NOTICES, Purpose.RIGHTS),
        "Makes the keyed hashes in mailed links and receipt codes; never leaves KMS.",
    ),
    Place(
        "ProofKey", Kind.KEY, {"key material": Category.NONE}, held_for(Purpose.PRIVACY),
        "Signs the report of the last proof when a release is deployed; never leaves KMS.",
    ),
    Place(
        "SealKey", Kind.KEY, {"key material": Category.NONE}, held_for(Purpose.SECURITY),
        "Signs the seals of the audit trail; never leaves KMS.",
    ),
    Place(
        "ExportsBucket", Kind.OBJECTS,
        {f"<learner_id>/<export>/{each.value}": each for each in Category if each not in _NOT_EXPORTED},
        exports.TERMS, "Copies of what is held about a learner, each under their prefix, until it is deleted.",
    ),
    Place(
        "RightsExport", Kind.WORKFLOW, {"id of a request": Category.KEY, "name of a store": Category.NONE},
        kept_for(Purpose.RIGHTS, retention=_HISTORY, reason="A history holds the random id of a request and names of"
                 " stores: once the request is complete it names nobody."),
        "What was exported when: input, outcomes and types of errors of each execution.",
    ),
    Place(
        "RightsErasure", Kind.WORKFLOW, {"id of a request": Category.KEY, "name of a store": Category.NONE},
        kept_for(Purpose.RIGHTS, retention=_HISTORY, reason="A history holds the random id of a request and names of"
                 " stores: once the request is complete it names nobody."),
        "What was carried out when: input, outcomes and types of errors of each execution.",
    ),
    Place(
        "DueDeadLetters", Kind.QUEUE, {"schedule's event": Category.NONE},
        held_for(Purpose.RIGHTS, retention=_LETTERS), "Runs of the schedule that failed: when, and nothing of whom.",
    ),
    Place(
        "ReceiptKey", Kind.KEY, {"key material": Category.NONE}, held_for(Purpose.RIGHTS),
        "Signs the receipts of rights requests; never leaves KMS.",
    ),
    Place(
        "UserPool", Kind.PROVIDER,
        {"sub": Category.IDENTITY, "email": Category.IDENTITY, "name": Category.IDENTITY,
         "password": Category.IDENTITY, "sign-in events": Category.TECHNICAL},
        held_for(Purpose.IDENTITY, Purpose.RIGHTS, retention=WHILE_ACCOUNT, source=Source.PROVIDER),
        "The default provider's accounts; for a day, sign-ups of which none is made. We never see the password.",
    ),
)  # fmt: skip


class Processor(NamedTuple):
    """Somebody who processes on our instructions (art. 28 GDPR): what they do, where, and with which safeguard."""

    name: str
    services: tuple[str, ...]
    regions: frozenset[str]
    country: str
    safeguard: str


PROCESSORS = (
    Processor(
        "Amazon Web Services EMEA SARL",
        (
            "API Gateway",
            "CloudWatch",
            "Cognito",
            "DynamoDB",
            "EventBridge",
            "KMS",
            "Lambda",
            "S3",
            "SES",
            "SNS",
            "SQS",
            "Step Functions",
            "WAF",
        ),
        frozenset({"eu-west-1"}),
        "Ireland",
        "data processing addendum; data stays in the region; standard contractual clauses for support from outside",
    ),
)

HOSTS: Mapping[str, str] = {
    "the identity provider": "discovery, keys and tokens of the OpenID Connect provider that the deployment names",
}
"""Hosts outside AWS that a door talks to."""
