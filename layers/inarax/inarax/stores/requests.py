"""Requests: what a learner's device asked for and how it was answered, without the full address it came from."""

from datetime import datetime, timedelta
from typing import NamedTuple

from inarax.declared import Category, Purpose, Retention, Start, held_for
from inarax.stores.base import Moment, Number, Store, Text, table
from inarax.stores.batch import Entry, entry

KEPT = Retention(timedelta(days=90), Start.REQUESTED)


class Key(NamedTuple):
    """Whose request, and which. A request that is delivered again has the same key, and overwrites itself."""

    learner_id: str
    at: datetime
    request_id: str
    """What the log lines hold."""

    @property
    def request(self) -> str:
        """The range key, which sorts by time."""
        return f"{self.at.isoformat(timespec='milliseconds')}#{self.request_id}"


class Request(NamedTuple):
    """One answered request."""

    key: Key
    browser: str
    """Of `device.BROWSERS`."""
    device: str
    """Of `device.SYSTEMS`."""
    template: str
    """The route, such as /me/courses/{course}: never the path that was asked for."""
    method: str
    status: int
    network: str | None
    """Such as 192.0.2.0/24."""


class _Requests(Store):
    Meta = table("requests")
    terms = held_for(Purpose.SECURITY, retention=KEPT)

    learner_id = Text(Category.KEY, hash_key=True)
    request = Text(Category.TECHNICAL, range_key=True)
    """The moment and the request id."""
    browser = Text(Category.TECHNICAL)
    device = Text(Category.TECHNICAL)
    template = Text(Category.TECHNICAL)
    method = Text(Category.TECHNICAL)
    status = Number(Category.TECHNICAL)
    network = Text(Category.TECHNICAL, null=True)
    expires_at = Moment(Category.TECHNICAL)


def entry_of(request: Request) -> Entry:
    """The entry that keeps a request."""
    return entry(
        _Requests(
            request.key.learner_id,
            request.key.request,
            browser=request.browser,
            device=request.device,
            template=request.template,
            method=request.method,
            status=request.status,
            network=request.network,
            expires_at=request.key.at + KEPT.time,
        )
    )
