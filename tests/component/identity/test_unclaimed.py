"""A sign-up of which no account was made is forgotten in time, and nobody is locked out who has one or is about to."""

from datetime import UTC, datetime, timedelta

import pytest

from identity import pool as users
from identity import unclaimed
from inarax import identifying
from inarax.stores import identities
from inarax.stores.base import read, transact
from inarax.tokens import new_id
from tests.component.identity.browser import Browser
from tests.component.identity.test_orphans import turn_of
from tests.kit import aws, oidc, permissions

DAY = timedelta(days=1)


def signed_up(pool):
    """A new user of the pool: their subject."""
    made = aws.client("cognito-idp").admin_create_user(UserPoolId=pool, Username=f"{new_id()}@example.com")["User"]
    return subject_of(made)


def there(pool):
    return list(map(subject_of, aws.client("cognito-idp").list_users(UserPoolId=pool)["Users"]))


def subject_of(user):
    (subject,) = (each["Value"] for each in user["Attributes"] if each["Name"] == "sub")
    return subject


def sweep(at, time_left=lambda: True):
    with permissions.of("identity.orphans"):
        return unclaimed.run(at, time_left)


def key_of(subject):
    return identifying.identity_key(oidc.ISSUER, subject)


def admitted(subject):
    transact(identities.claim(key_of(subject), new_id()))


def test_who_never_came_is_forgotten_after_a_day_and_nothing_of_them_is_kept(pool):
    subject = signed_up(pool)
    assert sweep(turn_of(subject)) == (1, 1)
    assert (there(pool), aws.items("identities")) == ([], [])


def test_who_may_be_about_to_come_stays(pool):
    subject = signed_up(pool)
    at = datetime.now(UTC)
    hour = turn_of(subject, timedelta(hours=-16))
    assert hour - at < DAY
    assert sweep(hour) == (0, 0)
    assert there(pool) == [subject]


def test_who_has_an_account_stays(pool):
    subject = signed_up(pool)
    admitted(subject)
    assert sweep(turn_of(subject)) == (1, 0)
    assert there(pool) == [subject]


def test_others_have_their_turn_at_another_hour(pool):
    subject = signed_up(pool)
    assert sweep(turn_of(subject) + timedelta(hours=1)) == (0, 0)
    assert there(pool) == [subject]


def test_whoever_has_stayed_for_a_month_was_looked_at_often_enough(pool):
    subject = signed_up(pool)
    assert sweep(turn_of(subject, timedelta(days=31))) == (0, 0)


def test_who_comes_at_the_same_moment_keeps_both(pool, monkeypatch):
    subject, claim = signed_up(pool), identities.claim

    def overtaken(key, learner_id):
        transact(claim(key, new_id()))
        return claim(key, learner_id)

    monkeypatch.setattr(identities, "claim", overtaken)
    assert sweep(turn_of(subject)) == (1, 0)
    assert there(pool) == [subject]


def test_who_comes_while_their_sign_up_is_deleted_gets_no_account_of_nobody(idp):
    transact(identities.claim(key_of("ada"), identities.NOBODY))
    assert Browser(idp).prove_age().sign_in("ada").header("Location").endswith("/?problem=account-closed")
    assert aws.items("accounts") == []


def test_a_run_that_broke_off_half_way_is_ended_by_the_next(pool, monkeypatch):
    subject = signed_up(pool)

    def broken(_username):
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr(users, "forget", broken)
        with pytest.raises(ConnectionError):
            sweep(turn_of(subject))
    assert read(identities.learner_of(key_of(subject))) == (identities.NOBODY,)
    assert sweep(turn_of(subject)) == (1, 1)
    assert (there(pool), aws.items("identities")) == ([], [])


def test_without_time_nothing_is_begun(pool):
    subject = signed_up(pool)
    assert sweep(turn_of(subject), time_left=lambda: False) == (0, 0)
    assert there(pool) == [subject]


def test_another_providers_users_are_not_ours(pool, monkeypatch):
    subject = signed_up(pool)
    monkeypatch.setenv("USER_POOL_ID", "")
    assert sweep(turn_of(subject)) == (0, 0)
    assert there(pool) == [subject]
