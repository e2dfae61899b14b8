"""Who is calling: a dependency of the routes, from the session cookie or a bearer token."""

import base64
import binascii
import hashlib
import hmac
import os
import uuid
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request

from benchmarks.peer import errors, store

_DAY = 86_400
_ABSOLUTE = {"web": 30 * _DAY, "mobile": 90 * _DAY}
_IDLE = {"web": 7 * _DAY, "mobile": 30 * _DAY}
_TOUCH = 600


@dataclass(frozen=True)
class Learner:
    """The caller, and when they called."""

    id: str
    at: int


def signed_in(request: Request) -> Learner:
    """Read the session strongly on every request."""
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
    learner_id, session_id, secret = _parse(bearer or request.cookies.get("__Host-session", ""))
    at = int(request.scope["aws.event"]["requestContext"]["requestTimeEpoch"]) // 1000
    found = store.read(
        sessions={"learner_id": learner_id, "session_id": session_id}, standings={"learner_id": learner_id}
    )
    session = found["sessions"]
    if session is None or found["standings"] is None or not _admits(session, secret, at):
        raise errors.not_signed_in()
    if not bearer and request.headers.get("origin") != os.environ["PUBLIC_ORIGIN"]:
        raise errors.foreign_origin()
    if at - session["seen_at"] > _TOUCH:
        store.touch(session, at)
    return Learner(learner_id, at)


SignedIn = Annotated[Learner, Depends(signed_in)]


def _parse(text: str) -> tuple[str, str, bytes]:
    try:
        raw = base64.b64decode(text.encode("ascii") + b"==", altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise errors.not_signed_in() from None
    if len(raw) != 64:
        raise errors.not_signed_in()
    return str(uuid.UUID(bytes=raw[:16])), str(uuid.UUID(bytes=raw[16:32])), raw[32:]


def _admits(session: Any, secret: bytes, at: int) -> bool:
    kind = session["kind"]
    live = at < session["signed_in_at"] + _ABSOLUTE[kind] and at < session["seen_at"] + _IDLE[kind]
    fresh = "bearer_until" not in session or at < session["bearer_until"]
    return fresh and live and hmac.compare_digest(hashlib.sha256(secret).hexdigest(), session["digest"])
