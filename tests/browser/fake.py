"""A fake of the API, as small as the client lets it be: one learner, one course, everything in memory."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from tests.browser import sample
from tests.browser.sample import COURSE, EXPLANATIONS, ITEMS, KEYS, LESSON_HTML, LESSONS, OUTLINE

AT = "2026-11-24T12:00:00Z"
EARLIER = "2026-11-20T12:00:00Z"


@dataclass(frozen=True)
class Request:
    """What the client sent."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, parsed."""
        return json.loads(self.body or b"null")


@dataclass(frozen=True)
class Answer:
    """What it is answered."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def ok(body: Any, status: int = 200, **headers: str) -> Answer:
    """A JSON answer."""
    return Answer(status, json.dumps(body).encode(), {"Content-Type": "application/json", **headers})


def problem(status: int, code: str, title: str, detail: str = "") -> Answer:
    """A refusal, as the API words it."""
    body = {"type": f"http://localhost/problems/{code}", "title": title, "status": status, "detail": detail}
    return Answer(status, json.dumps(body).encode(), {"Content-Type": "application/problem+json"})


_PUBLIC = ("/privacy/preferences", "/privacy/visits", f"/rights/receipts/{sample.CODE}")

type Door = Callable[[Request, re.Match[str]], Answer]


class Fake:
    """The API; what it was asked stays in `asked`, and `refuse` says what it refuses once."""

    def __init__(self, roles: tuple[str, ...] = ("learner",), *, signed_in: bool = False) -> None:
        self.roles, self.signed_in, self.age_told = list(roles), signed_in, False
        self.asked: list[Request] = []
        self.refuse: dict[tuple[str, str], Answer] = {}
        self.name = "Ada Learner"
        self.corrections: list[str] = []
        self.enrolled = self.placed = False
        self.settings: dict[str, Any] | None = None
        self.ignored: list[str] = []
        """Choices that the course has no more."""
        self.placement: list[str] = []
        self.placing = False
        """Whether a placement was begun."""
        self.again_from: str | None = None
        """From when the placement can be taken again."""
        self.on_trial = 0
        self.quiz: dict[str, bool] = {}
        self.opened: set[str] = set()
        self.completed: set[str] = set()
        self.subscribed = False
        self.contests: list[dict[str, Any]] = []
        self.scheme, self.refuses_tracking = "system", False
        self.visits: bool | None = False
        """What was chosen; None asks."""
        self.chosen: set[str] = set()
        """Consents given, by purpose."""
        self.objected: set[str] = set()
        """Objections made, by purpose."""
        self.notices: list[dict[str, Any]] = []
        self.restriction: dict[str, Any] | None = None
        self.outweighed: str | None = None
        """The grounds that outweigh an objection, if any do."""
        self.appeal: str | None = None
        """The contest in which that is decided anew, if there is one."""
        self.passed_on = False
        """Whether a restriction was passed on that waits for an answer."""
        self.erasure: str | None = None
        """The state of the open erasure."""
        self.receipt = sample.receipt()
        """What the code of a receipt opens."""
        self.export: str | None = None
        """The state of the export."""
        self.accesses: list[dict[str, object]] = []
        self.disclosures: list[dict[str, object]] = []

    def answer(self, request: Request) -> Answer:
        """One request."""
        self.asked.append(request)
        if refusal := self.refuse.pop((request.method, request.path), None):
            return refusal
        public = request.path in ("/age-gate", "/sign-in", "/courses", *_PUBLIC) or request.path.startswith("/news/")
        if not self.signed_in and not public:
            return problem(401, "not-signed-in", "Sign in first: there is no session, or it has ended.")
        for pattern, door in self._doors().items():
            method, _, path = pattern.partition(" ")
            found = re.fullmatch(path, request.path)
            if method == request.method and found:
                return door(request, found)
        return problem(404, "no-such-route", f"There is nothing at {request.method} {request.path}.")

    def sent(self, method: str, path: str) -> list[Request]:
        """What was asked of one address."""
        return [request for request in self.asked if (request.method, request.path) == (method, path)]

    def _doors(self) -> dict[str, Door]:
        mine, quiz = f"/me/courses/{COURSE}", f"/courses/{COURSE}/quizzes/masks"
        return {
            "POST /age-gate": self._age,
            "GET /sign-in": self._sign_in,
            "GET /me/profile": lambda _r, _m: ok(self._profile(), ETag='"3"'),
            "PATCH /me/profile": self._rename,
            "DELETE /me/profile/corrections/name": self._reset_name,
            "PUT /me/profile/image": lambda _r, _m: Answer(204),
            "GET /me/sessions": lambda _r, _m: ok(
                {"sessions": [self._session("one", current=True), self._session("two")]}
            ),
            "DELETE /me/sessions/(.+)": self._end,
            "GET /courses": lambda _r, _m: ok({"courses": [OUTLINE]}),
            "GET /privacy/preferences": lambda _r, _m: ok(self._preferences()),
            "PUT /privacy/preferences": self._prefer,
            "POST /privacy/visits": lambda _r, _m: Answer(204),
            "GET /me/consents": lambda _r, _m: ok({"consents": self._consents()}),
            "GET /me/objections": lambda _r, _m: ok(
                sample.objections(self.objected, grounds=self.outweighed, appeal=self.appeal)
            ),
            "PUT /me/consents/(.+)": self._choose_purpose,
            "DELETE /me/consents/(.+)": self._choose_purpose,
            "POST /me/objections/signals/appeals": self._appeal,
            "PUT /me/objections/(.+)": self._object,
            "DELETE /me/objections/(.+)": self._object,
            f"GET /courses/{COURSE}": lambda _r, _m: ok(OUTLINE),
            "GET /me/courses": lambda _r, _m: ok({"enrollments": [self._enrollment()] if self.enrolled else []}),
            f"PUT {mine}": self._enroll,
            f"GET {mine}/settings": self._settings,
            f"PUT {mine}/settings": self._choose,
            f"GET {mine}/next": lambda _r, _m: ok(self._next()),
            f"GET {mine}/plan": lambda _r, _m: ok(self._plan()),
            f"GET {mine}/reviews": lambda _r, _m: ok(self._reviews()),
            "GET /me/calendar": self._calendar,
            "PUT /me/calendar": self._subscribe,
            "DELETE /me/calendar": self._unsubscribe,
            f"GET {mine}/mastery": lambda _r, _m: ok(self._mastery()),
            f"GET {mine}/progress": lambda _r, _m: ok(self._progress()),
            f"GET {mine}/lessons/([a-z-]+)": lambda _r, m: ok(self._lesson(m[1])),
            f"PUT {mine}/lessons/([a-z-]+)/(opened|completed)": self._mark,
            f"GET /courses/{COURSE}/placements": lambda _r, _m: ok(self._placements()),
            f"POST /courses/{COURSE}/placements": self._begin_placement,
            f"GET /courses/{COURSE}/placements/p1": lambda _r, _m: ok(self._placement()),
            f"POST /courses/{COURSE}/placements/p1/answers": self._place,
            f"POST {quiz}/attempts": lambda _r, _m: ok(self._attempt(), 201),
            f"GET {quiz}/attempts/q1": lambda _r, _m: ok(self._attempt()),
            f"POST {quiz}/submissions": self._submit,
            "POST /me/contests": self._contest,
            "GET /me/contests": lambda _r, _m: ok({"contests": self.contests, "cursor": None}),
            "GET /contests": lambda _r, _m: ok({"contests": self.contests, "cursor": None}),
            "POST /contests/(.+)/(?:regrades|placements|signals)": self._review,
            f"POST {mine}/mastery/(.+)/contests": self._contest_signal,
            "GET /me/notices": lambda _r, _m: ok({"notices": self.notices}),
            "PUT /me/notices/(.+)/acknowledgement": lambda _r, _m: Answer(204),
            "GET /me/restriction": lambda _r, _m: ok(sample.restriction(self.restriction, forwarded=self.passed_on)),
            "PUT /me/restriction": self._restrict,
            "DELETE /me/restriction": self._lift,
            "GET /me/exports": lambda _r, _m: ok({"exports": [sample.export(self.export)] if self.export else []}),
            "POST /me/exports": lambda _r, _m: self._copy("running", 201),
            "DELETE /me/exports/x1": lambda _r, _m: self._copy("withdrawing", 204),
            "GET /me/exports/x1/archive": lambda _r, _m: Answer(303, headers={"Location": "/assets/archive.zip"}),
            "GET /me/accesses": self._read,
            "GET /me/disclosures": lambda _r, _m: ok({"disclosures": self.disclosures}),
            "GET /me/erasures": lambda _r, _m: ok({"erasures": [sample.erasure(self.erasure)] if self.erasure else []}),
            "POST /me/erasures": self._erase,
            "DELETE /me/erasures/e1": self._keep,
            f"GET /rights/receipts/{sample.CODE}": lambda _r, _m: ok(self.receipt),
            "POST /news/confirmations": lambda _r, _m: Answer(204),
            "POST /news/unsubscriptions/(.+)": lambda _r, _m: Answer(204),
        }

    def _copy(self, state: str, status: int) -> Answer:
        self.export = state
        return ok(sample.export(state), status) if status == 201 else Answer(status)

    def _read(self, request: Request, _match: re.Match[str]) -> Answer:
        start = 2 if request.query else 0
        cursor = "a-cursor" if len(self.accesses) > start + 2 else None
        return ok({"accesses": self.accesses[start : start + 2], "cursor": cursor})

    def _erase(self, request: Request, _match: re.Match[str]) -> Answer:
        self.erasure = "running" if request.json["waive_cooling_off"] else "cooling-off"
        return ok({"request": sample.erasure(self.erasure), "receipt_code": sample.CODE}, 201)

    def _restrict(self, request: Request, _match: re.Match[str]) -> Answer:
        self.restriction = request.json
        return ok(sample.restriction(self.restriction))

    def _lift(self, _request: Request, _match: re.Match[str]) -> Answer:
        self.passed_on = False
        self.restriction = None
        return Answer(204)

    def _keep(self, _request: Request, _match: re.Match[str]) -> Answer:
        self.erasure = None
        return Answer(204)

    def _age(self, _request: Request, _match: re.Match[str]) -> Answer:
        self.age_told = True
        return Answer(204)

    def _sign_in(self, request: Request, _match: re.Match[str]) -> Answer:
        self.signed_in = self.age_told
        (place,) = parse_qs(request.query)["return_to"]
        return Answer(303, headers={"Location": place if self.age_told else "/?problem=age-unproven"})

    def _profile(self) -> dict[str, Any]:
        who = {"learner_id": "1", "name": self.name, "email": "ada@example.com", "image": None, "roles": self.roles}
        corrections = [{"field": "name", "act": act, "at": AT} for act in reversed(self.corrections)]
        own = {"corrected": ["name"] if self.corrections[-1:] == ["corrected"] else [], "corrections": corrections}
        return {**who, "organization": "example-org", "provider": "https://provider.example", "created_at": AT, **own}

    def _rename(self, request: Request, _match: re.Match[str]) -> Answer:
        self.name = request.json["name"]
        self.corrections.append("corrected")
        return ok(self._profile(), ETag='"4"')

    def _reset_name(self, _request: Request, _match: re.Match[str]) -> Answer:
        self.corrections.append("reset")
        return ok(self._profile(), ETag='"5"')

    def _session(self, identifier: str, *, current: bool = False) -> dict[str, Any]:
        times = {"signed_in_at": AT, "seen_at": AT, "ends_at": "2026-12-24T12:00:00Z"}
        return {"id": identifier, "kind": "web", "device": "Firefox on Linux", "current": current, **times}

    def _end(self, _request: Request, match: re.Match[str]) -> Answer:
        self.signed_in = match[1] != "current"
        return Answer(204)

    def _preferences(self) -> dict[str, Any]:
        counted = self.visits is True and not self.refuses_tracking
        wording = {"version": 1, "language": "en", "text": "Count my visits."}
        told = {"counted": counted, "refuses_tracking": self.refuses_tracking, "wording": wording}
        return {"scheme": self.scheme, "visits": self.visits, **told}

    def _prefer(self, request: Request, _match: re.Match[str]) -> Answer:
        self.scheme, visits = request.json["scheme"], request.json["visits"]
        self.visits = visits and visits["allowed"]
        return ok(self._preferences())

    def _consents(self) -> list[dict[str, object]]:
        return [sample.consent(purpose, given=purpose in self.chosen) for purpose in ("news", "reminders")]

    def _choose_purpose(self, request: Request, match: re.Match[str]) -> Answer:
        self.chosen ^= {match[1]}
        self.visits = "usage" in self.chosen
        self.objected -= {match[1]}
        return ok({"state": "granted"}) if request.method == "PUT" else Answer(204)

    def _object(self, _request: Request, match: re.Match[str]) -> Answer:
        self.objected ^= {match[1]}
        self.chosen -= {match[1]}
        return Answer(204)

    def _appeal(self, _request: Request, _match: re.Match[str]) -> Answer:
        self.appeal = "objection.signals.1"
        return ok({"contest": self.appeal}, 201)

    def _enrollment(self) -> dict[str, Any]:
        done = len(self.completed)
        return {"course": COURSE, "title": OUTLINE["title"], "enrolled_at": AT, "completed": done}

    def _enroll(self, _request: Request, _match: re.Match[str]) -> Answer:
        self.enrolled = True
        return ok(self._enrollment(), 201)

    def _settings(self, _request: Request, _match: re.Match[str]) -> Answer:
        if self.settings is None:
            return problem(404, "not-found", "There is no such resource, or it is not yours.")
        return ok(self.settings, ETag='"1"')

    def _choose(self, request: Request, _match: re.Match[str]) -> Answer:
        self.settings = request.json
        return ok(self.settings, ETag='"2"')

    def _next(self) -> dict[str, Any]:
        failed = len(self.quiz) == len(ITEMS) and sum(self.quiz.values()) < 3
        which, kind, text = ("masks", "start", "This is where the course begins for you. You placed out of “Bits”.")
        if failed:
            which, kind = "masks-again", "remedial"
            text = (
                "You answered 1 of 4 questions right in “Masks and prefix lengths”. Your mastery of use masks and "
                "prefix lengths is 0.41, below 0.85. This lesson (6 minutes) works through it step by step."
            )
        elif "masks" in self.completed:
            which, kind, text = "routing", "continue", "This is the next lesson of the course."
        lesson = next(each for each in LESSONS if each["id"] == which)
        facts = {"skill": "masks", "mastery": 0.41, "threshold": 0.85}
        because = {"code": kind, "text": text, "facts": facts}
        return {
            "course": COURSE,
            "lesson": lesson,
            "kind": kind,
            "because": because,
            "personalized": True,
            "ignored": self.ignored,
        }

    def _reviews(self) -> dict[str, Any]:
        known = {"skill": "masks", "title": "Use masks and prefix lengths", "lesson": "masks", "lesson_title": "Masks"}
        return {"course": COURSE, "reviews": [{**known, "due": AT, "now": True}] if "masks" in self.completed else []}

    def _calendar(self, _request: Request, _match: re.Match[str]) -> Answer:
        if not self.subscribed:
            return problem(404, "not-found", "There is no such resource, or it is not yours.")
        return ok({"created_at": AT})

    def _subscribe(self, _request: Request, _match: re.Match[str]) -> Answer:
        self.subscribed = True
        return ok({"created_at": AT, "url": "http://localhost/calendars/secret"})

    def _unsubscribe(self, _request: Request, _match: re.Match[str]) -> Answer:
        self.subscribed = False
        return Answer(204)

    def _plan(self) -> dict[str, Any]:
        lessons = [{"id": each["id"], "title": each["title"], "minutes": each["minutes"]} for each in LESSONS]
        deadline = (self.settings or {}).get("deadline")
        text = "The chance is 0.74 that you are done." if deadline else "You have set no day to be done by."
        told = {"lessons": lessons, "minutes": 60, "deadline": deadline, "days": 90 if deadline else None}
        unknown = {"needed": None, "seen": None, "weeks": None, "chance": 0.74 if deadline else None}
        because = {"code": "pace" if deadline else "no-deadline", "text": text}
        return {"course": COURSE, **told, **unknown, "because": because, "personalized": True}

    def _mastery(self) -> dict[str, Any]:
        outcome = {"level": "engineer", "title": "Engineer", "confidence": 0.83, "theta": 0.31, "sd": 0.39}
        outcome |= {"reviewed": False, "attempt": "p1"}
        rows = [("Use masks and prefix lengths", 0.41, 5, 2, "struggling"), ("Read binary", 0.93, 4, 4, "advancing")]
        skills = [
            {"skill": "s", "title": title, "mastery": value, "tries": tries, "correct": correct, "since": AT}
            | {"signal": signal, "because": f"{correct} of your {tries} answers on this skill were right."}
            | {"noticed": {"at": EARLIER, "because": f"{correct} of 4 answers on this skill were right."}}
            for title, value, tries, correct, signal in rows
        ]
        return {"course": COURSE, "placement": outcome if self.placed else None, "skills": skills}

    def _progress(self) -> dict[str, Any]:
        lessons = [
            {"id": each["id"], "title": each["title"], "module": each["module"], "minutes": each["minutes"]}
            | {"state": self._state(str(each["id"])), "remedial": each["kind"] == "remedial"}
            for each in LESSONS
        ]
        return {"course": COURSE, "version": "0", "completed": len(self.completed), "total": 3, "lessons": lessons}

    def _state(self, lesson: str) -> str:
        if lesson in self.completed:
            return "completed"
        if lesson in self.opened:
            return "opened"
        return "locked" if lesson == "routing" and "masks" not in self.completed else "open"

    def _lesson(self, lesson: str) -> dict[str, Any]:
        each = next(each for each in LESSONS if each["id"] == lesson)
        quiz = {"items": 4, "pass": 0.7} if lesson == "masks" else None
        told = {"opened_at": AT if lesson in self.opened else None}
        told["completed_at"] = AT if lesson in self.completed else None
        return {**each, "skills": ["masks"], "html": LESSON_HTML, "markdown": "", "quiz": quiz, **told}

    def _mark(self, _request: Request, match: re.Match[str]) -> Answer:
        (self.opened if match[2] == "opened" else self.completed).add(match[1])
        return ok(self._lesson(match[1]))

    def _begin_placement(self, _request: Request, _match: re.Match[str]) -> Answer:
        self.placing = True
        return ok(self._placement(), 201)

    def _placements(self) -> dict[str, Any]:
        begun = {"attempt": "p1", "started_at": AT, "asked": len(self.placement)}
        unfinished = [begun] if self.placing and len(self.placement) < len(ITEMS) else []
        limits = {"counting": 20, "on_trial": self.on_trial, "again_from": self.again_from}
        return {"course": COURSE, "open": unfinished, **limits}

    def _placement(self) -> dict[str, Any]:
        left = [item for item in ITEMS.values() if item["id"] not in self.placement]
        outcome = {"level": "engineer", "title": "Engineer", "confidence": 0.83, "theta": 0.31, "sd": 0.39}
        limits = {"at_most": 20 + self.on_trial, "on_trial": self.on_trial}
        state = {"attempt": "p1", "course": COURSE, "status": "open" if left else "closed", **limits}
        told = {"item": left[0] if left else None, "outcome": None if left else outcome}
        return {**state, "asked": len(self.placement), **told, "because": None if left else "The estimate is precise."}

    def _place(self, request: Request, _match: re.Match[str]) -> Answer:
        self.placement.append(request.json["item"])
        self.placed = len(self.placement) == len(ITEMS)
        return ok(self._placement(), 201)

    def _tally(self) -> dict[str, Any]:
        done, right = len(self.quiz) == len(ITEMS), sum(self.quiz.values())
        state = {"status": "closed" if done else "open", "asked": len(ITEMS), "correct": right}
        return {**state, "passed": right >= 3 if done else None}

    def _attempt(self) -> dict[str, Any]:
        shown = {"items": list(ITEMS.values()), "answered": list(self.quiz)}
        return {"attempt": "q1", "course": COURSE, "quiz": "masks", **shown, **self._tally()}

    def _submit(self, request: Request, _match: re.Match[str]) -> Answer:
        item, given = request.json["item"], request.json["answer"]
        correct = self.quiz[item] = given == KEYS[item]
        known = {"item": item, "correct": correct, "key": KEYS[item], "explanation": "The shortest prefix leaves most."}
        slips = None if correct else "thinks a longer prefix is a larger network"
        tally = {**self._tally(), "answered": len(self.quiz)}
        shown = EXPLANATIONS if "options" in given else {}
        more = {"options": shown, "misconception": slips, "attempt": tally, "next": f"/me/courses/{COURSE}/next"}
        return ok({**known, **more}, 201)

    def _contested(self) -> dict[str, Any]:
        named = {"course": COURSE, "course_title": "IP networking in practice", "subject": None}
        known = {"contest": f"c{len(self.contests)}", **named, "status": "open"}
        return {**known, "contested_at": AT, "due": "2026-12-24"}

    def _contest(self, request: Request, _match: re.Match[str]) -> Answer:
        known = self._contested()
        kind = {"kind": "grade" if "item" in request.json else "placement", "said": None}
        about = {"subject": ITEMS[request.json["item"]]["stem"]} if "item" in request.json else {}
        self.contests.append({**known, **kind, **about, **request.json, "decided_at": None, "explanation": None})
        return ok(self.contests[-1], 201)

    def _contest_signal(self, request: Request, match: re.Match[str]) -> Answer:
        known = self._contested()
        what = {"kind": "signal", "skill": match[1], "said": "struggling: 2 of 5 were right"}
        self.contests.append({**known, **what, **request.json, "decided_at": None, "explanation": None})
        return ok({"contest": known["contest"]}, 201)

    def _review(self, request: Request, match: re.Match[str]) -> Answer:
        (one,) = [each for each in self.contests if each["contest"] == match[1]]
        one |= {"status": "changed", "decided_at": AT, "explanation": request.json["explanation"]}
        return ok(one, 201)
