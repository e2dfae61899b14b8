"""The one place that speaks HTTP to the provider: TLS or loopback only, no redirects, short timeouts, small answers."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode, urlsplit

from inarax import problems

if TYPE_CHECKING:
    from urllib3 import PoolManager

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_LARGEST = 256 * 1024
"""Bytes of an answer that are read; discovery, key sets and token answers are a few kB."""


class Reply(NamedTuple):
    """An HTTP answer."""

    status: int
    body: bytes


def get(url: str) -> Reply:
    """Fetch a document."""
    return send("GET", url, {"Accept": "application/json"}, None)


def post(url: str, fields: Mapping[str, str], headers: Mapping[str, str]) -> Reply:
    """Send a form."""
    form = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded", **headers}
    return send("POST", url, form, urlencode(fields).encode("ascii"))


def send(method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
    """One exchange; a provider that is slow, gone or talks too much is ProviderUnavailable."""
    from urllib3.exceptions import HTTPError  # noqa: PLC0415  botocore brings it, and loads it with its first client

    if not is_safe(url):
        raise problems.ProviderUnavailable
    try:
        answer = _pool().request(
            method, url, body=body, headers=dict(headers), redirect=False, retries=False, preload_content=False
        )
        try:
            read = answer.read(_LARGEST + 1)
        finally:
            answer.close()
    except HTTPError:
        raise problems.ProviderUnavailable from None
    if len(read) > _LARGEST:
        raise problems.ProviderUnavailable
    return Reply(answer.status, read)


def is_safe(url: str) -> bool:
    """Whether secrets may be sent there: over TLS, or without leaving the machine."""
    return is_encrypted(url) or _host(url, "http") in _LOOPBACK


def is_encrypted(url: str) -> bool:
    """Whether the address is reached over TLS."""
    return _host(url, "https") is not None


def _host(url: str, scheme: str) -> str | None:
    """The host of an address of that scheme."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.hostname or None if parts.scheme == scheme else None


@cache
def _pool() -> "PoolManager":
    from urllib3 import PoolManager, Timeout  # noqa: PLC0415

    return PoolManager(num_pools=4, timeout=Timeout(connect=2, read=5))
