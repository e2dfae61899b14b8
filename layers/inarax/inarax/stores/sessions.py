"""Sessions: who is signed in, from where, until when. Tokens are kept as digests only."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from inarax import problems
from inarax.declared import Category, Purpose, Retention, Start, held_for
from inarax.stores.base import Moment, Read, Store, Text, Write, delete, put, table, update
from inarax.tokens import Token

ABSOLUTE = {"web": timedelta(days=30), "mobile": timedelta(days=90)}
IDLE = {"web": timedelta(days=7), "mobile": timedelta(days=30)}
BEARER = timedelta(minutes=15)
TOUCH = timedelta(minutes=10)
"""How stale `seen_at` may be: a session is not written on every request."""


class Kind(StrEnum):
    """How the session is held: a cookie of a browser, or the tokens of an app."""

    WEB = "web"
    MOBILE = "mobile"


class Session(NamedTuple):
    """One session. `digest` is of the cookie or bearer; `refresh_digest` of an app's refresh token."""

    learner_id: str
    session_id: str
    kind: Kind
    digest: str
    bearer_until: datetime | None
    refresh_digest: str | None
    device: str
    """A coarse label such as "Firefox on Linux"."""
    signed_in_at: datetime
    seen_at: datetime

    @property
    def ends_at(self) -> datetime:
        """When the session ends whatever happens."""
        return self.signed_in_at + ABSOLUTE[self.kind]

    def live(self, at: datetime) -> bool:
        """Neither past its absolute end nor idle for too long."""
        return at < self.ends_at and at < self.seen_at + IDLE[self.kind]

    def admits(self, token: Token, at: datetime) -> bool:
        """Whether `token` opens this session now, as a cookie or a bearer."""
        fresh = self.bearer_until is None or at < self.bearer_until
        return fresh and self.live(at) and token.matches(self.digest)


class _Sessions(Store):
    Meta = table("sessions")
    terms = held_for(Purpose.IDENTITY, Purpose.SECURITY, retention=Retention(max(ABSOLUTE.values()), Start.SIGNED_IN))

    learner_id = Text(Category.KEY, hash_key=True)
    session_id = Text(Category.KEY, range_key=True)
    kind = Text(Category.TECHNICAL)
    digest = Text(Category.KEY)
    bearer_until = Moment(Category.TECHNICAL, null=True)
    refresh_digest = Text(Category.KEY, null=True)
    device = Text(Category.TECHNICAL)
    signed_in_at = Moment(Category.TECHNICAL)
    seen_at = Moment(Category.TECHNICAL)
    expires_at = Moment(Category.TECHNICAL)
    """DynamoDB's TTL; `live` decides, since TTL may come days late."""


def _value(item: _Sessions) -> Session:
    return Session(
        learner_id=item.learner_id,
        session_id=item.session_id,
        kind=Kind(item.kind),
        digest=item.digest,
        bearer_until=item.bearer_until,
        refresh_digest=item.refresh_digest,
        device=item.device,
        signed_in_at=item.signed_in_at,
        seen_at=item.seen_at,
    )


def _item(session: Session) -> _Sessions:
    return _Sessions(
        session.learner_id,
        session.session_id,
        kind=session.kind.value,
        digest=session.digest,
        bearer_until=session.bearer_until,
        refresh_digest=session.refresh_digest,
        device=session.device,
        signed_in_at=session.signed_in_at,
        seen_at=session.seen_at,
        expires_at=session.ends_at,
    )


def named_by(token: Token) -> Read[Session]:
    """The session that a token names; whether the token opens it is `Session.admits`."""
    return Read(_Sessions, (token.learner_id, token.session_id), _value)


def start(session: Session) -> Write:
    """A new session."""
    return put(_item(session), problems.Conflict(), _Sessions.session_id.does_not_exist())


def rotate(old: Session, new: Session) -> Write:
    """Replace a mobile session's tokens; of two requests with one refresh token, one wins."""
    return put(_item(new), problems.TokenRefused(), _Sessions.refresh_digest == old.refresh_digest)


def seen(session: Session, at: datetime) -> Write:
    """The session was used; only an existing one is touched, so that a revoked one stays revoked."""
    item = _Sessions(session.learner_id, session.session_id)
    return update(item, [_Sessions.seen_at.set(at)], problems.NotSignedIn(), _Sessions.session_id.exists())


def end(learner_id: str, session_id: str) -> Write:
    """Revoke one session, with every token it ever had."""
    return delete(_Sessions(learner_id, session_id), problems.NotFound(), _Sessions.session_id.exists())


def of(learner_id: str) -> Iterable[Session]:
    """All sessions of a learner, live or not."""
    return (_value(item) for item in _Sessions.query(learner_id, consistent_read=True))
