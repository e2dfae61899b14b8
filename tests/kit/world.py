"""A small world in which every operation of the API can be asked for well: people, what is theirs, and good requests.

A request is the recorded event of its operation, sent by somebody of this world about something that is there. So an
operation that joins the document comes into every test that goes over all of them, with its event and nothing more.
"""

import copy
import json
import re
from collections.abc import Mapping
from copy import replace
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from local import attest

from adaptive.signals import Signal
from assessment import retaking
from identity import correcting, macs, opening
from inarax import identifying, settings, tokens
from inarax.declared import Purpose
from inarax.proofs import Doubt
from inarax.roles import Role
from inarax.stores import (
    accounts,
    attempts,
    beliefs,
    contests,
    enrollments,
    exports,
    images,
    rights_claims,
    rights_requests,
    sessions,
    signals,
    standings,
    subscriptions,
)
from inarax.stores import courses as editions
from inarax.stores.base import read, transact
from inarax.stores.rights_requests import Receipt
from notices import links
from rights.doubt import lifecycle as doubt_lifecycle
from rights.erasure import lifecycle as erasure_lifecycle
from rights.export import lifecycle as export_lifecycle
from tests.kit import aws, courses, ledger, mailing, oidc
from tests.kit.contract import Operation, operations
from tests.kit.courses import BINARY
from tests.kit.events import NOW, request
from tests.kit.gateway import Event, direct, event_of, send
from tests.kit.learners import Person, signed_in

OTHER = "other"
"""A second course, which nobody is in."""
NOTICE = "policy-2"
VERIFIER, NONCE = "V" * 43, "N" * 43


@dataclass(frozen=True)
class World:
    """Ada is in the middle of everything, Eve is in the same course, Otto is an operator and Pia a privacy admin.

    `known` are ids and secrets of Ada's by what they are: attempt, placement, contest, handle, session, ...
    """

    ada: Person
    eve: Person
    otto: Person
    pia: Person
    orla: Person
    known: Mapping[str, str]
    bodies: Mapping[tuple[str, str], Any]

    def entitled(self, operation: Operation) -> Person:
        """Who may use the operation on Ada's things."""
        if Role.OPERATOR in operation.roles:
            return self.otto
        if Role.ORGANIZATION_ADMIN in operation.roles:
            return self.orla
        if operation.path == "/me/objections/{purpose}/appeals":  # hers is outweighed
            return self.eve
        return self.pia if Role.PRIVACY_ADMIN in operation.roles else self.ada

    def request(self, operation: Operation, person: Person | None) -> Event:
        """A good request of the operation about Ada's things, sent by anybody; None is a stranger."""
        event = event_of(operation)
        event["requestContext"]["requestTimeEpoch"] = int(NOW.timestamp() * 1000)
        at = (operation.method, operation.path)
        if at in self.bodies:
            event["body"] = json.dumps(self.bodies[at])
        if event["pathParameters"]:
            direct(event, {name: self._named(name, operation) for name in event["pathParameters"]})
        event["headers"] = {name: self._filled(value) for name, value in event["headers"].items()}
        event["queryStringParameters"] = _each(event["queryStringParameters"], self._filled)
        event["multiValueQueryStringParameters"] = _each(event["queryStringParameters"], lambda value: [value])
        if not operation.public:
            event["headers"].pop("Cookie")
            if person:
                event["headers"]["Cookie"] = f"__Host-session={person.token}"
        return event

    def _named(self, parameter: str, operation: Operation) -> str:
        for where, named in _OTHERWISE:
            if parameter in named and re.fullmatch(where, str(operation)):
                return self.known[named[parameter]]
        return self.known[parameter]

    def _filled(self, text: str) -> str:
        for name in ("state", "browser", "proof", "code"):
            text = text.replace(f"<{name}>", self.known[name])
        return text


