"""GET /me/sessions, DELETE /me/sessions/{session}: where the caller is signed in, and signing out.

Purpose: identity. Stores: sessions.
"""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path
from pydantic import BaseModel

from inarax import http, problems
from inarax.cookies import SESSION
from inarax.ids import UUID
from inarax.stores import sessions as store
from inarax.stores.base import transact

app = http.Api()


class LiveSession(BaseModel):
    """One session of the caller; `current` is the one that asks."""

    id: str
    kind: store.Kind
    device: str
    signed_in_at: datetime
    seen_at: datetime
    ends_at: datetime
    current: bool


class LiveSessions(BaseModel):
    """The caller's sessions that have not ended, the one used last first."""

    sessions: list[LiveSession]


@app.get("/me/sessions")
def signed_in() -> LiveSessions:
    """Where the caller is signed in."""
    live = (session for session in store.of(app.caller.learner_id) if session.live(app.at))
    return LiveSessions(
        sessions=[
            LiveSession(
                id=session.session_id,
                kind=session.kind,
                device=session.device,
                signed_in_at=session.signed_in_at,
                seen_at=session.seen_at,
                ends_at=session.ends_at,
                current=session.session_id == app.caller.session_id,
            )
            for session in sorted(live, key=lambda session: session.seen_at, reverse=True)
        ]
    )


@app.delete("/me/sessions/<session>", status_code=HTTPStatus.NO_CONTENT, **http.may(problems.NotFound))
def end(session: Annotated[str, Path(pattern=f"^({UUID}|current)$")]) -> Response[None]:
    """Sign out, here or elsewhere; its tokens open nothing from the next request on."""
    current = app.caller.session_id
    ended = current if session == "current" else session
    transact(store.end(app.caller.learner_id, ended))
    return http.emptied([SESSION.clear()] if ended == current else [])


handler = http.handler(app, __name__)
