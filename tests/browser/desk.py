"""A fake of the doors of privacy admins, beside what the fake of the API has: one of each thing, in versions."""

import re
from typing import Any, override

from tests.browser.fake import AT, Answer, Door, Fake, Request, ok, problem

LEARNER = "0198c0de-0000-7000-8000-000000000001"
PRIYA, PAVEL = "0198c0de-0000-7000-8000-00000000000a", "0198c0de-0000-7000-8000-00000000000b"
CODE = "r1.opens-the-receipt"
DUE = "2099-12-24"
"""So far off that the first term is never over."""

_AFTER = {
    "approval": "cooling-off",
    "denial": "denied",
    "doubt": "doubted",
    "proof": "entered",
    "extension": None,
    "restart": None,
}
"""The state in which each decision leaves an erasure that was entered."""

_OUTDATED = problem(412, "outdated", "The resource has changed since you read it. Read it again.")


def queued(right: str = "erasure", state: str = "entered", **more: Any) -> dict[str, Any]:
    """A request as the queue shows it: an erasure by letter that Priya entered, unless something else is said."""
    known = {"id": "r1", "right": right, "state": state, "opened_at": AT, "jurisdiction": "GDPR", "due": DUE}
    open_ones = {"extended": None, "urgency": None, "next_at": "2026-12-01T12:00:00Z", "executions": 0, "note": None}
    proven = {"proof": "notarized-letter", "channel": "letter", "admin": PRIYA}
    return {**known, **open_ones, "proven": proven, "history": [{"state": state, "at": AT}], **more}


def held(**more: Any) -> dict[str, Any]:
    """A hold, as who opens it is shown it."""
    known = {"hold": "a-handle", "learner_id": LEARNER, "kind": "legal-claim", "article": "art. 17(3)(e) GDPR"}
    what = {"reason": "A court has asked for it.", "stores": ["accounts", "responses"], "begun": []}
    return {**known, **what, "review_on": DUE, "placed_by": PRIYA, "placed_at": AT, "lifted_at": None, **more}


def recorded(**more: Any) -> dict[str, Any]:
    """A disclosure that Priya recorded, as who opens it is shown it."""
    known = {"disclosure": "a-handle", "state": "recorded", "kind": "court-order", "article": "art. 6(1)(c) GDPR"}
    who = {"learner_id": LEARNER, "reference": "Order 12 C 34/26.", "recipient": "District court of Springfield"}
    who |= {"recipient_mail": "registry@court.example", "recorded_by": PRIYA, "recorded_at": AT}
    later = {"silent_until": None, "approved_by": None, "approved_at": None, "told_at": None}
    return {**known, **who, "stores": ["responses"], "disclosed_on": "2026-11-27", **later, **more}


def appealed(**more: Any) -> dict[str, Any]:
    """An appeal, as the queue shows it."""
    known = {"appeal": "an-appeal", "text": "It makes me anxious.", "grounds": "This pilot could not be stopped."}
    return {**known, "outweighed_at": AT, "appealed_at": AT, "due": DUE, "urgency": None, **more}