_OTHERWISE = (
    (r".*/placements/.*", {"attempt": "placement"}),
    (r"\w+ /contests/.*/placements", {"contest": "level-handle"}),
    (r"\w+ /contests/.*/signals", {"contest": "signal-handle"}),
    (r"\w+ /contests/.*", {"contest": "handle"}),
    (r".*/objections/.*", {"purpose": "interest"}),
    (r".* /calendars/.*", {"token": "calendar"}),
    (r".* /reminders/.*", {"token": "reminders-end"}),
    (r".*/opened", {"lesson": "unopened"}),
    (r".*", {"token": "unsubscription", "code": "receipt"}),
    (r"PUT /me/courses/{course}", {"course": "other"}),
    (r".*/restart", {"request": "stuck"}),
    (r".*/(approval|denial)", {"request": "entered"}),
    (r".*/proof", {"request": "doubted"}),
    (r".* /members/.*", {"right": "erase"}),
)
"""Operations whose parameters name other things of the world than those called so."""


def kept() -> dict[str, Any]:
    """All that is stored, but for when sessions were last used: what a refused request must leave as it was."""
    everything: dict[str, Any] = aws.everything()
    for session in everything["Sessions"]:
        del session["seen_at"]
    return {**everything, "images": aws.keys("images")}


def freeze(person: Person, state: standings.State = standings.State.FROZEN) -> None:
    """Freeze an account, or begin to erase it."""
    (standing,) = read(standings.kept(person.learner_id))
    assert standing
    transact(standings.replace(standing, replace(standing, state=state)))


def restrict(person: Person, extent: standings.Extent | None = standings.Extent.KEPT, since: datetime = NOW) -> Person:
    """Restrict the person's record as they ask, or lift that (None)."""
    (standing,) = read(standings.of(person.learner_id))
    assert standing
    restriction = standings.Restriction(extent, since) if extent else None
    transact(standings.replace(standing, replace(standing, restriction=restriction)))
    return person


def revoke(person: Person) -> None:
    """End the session that a person holds."""
    transact(sessions.end(person.learner_id, person.token.session_id))


@pytest.fixture
def world(idp: oidc.Provider, seal_key_id: str) -> World:
    """A fresh world."""
    return begin(idp)


_first: list[tuple[World, aws.Held, dict[str, oidc.Code]]] = []
"""The process's first world; the others are copies."""


def begin(idp: oidc.Provider) -> World:
    """The world as it is before anything happens in it."""
    if not _first:
        _first.append((_made(idp), aws.held(), copy.deepcopy(idp.codes)))
    one, held, codes = _first[0]
    aws.hold_again(held)
    idp.codes = copy.deepcopy(codes)
    return one


