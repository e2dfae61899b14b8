"""A course of three lessons and the items of each kind, in the API's shapes."""

import json
from collections.abc import Set
from typing import Any

COURSE = "networks"
LESSONS: list[dict[str, Any]] = [
    {"id": "bits", "title": "Bits and octets", "module": "addresses", "minutes": 9, "kind": "core"},
    {"id": "masks", "title": "Masks and prefix lengths", "module": "addresses", "minutes": 12, "kind": "core"}
    | {"quiz": {"items": 4, "pass": 0.7}},
    {"id": "masks-again", "title": "Masks, step by step", "module": "addresses", "minutes": 6, "kind": "remedial"},
    {"id": "routing", "title": "Routing: one hop at a time", "module": "paths", "minutes": 14, "kind": "core"},
]
OUTLINE: dict[str, Any] = {
    "course": COURSE,
    "version": "0" * 32,
    "title": "IP networking in practice",
    "summary": "From bits on a wire to a page over TLS: read addresses, cut subnets, follow a packet hop by hop, and "
    "find out in minutes which of them is broken.",
    "language": "en",
    "modules": [
        {"id": "addresses", "title": "Addresses and subnets", "lessons": ["bits", "masks", "masks-again"]},
        {"id": "paths", "title": "Paths", "lessons": ["routing"]},
    ],
    "lessons": LESSONS,
    "skills": [{"id": "masks", "title": "Use masks and prefix lengths", "requires": []}],
    "domains": [
        {"id": "cloud", "title": "Cloud platforms", "summary": "Virtual networks, security groups and load balancers."},
        {
            "id": "industrial",
            "title": "Industrial plants",
            "summary": "Controllers and sensors that must keep running.",
        },
    ],
    "goals": [
        {"id": "cloud-engineer", "title": "Cloud engineer", "summary": "Plans address space and routes.", "skills": {}},
        {"id": "technician", "title": "Network technician", "summary": "Repairs networks on site.", "skills": {}},
    ],
    "levels": [],
    "placement": {"max_items": 20, "target_sd": 0.4, "worth": None, "exposure": 0.25},
}


def _options(*texts: str) -> list[dict[str, str]]:
    return [{"id": "abcd"[n], "text": text, "text_html": f"<code>{text}</code>"} for n, text in enumerate(texts)]


def _item(identifier: str, kind: str, stem: str, options: list[dict[str, str]], unit: str | None = None) -> Any:
    html = f"<p>{stem}</p>"
    return {"id": identifier, "kind": kind, "stem": stem, "stem_html": html, "options": options, "unit": unit}


ITEMS = {
    "masks-2": _item(
        "masks-2",
        "single",
        "Which of these networks is the largest?",
        _options("10.0.0.0/22", "10.0.0.0/24", "10.0.0.0/26", "10.0.0.0/30"),
    ),
    "masks-9": _item(
        "masks-9",
        "multiple",
        "Which are on one link with <code>10.20.30.77/27</code>?",
        _options("10.20.30.66", "10.20.30.90", "10.20.30.100"),
    ),
    "masks-3": _item("masks-3", "numeric", "How many hosts can use an address of a /26?", [], "hosts"),
    "masks-1": _item("masks-1", "text", "Write the mask of a /24 in dotted decimal.", []),
}
KEYS: dict[str, dict[str, Any]] = {
    "masks-2": {"options": ["a"]},
    "masks-9": {"options": ["a", "b"]},
    "masks-3": {"number": 62.0},
    "masks-1": {"text": "255.255.255.0"},
}
EXPLANATIONS = {"a": "Ten host bits: 1024 addresses.", "b": "A longer prefix leaves fewer host bits: 256 addresses."}
LESSON_HTML = """<p>A <strong>mask</strong> is 32 bits: ones over the network part, zeros over the host part, and never
mixed. <code>/26</code> and <code>255.255.255.192</code> are the same mask.</p>
<table><thead><tr><th>prefix</th><th style="text-align:right">addresses</th></tr></thead>
<tbody><tr><td>/24</td><td style="text-align:right">256</td></tr>
<tr><td>/26</td><td style="text-align:right">64</td></tr></tbody></table>
<h2>The four questions</h2>
<ol><li>The prefix 27 ends in the fourth octet.</li><li>The <strong>block size</strong> is 256 minus 224, 32.</li></ol>
<pre><code>$ python3 -c "from ipaddress import ip_interface as i; print(i('10.20.30.77/27').network)"
10.20.30.64/27
</code></pre>
<p>A host decides for every packet whether the destination is on its own link: it lays <em>its own</em> mask over both
addresses and compares.</p>"""


