"""The chain of seals is for everybody, page by page, and verifies with what is public alone."""

from base64 import urlsafe_b64decode
from datetime import datetime, timedelta

import pytest

from inarax import ledger
from inarax.ledger import Seal, Statement
from inarax.stores import seals as store
from privacy.seals import handler
from security import sealer
from tests.kit.doors import call
from tests.kit.events import NOW, recorded
from tests.kit.ledger import seal_key_id
from tests.kit.trail import recorded as record

__all__ = ["seal_key_id"]


@pytest.fixture(autouse=True)
def _in_place(seal_key_id: str) -> None:
    """Both doors know the key."""


def _sealed(count):
    for minute in range(count):
        record()
        sealer.run(NOW + timedelta(minutes=minute))


def _page(cursor=None):
    event = recorded("privacy/seals", "chain")
    event["queryStringParameters"] = {"cursor": cursor} if cursor else None
    event["multiValueQueryStringParameters"] = {"cursor": [cursor]} if cursor else None
    return call(handler, event)


def _seal(shown):
    said = Statement(
        shown["number"],
        datetime.fromisoformat(shown["minute"]),
        shown["size"],
        bytes.fromhex(shown["root"]),
        bytes.fromhex(shown["previous"]),
    )
    signature = shown["signature"]
    return Seal(said, urlsafe_b64decode(signature + "=" * (-len(signature) % 4)), shown["key"])


def test_the_chain_verifies_with_what_is_public():
    _sealed(3)
    shown = _page().json
    key = call(handler, recorded("privacy/seals", "key")).json
    assert [seal["number"] for seal in shown["seals"]] == [3, 2, 1]
    assert {seal["key"] for seal in shown["seals"]} == {key["kid"]}
    assert ledger.is_chain([_seal(seal) for seal in reversed(shown["seals"])], key)


def test_before_the_first_seal_the_chain_is_empty():
    assert _page().json == {"seals": [], "cursor": None}


@pytest.mark.parametrize("count", [3, 4, 5])
def test_the_chain_comes_in_pages_the_newest_first(count, monkeypatch):
    monkeypatch.setattr(store, "PAGE", 2)
    _sealed(count)
    found, cursor = [], None
    while True:
        page = _page(cursor).json
        found += [seal["number"] for seal in page["seals"]]
        assert len(page["seals"]) <= 2
        cursor = page["cursor"]
        if cursor is None:
            break
    assert found == list(range(count, 0, -1))


@pytest.mark.parametrize("cursor", ["nonsense", "!", "é", "LTU", "MDE", "IDE", "MS41", "77yR"])
def test_a_cursor_that_we_did_not_give_is_refused(cursor):
    assert _page(cursor).problem == "unknown-cursor"


def test_a_cursor_that_is_too_long_is_invalid():
    assert _page("OTk5" * 5).problem == "invalid"


def test_the_public_key_is_asked_for_once(monkeypatch):
    from inarax import aws

    first = call(handler, recorded("privacy/seals", "key"))
    monkeypatch.setattr(aws.client("kms"), "get_public_key", None)
    assert call(handler, recorded("privacy/seals", "key")).json == first.json