def _made(idp: oidc.Provider) -> World:
    """The world, in empty stores; most of it by asking the doors, as its people would."""
    _publish()
    attest.sign(ledger.seal_key())
    ada, eve = _registered("ada"), _registered("eve")
    otto, pia = _registered("otto", Role.OPERATOR), _registered("pia", Role.PRIVACY_ADMIN)
    before = NOW - timedelta(days=1)
    for person in (ada, eve, otto):
        done = {"bits": before}
        transact(enrollments.save(enrollments.Enrollment(person.learner_id, BINARY, before, done, done)))
    _ask(ada, "PUT", "/me/courses/{course}/lessons/{lesson}/opened", lesson="octets")
    first, contested, second = quiz = _quiz(ada)
    for item in (first, contested):
        _ask(ada, "POST", _SUBMISSIONS, quiz.answer(item))
    about = {"attempt": quiz.attempt, "text": "I was right."}
    contest = _ask(ada, "POST", "/me/contests", about | {"item": contested})["contest"]
    placement = _ask(ada, "POST", "/courses/{course}/placements")
    app = _app(ada)
    _ask(ada, "PUT", "/me/consents/{purpose}", {"version": 1}, purpose="usage")
    erasure = _ask(ada, "POST", "/me/erasures", {})
    restriction = _restricted(_registered("rita"), pia)
    contesting = _contesting(ada)
    _overridden(eve, pia)
    asked = placement["item"]["id"]
    mailing.publish(NOTICE)
    calendar = _ask(ada, "PUT", "/me/calendar")["url"].rpartition("/")[2]
    _ask(ada, "PUT", "/me/consents/{purpose}", {"version": 1}, purpose="news")
    (subscription,) = read(subscriptions.of(ada.learner_id))
    assert subscription
    held = _ask(pia, "POST", "/rights/holds", _HELD | {"learner": eve.learner_id})["hold"]
    given = _GIVEN | {"learner": eve.learner_id}
    disclosed = _ask(signed_in(Role.PRIVACY_ADMIN), "POST", "/rights/disclosures", given)["disclosure"]
    entry = _ENTRY | {"learner": _registered("lena").learner_id}
    entered = _ask(signed_in(Role.PRIVACY_ADMIN), "POST", "/rights/requests", entry)["request"]["id"]
    known = {
        "course": BINARY,
        "quiz": "bits",
        "other": OTHER,
        "lesson": "octets",
        "unopened": "octets-again",
        "purpose": "usage",
        "interest": "signals",
        "learner": eve.learner_id,
        "member": _registered("mia", organization="acme").learner_id,
        "erase": "erasure",
        "version": "1",
        "record": "processing",
        "attempt": quiz.attempt,
        "placement": placement["attempt"],
        "contest": contest,
        "handle": str(contests.Handle(ada.learner_id, contest)),
        "notice": NOTICE,
        "unsubscription": links.unsubscription(ada.learner_id, Purpose.NEWS),
        "erasure": erasure["request"]["id"],
        "export": _exported(ada),
        "request": erasure["request"]["id"],
        "stuck": _stuck(),
        "entered": entered,
        "doubted": _doubted(),
        "hold": held,
        "disclosure": disclosed,
        "receipt": erasure["receipt_code"],
        "restriction": restriction,
        "field": "name",
        "calendar": calendar,
        "reminders-end": links.unsubscription(ada.learner_id, Purpose.REMINDERS),
        "skill": "bits",
        **contesting,
        "appeal": _appealing(_registered("alba")),
        "proof": macs.age_proof(NOW),
        **app,
        **_begun_sign_in(idp),
    }
    bodies = {
        ("POST", _SUBMISSIONS): quiz.answer(second),
        ("POST", "/courses/{course}/placements/{attempt}/answers"): {"item": asked, "answer": right(asked)},
        ("POST", "/me/contests"): about | {"item": first},
        ("POST", "/rights/holds"): _HELD | {"learner": eve.learner_id},
        ("POST", "/rights/disclosures"): given,
        ("POST", "/rights/requests"): _ENTRY | {"learner": eve.learner_id},
        ("POST", "/news/confirmations"): {"token": links.confirmation(ada.learner_id, subscription.asked_at)},
        ("POST", "/mobile/tokens"): {"grant_type": "refresh_token", "refresh_token": app["refresh"]},
    }
    orla = _registered("orla", Role.ORGANIZATION_ADMIN, organization="acme")
    return World(ada, eve, otto, pia, orla, known, bodies)


def right(item: str) -> dict[str, Any]:
    """A right answer to an item of the test course."""
    key = courses.raw("keys.json")["keys"][item]
    if key["correct"]:
        return {"options": key["correct"]}
    return {"number": key["value"]} if "value" in key else {"text": key["accepted"][0]}


_HELD = {
    "kind": "legal-claim",
    "article": "art. 17(3)(e) GDPR",
    "reason": "A court has asked for them.",
    "stores": ["responses"],
    "review_on": "2027-02-28",
}
_ENTRY = {
    "right": "erasure",
    "proof": "notarized-letter",
    "channel": "letter",
    "received_on": "2026-11-20",
}
_GIVEN = {
    "kind": "court-order",
    "article": "art. 6(1)(c) GDPR",
    "reference": "Order of 20 November 2026, 12 C 34/26.",
    "recipient": "District court of Springfield",
    "recipient_mail": "registry@court.example",
    "stores": ["responses"],
    "disclosed_on": "2026-11-27",
}
_SUBMISSIONS = "/courses/{course}/quizzes/{quiz}/submissions"