_WORDINGS = {"news": "Send me news about courses by mail.", "reminders": "Remind me by mail of what is due for review."}


def consent(purpose: str, *, given: bool) -> dict[str, object]:
    """A consent, as the API tells it."""
    wording = {"version": 1, "language": "en", "text": _WORDINGS[purpose]}
    return {"purpose": purpose, "state": "granted" if given else "never-given", "wording": wording}


def objections(made: Set[str], *, grounds: str | None = None, appeal: str | None = None) -> dict[str, object]:
    """What may be objected to, as the API tells it."""
    weighed = {"grounds": grounds, "decided_at": "2026-11-24T12:00:00Z", "appeal": appeal} if grounds else None
    signals = {"purpose": "signals", "objected": "signals" in made, "outweighed": weighed}
    others = [{"purpose": name, "objected": name in made, "outweighed": None} for name in ("security", "news")]
    return {"objections": [signals, *others]}


CODE = "e1.opens-the-receipt"


def erasure(state: str) -> dict[str, object]:
    """An erasure in a state, as the API tells it."""
    at = "2026-11-24T12:00:00Z"
    told: dict[str, object] = {"next": f"What comes after {state}.", "opened_at": at, "due": "2026-12-28"}
    told |= {"denied": None, "remedies": []}
    because = {"reason": "unusual-sign-in", "because": "It was asked for by a sign-in unlike yours.", "until": at}
    told["doubt"] = because if state == "doubted" else None
    told["proven"] = {"channel": "letter", "proof": "notarized-letter"} if state == "entered" else None
    return {"id": "e1", "right": "erasure", "state": state, **told, "history": [{"state": state, "at": at}]}


def restriction(held: dict[str, object] | None, *, forwarded: bool = False) -> dict[str, object]:
    """A restriction, as the API tells it."""
    request = erasure("restricted") | {"id": "r1", "right": "restriction"}
    ends = {"lifts_at": None, "because": None}
    passed_on = erasure("forwarded") | {"id": "r1", "right": "restriction"} if forwarded else None
    return {"restriction": {"request": request, **ends, **held} if held else None, "forwarded": passed_on}


def export(state: str) -> dict[str, object]:
    """An export in a state, as the API tells it."""
    archive = {
        "href": "/me/exports/x1/archive",
        "size": 1_234_567,
        "sha256": "ab" * 32,
        "until": "2026-12-01T12:00:00Z",
    }
    told = {"id": "x1", "right": "access", "archive": archive if state == "ready" else None}
    return erasure(state) | told


def access(by: str, *stores: str) -> dict[str, object]:
    """That somebody read something."""
    return {"at": "2026-11-24T12:00:00Z", "by": by, "purpose": "assessment", "stores": list(stores)}


def disclosure(*stores: str) -> dict[str, object]:
    """That a court was given something."""
    return {
        "kind": "A court ordered it.",
        "article": "art. 6(1)(c) GDPR",
        "reference": "Order of 20 November 2026, 12 C 34/26.",
        "recipient": "District court of Springfield",
        "recipient_mail": "registry@court.example",
        "stores": list(stores),
        "disclosed_on": "2026-11-27",
        "told_at": "2026-11-24T12:00:00Z",
    }


def denied() -> dict[str, object]:
    """An erasure that was denied, as who holds its code is shown it."""
    because = {"reason": "suspected_fraud", "because": "There are signs of deceit.", "article": "art. 12(5)(b) GDPR"}
    request = erasure("denied") | {"denied": because, "remedies": ["You may go to court (article 79 GDPR)."]}
    return {"request": request, "receipt": None, "backups": None}


def receipt() -> dict[str, object]:
    """An erasure that is complete, and what was signed of it."""
    stores = {"responses": {"found": 12, "read back": "2026-11-24T12:10:00Z"}}
    kept = {"audit": "what was done must be shown until claims have lapsed"}
    statement = json.dumps({"stores": stores, "kept": kept, "backups until": "2026-12-29"})
    return {
        "request": erasure("complete"),
        "receipt": {"statement": statement, "signature": "signed", "key": "the key"},
        "backups": None,
    }
