"""How a session opens and goes on: its tokens, and the item that keeps their digests."""

from copy import replace
from datetime import datetime
from typing import NamedTuple

from inarax.stores.sessions import BEARER, Kind, Session
from inarax.tokens import Token


class Opened(NamedTuple):
    """A session with the tokens that open it, which only its holder gets: cookie or bearer, and an app's refresh."""

    session: Session
    token: Token
    refresh: Token | None = None


def web(learner_id: str, device: str, at: datetime) -> Opened:
    """A browser's session."""
    token = Token.mint(learner_id)
    return Opened(
        Session(learner_id, token.session_id, Kind.WEB, token.digest, None, None, device, signed_in_at=at, seen_at=at),
        token,
    )


def mobile(learner_id: str, device: str, at: datetime) -> Opened:
    """An app's session: a short-lived bearer and a refresh token."""
    bearer = Token.mint(learner_id)
    refresh = Token.mint(learner_id, bearer.session_id)
    session = Session(
        learner_id,
        bearer.session_id,
        Kind.MOBILE,
        bearer.digest,
        at + BEARER,
        refresh.digest,
        device,
        signed_in_at=at,
        seen_at=at,
    )
    return Opened(session, bearer, refresh)


def renewed(session: Session, at: datetime) -> Opened:
    """The same session with new tokens; the old ones open nothing any more. It does not last longer for it."""
    bearer = Token.mint(session.learner_id, session.session_id)
    refresh = Token.mint(session.learner_id, session.session_id)
    return Opened(
        replace(session, digest=bearer.digest, bearer_until=at + BEARER, refresh_digest=refresh.digest, seen_at=at),
        bearer,
        refresh,
    )