@dataclass(frozen=True)
class _Quiz:
    attempt: str
    items: tuple[str, ...]

    def __iter__(self) -> Any:
        return iter(self.items)

    def answer(self, item: str) -> dict[str, Any]:
        return {"attempt": self.attempt, "item": item, "answer": right(item)}


def _quiz(person: Person) -> _Quiz:
    begun = _ask(person, "POST", "/courses/{course}/quizzes/{quiz}/attempts")
    return _Quiz(begun["attempt"], tuple(item["id"] for item in begun["items"]))


def _ask(person: Person, method: str, resource: str, body: Any = None, **path: str) -> Any:
    named = {"course": BINARY, "quiz": "bits", **path}
    parameters = {name: value for name, value in named.items() if "{" + name + "}" in resource}
    keyed = {"Idempotency-Key": tokens.new_id()}
    answer = send(person.request(method, resource, parameters, body=body, headers=keyed))
    assert answer.problem is None, answer
    return answer.json


def _registered(subject: str, *roles: Role, organization: str | None = None) -> Person:
    person = signed_in(*roles, organization=organization)
    image = tokens.new_id()
    images.keep(person.learner_id, image, b"an image")
    address = f"{subject}@example.com"
    account = accounts.Account(
        person.learner_id,
        oidc.ISSUER,
        subject,
        subject.title(),
        address,
        True,
        NOW,
        address_key=identifying.address_key(address),
        image=image,
    )
    account = correcting.corrected(account, subject.title(), NOW)
    transact(accounts.create(account))
    return person


def _restricted(person: Person, admin: Person) -> str:
    """The id of a restriction that is announced to be lifted."""
    shown = _ask(person, "PUT", "/me/restriction", {"ground": "accuracy"})
    restriction: str = shown["restriction"]["request"]["id"]
    _ask(admin, "PUT", "/restrictions/{restriction}/lifting", {"reason": "verified"}, restriction=restriction)
    return restriction


def _contesting(person: Person) -> dict[str, str]:
    """Somebody contests the level of a placement and a signal, of which they have two: by which names to decide."""
    attempt, version, placed_at = tokens.new_id(), courses.publish(), NOW - retaking.PAUSE
    answers = (("bits-1", False), ("octets-1", True))
    done = attempts.Attempt(
        person.learner_id,
        attempt,
        attempts.Kind.PLACEMENT,
        BINARY,
        version,
        None,
        tuple(item for item, _ in answers),
        placed_at,
        answers,
        closed_at=placed_at,
    )
    placed = beliefs.Placement("newcomer", 0.6, -0.4, 0.8, placed_at, attempt)
    (belief,) = read(beliefs.of(person.learner_id, BINARY))
    assert belief
    signal = signals.Raised(Signal.STRUGGLING, 0.8, "1 of 4 answers were right", NOW)
    raised = {"bits": signal, "masks": signal}
    transact(
        attempts.save(done),
        beliefs.save(replace(belief, placement=placed)),
        signals.save(signals.Signals(person.learner_id, BINARY, raised)),
    )
    level = _ask(person, "POST", "/me/contests", {"attempt": attempt, "text": "I know more."})["contest"]
    mistyped, where = {"text": "I mistyped."}, "/me/courses/{course}/mastery/{skill}/contests"
    named = _ask(person, "POST", where, mistyped, skill="masks")["contest"]
    return {
        "level-handle": str(contests.Handle(person.learner_id, level)),
        "signal-handle": str(contests.Handle(person.learner_id, named)),
    }