class Desk(Fake):
    """The API to whom is signed in as a privacy admin; `queue` is what there is of requests."""

    def __init__(self, *queue: dict[str, Any], me: str = PAVEL) -> None:
        super().__init__(("learner", "privacy-admin"), signed_in=True)
        self.queue, self.me = list(queue), me
        self.version = 1
        self.pages: list[list[dict[str, Any]]] = []
        """Further pages of the queue."""
        self.whose: str | None = LEARNER
        self.hold: dict[str, Any] | None = None
        self.disclosure: dict[str, Any] | None = None
        self.appeals: list[dict[str, Any]] = []
        self.found: list[dict[str, Any]] = []
        """Whose account has the address that is looked up."""

    @override
    def _doors(self) -> dict[str, Door]:
        return super()._doors() | {
            "GET /me/profile": lambda _r, _m: ok({**self._profile(), "learner_id": self.me}, ETag='"3"'),
            "GET /rights/requests": self._listed,
            "POST /rights/requests": self._enter,
            "POST /rights/lookups": lambda _r, _m: ok({"learners": self.found}),
            "GET /rights/requests/(r1)": lambda _r, _m: self._shown(),
            "PUT /rights/requests/r1/([a-z]+)": self._decide,
            "PUT /restrictions/r1/lifting": lambda _r, _m: self._lift_restriction("lifting"),
            "DELETE /restrictions/r1/lifting": lambda _r, _m: self._lift_restriction("restricted"),
            "GET /appeals": lambda _r, _m: ok({"appeals": self.appeals, "cursor": None}),
            "POST /appeals/an-appeal/reviews": lambda _r, _m: ok({"appeal": "an-appeal", "status": "changed"}, 201),
            "GET /rights/disclosures": self._listed_disclosures,
            "POST /rights/disclosures": self._record,
            "GET /rights/disclosures/a-handle": lambda _r, _m: ok(self.disclosure, ETag=f'"{self.version}"'),
            "PUT /rights/disclosures/a-handle/(approval|silence)": self._change_disclosure,
            "DELETE /rights/disclosures/a-handle": self._discard,
            "GET /rights/holds": lambda _r, _m: ok({"holds": [self.hold] if self.hold else [], "cursor": None}),
            "POST /rights/holds": self._place,
            "GET /rights/holds/a-handle": lambda _r, _m: ok(self.hold, ETag=f'"{self.version}"'),
            "PUT /rights/holds/a-handle": self._review_hold,
            "DELETE /rights/holds/a-handle": self._lift_hold,
        }

    def _listed(self, request: Request, _match: re.Match[str]) -> Answer:
        if "cursor=" in request.query:
            return ok({"requests": self.pages.pop(0), "cursor": None})
        wanted = dict(part.split("=") for part in request.query.split("&") if part)
        found = [one for one in self.queue if wanted.items() <= {k: str(v) for k, v in one.items()}.items()]
        return ok({"requests": found, "cursor": "a-cursor" if self.pages else None})

    def _shown(self) -> Answer:
        return ok({**self.queue[0], "learner_id": self.whose}, ETag=f'"{self.version}"')

    def _enter(self, request: Request, _match: re.Match[str]) -> Answer:
        proven = {"proof": request.json["proof"], "channel": request.json["channel"], "admin": self.me}
        state = {"erasure": "entered", "access": "running", "restriction": "restricted"}[request.json["right"]]
        self.queue = [queued(request.json["right"], state, proven=proven)]
        code = CODE if state == "entered" else None
        return ok({"request": {**self.queue[0], "learner_id": LEARNER}, "receipt_code": code}, 201)

    def _is_stale(self, request: Request) -> bool:
        stale = request.headers["If-Match"] != f'"{self.version}"'
        self.version += not stale
        return stale

    def _decide(self, request: Request, match: re.Match[str]) -> Answer:
        if self._is_stale(request):
            return _OUTDATED
        (one,) = self.queue
        if after := _AFTER[match[1]]:
            one |= {"state": after, "history": [*one["history"], {"state": after, "at": AT}]}
        if match[1] == "doubt":
            one |= {"note": request.json["reason"]}
        if match[1] == "extension":
            one |= {"extended": request.json["reason"], "due": "2100-02-24"}
        return self._shown()

    def _place(self, request: Request, _match: re.Match[str]) -> Answer:
        self.hold = held(**request.json, placed_by=self.me)
        return ok(self.hold, 201, ETag='"1"')

    def _review_hold(self, request: Request, _match: re.Match[str]) -> Answer:
        if self._is_stale(request) or self.hold is None:
            return _OUTDATED
        self.hold |= request.json
        return ok(self.hold, ETag=f'"{self.version}"')

    def _lift_hold(self, request: Request, _match: re.Match[str]) -> Answer:
        if self._is_stale(request):
            return _OUTDATED
        self.hold = None
        return Answer(204)

    def _lift_restriction(self, state: str) -> Answer:
        self.version += 1
        (one,) = self.queue
        one |= {"state": state, "history": [*one["history"], {"state": state, "at": AT}]}
        return ok({"restriction": "r1", "reason": "verified", "lifts_at": AT}) if state == "lifting" else Answer(204)

    def _listed_disclosures(self, request: Request, _match: re.Match[str]) -> Answer:
        one = self.disclosure
        return ok({"disclosures": [one] if one and f"state={one['state']}" == request.query else [], "cursor": None})

    def _record(self, request: Request, _match: re.Match[str]) -> Answer:
        self.disclosure = recorded(**request.json, recorded_by=self.me)
        return ok(self.disclosure, 201, ETag='"1"')

    def _change_disclosure(self, request: Request, match: re.Match[str]) -> Answer:
        if self._is_stale(request) or self.disclosure is None:
            return _OUTDATED
        if match[1] == "silence":
            self.disclosure |= {"silent_until": request.json["until"]}
        else:
            silent = self.disclosure["silent_until"]
            told = {"state": "silent"} if silent else {"state": "told", "told_at": AT}
            self.disclosure |= {"approved_by": self.me, "approved_at": AT, **told}
        return ok(self.disclosure, ETag=f'"{self.version}"')

    def _discard(self, request: Request, _match: re.Match[str]) -> Answer:
        if self._is_stale(request):
            return _OUTDATED
        self.disclosure = None
        return Answer(204)
