"""Claims are believed only if every one that must fit does; whatever they are, the answer is one of two."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity.id_token import FRESH, OLDEST, SKEW, Expected, identity
from inarax import problems
from tests.kit.events import NOW

EXPECTED = Expected("https://provider.example", "me", "n" * 43)
SECONDS = int(NOW.timestamp())
GOOD = {
    "iss": EXPECTED.issuer,
    "aud": "me",
    "sub": "ada",
    "iat": SECONDS,
    "exp": SECONDS + 60,
    "nonce": EXPECTED.nonce,
}
json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)


def test_good_claims_say_who_it_is():
    told = identity(GOOD | {"name": " Ada\u0000 King ", "email": "a@x.example", "email_verified": True}, EXPECTED, NOW)
    assert (told.issuer, told.subject, told.name) == (EXPECTED.issuer, "ada", "Ada King")
    assert (told.email, told.email_verified, told.username) == ("a@x.example", True, "ada")


def test_no_address_is_not_a_verified_one():
    told = identity(GOOD | {"email_verified": True}, EXPECTED, NOW)
    assert (told.email, told.email_verified) == (None, False)


def test_a_user_pool_s_own_name_for_a_person_is_kept_for_deleting_them():
    assert identity(GOOD | {"cognito:username": "u-1"}, EXPECTED, NOW).username == "u-1"


@given(st.sampled_from(sorted(GOOD)), json)
def test_a_claim_that_is_anything_else_is_refused(claim, value):
    claims = GOOD | {claim: value}
    try:
        told = identity(claims, EXPECTED, NOW)
    except problems.SignInRefused:
        return
    assert told.subject == claims["sub"]
    assert claims["iss"] == EXPECTED.issuer
    assert claims["nonce"] == EXPECTED.nonce
    assert claims["aud"] in ("me", ["me"])
    assert SECONDS - OLDEST.total_seconds() <= claims["iat"] <= SECONDS + SKEW.total_seconds()
    assert claims["exp"] > SECONDS


@given(st.dictionaries(st.sampled_from([*GOOD, "azp", "nbf", "auth_time", "name", "email", "email_verified"]), json))
def test_claims_of_any_kind_are_a_refusal_and_never_an_error(claims):
    with pytest.raises(problems.SignInRefused):
        identity(claims, EXPECTED, NOW)


@given(json, json, json)
def test_what_only_describes_a_person_never_decides(name, email, verified):
    told = identity(GOOD | {"name": name, "email": email, "email_verified": verified}, EXPECTED, NOW)
    assert len(told.name) <= 100
    assert told.name.isprintable()
    assert told.email is None or (told.email.isprintable() and len(told.email) <= 320)


@pytest.mark.parametrize("audience", ["me", ["me"]])
@pytest.mark.parametrize("party", [{}, {"azp": "me"}])
def test_we_must_be_the_only_audience(audience, party):
    assert identity(GOOD | {"aud": audience} | party, EXPECTED, NOW).subject == "ada"


@pytest.mark.parametrize(
    ("claim", "since", "believed"),
    [
        ("iat", -OLDEST, True),
        ("iat", -OLDEST - timedelta(seconds=1), False),
        ("iat", SKEW, True),
        ("iat", SKEW + timedelta(seconds=1), False),
        ("exp", timedelta(0), False),
        ("exp", timedelta(seconds=1), True),
        ("nbf", SKEW, True),
        ("nbf", SKEW + timedelta(seconds=1), False),
        ("auth_time", -FRESH, True),
        ("auth_time", -FRESH - timedelta(seconds=1), False),
        ("auth_time", SKEW, True),
        ("auth_time", SKEW + timedelta(seconds=1), False),
    ],
)
def test_a_token_has_its_time(claim, since, believed):
    claims = GOOD | {claim: SECONDS + int(since.total_seconds())}
    if believed:
        assert identity(claims, EXPECTED, NOW).subject == "ada"
    else:
        with pytest.raises(problems.SignInRefused):
            identity(claims, EXPECTED, NOW)


@pytest.mark.parametrize("address", ["ada\u200b@x.example", " ada@x.example\n", "a" * 309 + "@x.example.com", "", 7])
def test_an_address_is_taken_as_it_was_verified_or_not_at_all(address):
    told = identity(GOOD | {"email": address, "email_verified": True}, EXPECTED, NOW)
    assert (told.email, told.email_verified) == (None, False)


@pytest.mark.parametrize("username", ["u\u200b-1", "u" * 256, ""])
def test_nobody_is_deleted_under_a_name_that_is_not_theirs(username):
    assert identity(GOOD | {"cognito:username": username}, EXPECTED, NOW).username == "ada"