def _overridden(person: Person, admin: Person) -> None:
    """The person objected to signals, and a privacy admin found that this is outweighed."""
    _ask(person, "PUT", "/me/objections/{purpose}", purpose="signals")
    named, grounds = {"learner": person.learner_id, "purpose": "signals"}, {"grounds": "Compelling ones, in words."}
    _ask(admin, "PUT", "/accounts/{learner}/objections/{purpose}/override", grounds, **named)


def _appealing(person: Person) -> str:
    """The name of an appeal against a decision of an admin who is not Pia."""
    _overridden(person, signed_in(Role.PRIVACY_ADMIN))
    text, where = {"text": "It makes me anxious."}, "/me/objections/{purpose}/appeals"
    made = _ask(person, "POST", where, text, purpose="signals")["contest"]
    return str(contests.Handle(person.learner_id, made))


def _app(person: Person) -> dict[str, str]:
    """Signed in with an app, too: the session and its tokens."""
    opened = opening.mobile(person.learner_id, "App", NOW)
    transact(sessions.start(opened.session))
    return {"session": opened.session.session_id, "bearer": str(opened.token), "refresh": str(opened.refresh)}


def _exported(person: Person) -> str:
    """Has asked for an export, which is ready."""
    made: str = _ask(person, "POST", "/me/exports")["id"]
    (asked,) = read(rights_requests.of(made))
    assert asked
    receipt = Receipt(json.dumps({"archive": {"bytes": 10, "sha256": "ab"}}), b"signed", "key")
    transact(rights_requests.save(export_lifecycle.ready(asked, receipt, NOW)))
    archive = exports.archive(exports.Export(person.learner_id, made))
    aws.client("s3").put_object(**archive, Body=b"an archive")
    return made


def _stuck() -> str:
    """Somebody's erasure that failed again and again, and is not looked after any time soon."""
    person = signed_in()
    new = erasure_lifecycle.opened(tokens.new_id(), person.learner_id, "digest", NOW.date(), NOW)
    stuck = replace(erasure_lifecycle.waived(new, NOW), attempts=9, next_at=NOW + timedelta(days=9999))
    transact(rights_requests.save(stuck))
    return stuck.request_id


def _doubted() -> str:
    """Somebody's erasure of which there is doubt who asked."""
    person = signed_in()
    new = erasure_lifecycle.opened(tokens.new_id(), person.learner_id, "digest", NOW.date(), NOW)
    doubted = doubt_lifecycle.doubted(new, Doubt.SIGN_IN, NOW)
    transact(rights_requests.save(doubted), rights_claims.claim(person.learner_id, new.right, new.request_id))
    return doubted.request_id


def _begun_sign_in(idp: oidc.Provider) -> dict[str, str]:
    """A sign-in of somebody new that waits for its callback, and a code that an app may redeem."""
    answer = send(request("GET", "/sign-in", query={"return_to": "/learn"}))
    browser = answer.header("Set-Cookie").partition(";")[0].partition("=")[2]
    app = idp.grant(oidc.MOBILE, oidc.APP_REDIRECT, oidc.challenge(VERIFIER), NONCE, "nora", {})
    return {"browser": browser, "app-code": app, **idp.authorize(answer.header("Location"), "nora")}


def _publish() -> None:
    """The test course, and another whose outline can be read."""
    version = courses.publish()
    outline = json.dumps(courses.raw("outline.json") | {"course": OTHER}).encode()
    key = f"{OTHER}/{version}/outline.json"
    aws.client("s3").put_object(Bucket=settings.current().bucket("courses"), Key=key, Body=outline)
    transact(editions.point(editions.Edition(OTHER, version, "Other", "Another course", NOW)))


def _each(values: Mapping[str, str] | None, change: Any) -> dict[str, Any] | None:
    return {name: change(value) for name, value in values.items()} if values else None


ALL = sorted(operations().values(), key=str)
"""Every operation of the document."""
