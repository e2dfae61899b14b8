"""Sentences of the policy on how long things are kept: what expires is written to expire when its store declares."""

from datetime import timedelta

import pytest
from policy import declared

from identity import opening
from inarax.stores import idempotency, quotas, sessions
from inarax.stores.base import transact
from tests.component.identity.browser import Browser
from tests.kit import aws, oidc
from tests.kit.events import NOW
from tests.kit.identity import deployed, idp

__all__ = ["deployed", "idp"]


def _declared(store: str) -> timedelta:
    (time,) = {each.terms.retention.time for each in declared.held() if each.store == store}
    return time


def _expires(table: str) -> timedelta:
    (item,) = aws.items(table)
    return timedelta(seconds=int(item["expires_at"]["N"]) - int(NOW.timestamp()))


@pytest.mark.parametrize(
    ("table", "write"),
    [
        ("quotas", quotas.spend("ada", "placements", daily=5, at=NOW)),
        ("idempotency", idempotency.claim(idempotency.Once("ada", "1", "1"), "1", NOW)),
        ("sessions", sessions.start(opening.mobile("ada", "App on Android", NOW).session)),
    ],
)
def test_what_expires_is_written_to_expire_when_its_store_says(table, write) -> None:
    transact(write)
    assert _expires(table) == _declared(table)


def test_a_session_of_a_browser_is_kept_for_less(stores: None) -> None:
    transact(sessions.start(opening.web("ada", "Firefox on Linux", NOW).session))
    assert timedelta(0) < _expires("sessions") < _declared("sessions")


def test_a_sign_in_is_remembered_as_long_as_its_store_says(deployed: None, idp: oidc.Provider) -> None:
    Browser(idp).begin()
    assert _expires("sign-ins") == _declared("sign-ins")
