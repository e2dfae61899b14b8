"""The web sign-in from its first redirect to its session: who gets which account, and what is kept of whom."""

from copy import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from botocore.exceptions import ClientError

from identity import admission, callback, correcting, macs, opening, profile, sign_in
from identity.id_token import Identity
from inarax import identifying, problems
from inarax.roles import Role
from inarax.stores import accounts, audit, identities, sessions, standings, suppressions
from inarax.stores.base import read, transact
from inarax.tokens import Token
from tests.component.identity.browser import Browser
from tests.kit import aws, oidc
from tests.kit.doors import call
from tests.kit.events import NOW, recorded
from tests.kit.learners import Person


def _token(browser):
    return Token.parse(browser.cookies["__Host-session"])


def _account(browser):
    return read(accounts.of(_token(browser).learner_id))[0]


def _standing(browser):
    return read(standings.of(_token(browser).learner_id))[0]


def _grant(subject, roles, organization=None):
    text = oidc.json_bytes({f"{oidc.ISSUER}|{subject}": {"roles": roles, "organization": organization}}).decode()
    aws.client("ssm").put_parameter(Name="/inarax/role-grants", Type="String", Value=text, Overwrite=True)


@pytest.fixture
def ada(idp):
    """A browser with a proof of age."""
    return Browser(idp).prove_age()


def test_a_sign_in_comes_back_to_the_fragment_that_it_was_begun_on(idp, ada):
    answer = ada.come_back(idp.authorize(ada.begin("/#/data"), "ada"))
    assert (answer.status, answer.header("Location")) == (303, "http://localhost:8000/#/data")


def test_a_first_sign_in_makes_account_standing_and_session(idp, ada):
    answer = ada.sign_in("ada")
    assert (answer.status, answer.header("Location")) == (303, "http://localhost:8000/learn")
    token = _token(ada)
    account, standing, session = read(
        accounts.of(token.learner_id), standings.of(token.learner_id), sessions.named_by(token)
    )
    key = identifying.address_key("ada@example.com")
    assert account == accounts.Account(token.learner_id, oidc.ISSUER, "ada", "Ada", "ada@example.com", True, NOW, key)
    assert session.admits(token, idp.at)
    assert session.device == "Firefox on Linux"
    assert standing == standings.Standing(
        token.learner_id, standings.State.ACTIVE, frozenset({Role.LEARNER}), None, since=NOW
    )
    assert read(identities.learner_of(identifying.identity_key(oidc.ISSUER, "ada"))) == (token.learner_id,)
    assert aws.items("sign-ins") == []
    assert set(ada.cookies) == {"__Host-session"}


def test_the_request_to_the_provider_carries_state_nonce_and_pkce(ada):
    asked = parse_qs(urlsplit(ada.begin()).query)
    assert asked["response_type"] == ["code"]
    assert asked["redirect_uri"] == ["http://localhost:8000/sign-in/callback"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["scope"] == ["openid email profile"]
    assert asked["prompt"] == ["login"]
    again = parse_qs(urlsplit(ada.begin()).query)
    for name in ("state", "nonce", "code_challenge"):
        assert len(asked[name][0]) == 43
        assert asked[name] != again[name]


def test_neither_state_nor_cookie_is_stored(ada):
    state = parse_qs(urlsplit(ada.begin()).query)["state"][0]
    stored = str(aws.items("sign-ins"))
    assert state not in stored
    assert ada.cookies["__Host-sign-in"] not in stored


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "https://evil.example", "learn", "/\t/evil", ""])
def test_a_sign_in_returns_to_our_own_pages_only(path, ada):
    before = aws.everything()
    answer = ada.try_to_begin(path)
    assert (answer.status, answer.problem) == (422, "invalid")
    assert aws.everything() == before


def test_browsers_can_be_sent_elsewhere_than_discovery_says(ada, monkeypatch):
    monkeypatch.setenv("OIDC_AUTHORIZATION_ENDPOINT", "http://localhost:8000/oauth2/authorize")
    assert ada.begin().startswith("http://localhost:8000/oauth2/authorize?response_type=code&")


@pytest.mark.parametrize(
    ("key", "algorithm"), [(oidc.ec(), "ES256"), (oidc.okp(), "EdDSA"), (oidc.okp(), "Ed25519"), (oidc.rsa(), "RS256")]
)
def test_a_provider_may_sign_with(key, algorithm, idp, ada):
    idp.sign = lambda claims: oidc.signed(claims, key, algorithm)
    assert ada.sign_in().header("Location").endswith("/learn")


def test_a_provider_with_one_key_need_not_name_it(idp, ada):
    idp.keys = [oidc.rsa()]
    idp.sign = lambda claims: oidc.signed(claims, oidc.rsa(), kid=None)
    assert ada.sign_in().header("Location").endswith("/learn")


# Who is who ----------------------------------------------------------------------------------------------------------


def test_who_comes_again_has_the_same_account_and_needs_no_proof_of_age(idp, ada):
    ada.sign_in("ada")
    elsewhere = Browser(idp)
    elsewhere.sign_in("ada")
    assert _token(elsewhere).learner_id == _token(ada).learner_id
    assert _token(elsewhere).session_id != _token(ada).session_id


def test_an_address_never_links_two_identities(idp, ada):
    ada.sign_in("ada")
    eve = Browser(idp).prove_age()
    eve.sign_in("eve", email="ada@example.com", email_verified=True)
    assert _token(eve).learner_id != _token(ada).learner_id


def test_an_identity_key_tells_nothing_of_the_identity(ada):
    ada.sign_in("ada-of-the-provider")
    assert "ada-of-the-provider" not in str(aws.items("identities"))
    assert "provider.example" not in str(aws.items("identities"))


@pytest.mark.parametrize(
    ("said", "verified"),
    [(True, True), ("true", True), (False, False), ("false", False), (None, False), (1.5, False), ({}, False)],
)
def test_an_address_is_verified_only_if_the_provider_says_so(said, verified, ada):
    ada.sign_in("ada", email_verified=said)
    account = _account(ada)
    assert (account.email, account.email_verified) == ("ada@example.com", verified)


def test_later_sign_ins_bring_the_provider_s_news(idp, ada):
    ada.sign_in("ada")
    ada.sign_in("ada", name="Ada King", email="king@example.com", email_verified=False)
    account = _account(ada)
    assert (account.name, account.email, account.email_verified) == ("Ada King", "king@example.com", False)
    assert account.revision == 2
    ada.sign_in("ada", name="Ada King", email=None, email_verified=None)
    assert (_account(ada).name, _account(ada).email, _account(ada).revision) == ("Ada King", None, 3)


def test_a_new_address_takes_mail_again_and_the_old_one_does_not(ada):
    ada.sign_in("ada")
    learner_id = _token(ada).learner_id
    transact(suppressions.begin(suppressions.Suppression(learner_id, suppressions.Cause.BOUNCE, NOW)))
    ada.sign_in("ada", name="Ada King")
    assert read(suppressions.of(learner_id)) != (None,)
    ada.sign_in("ada", name="Ada King", email="king@example.com")
    assert read(suppressions.of(learner_id)) == (None,)


def test_a_sign_in_without_news_changes_no_account(ada):
    ada.sign_in("ada")
    before = aws.items("accounts"), aws.items("standings")
    ada.sign_in("ada")
    assert (aws.items("accounts"), aws.items("standings")) == before


def test_sign_ins_are_counted(idp, ada, monkeypatch):
    monkeypatch.setattr(admission, "_DAILY", 2)
    ada.sign_in("ada")
    ada.sign_in("ada")
    before = aws.everything()
    assert ada.sign_in("ada").header("Location").endswith("/?problem=too-many")
    assert aws.everything() == before
    ada.at = idp.at = NOW + timedelta(days=1)
    assert ada.sign_in("ada").header("Location").endswith("/learn")


def _renames(browser):
    """The learner corrects their name, as their browser would."""
    body = {"name": "Countess"}
    return _asks(browser, "PATCH", "/me/profile", body=body)


def _resets(browser):
    return _asks(browser, "DELETE", "/me/profile/corrections/{field}", {"field": "name"})


def _asks(browser, method, resource, path=None, body=None):
    headers = {"If-Match": f'"{_account(browser).revision}"'}
    person = Person(_token(browser).learner_id, _token(browser))
    return call(profile.handler, person.request(method, resource, path, body=body, headers=headers))


def test_a_name_that_the_learner_corrected_stays(ada):
    ada.sign_in("ada")
    assert _renames(ada).status == 200
    for _ in range(2):
        ada.sign_in("ada", name="Augusta", email="new@example.com")
        assert (_account(ada).name, _account(ada).email) == ("Countess", "new@example.com")


def test_a_name_whose_correction_was_reset_is_the_provider_s_from_the_next_sign_in_on(ada):
    ada.sign_in("ada")
    _renames(ada)
    assert _resets(ada).json["name"] == "Countess"
    ada.sign_in("ada", name="Augusta")
    assert _account(ada).name == "Augusta"
    assert _renames(ada).json["name"] == "Countess"
    ada.sign_in("ada", name="Augusta")
    assert _account(ada).name == "Countess"


# Roles ---------------------------------------------------------------------------------------------------------------


def test_configuration_grants_roles_by_issuer_and_subject(ada, idp):
    _grant("ada", ["operator", "organization-admin"], "acme")
    ada.sign_in("ada")
    assert _standing(ada).roles == {Role.LEARNER, Role.OPERATOR, Role.ORGANIZATION_ADMIN}
    assert _standing(ada).organization == "acme"
    bob = Browser(idp).prove_age()
    bob.sign_in("bob", email="ada@example.com")
    assert _standing(bob).roles == {Role.LEARNER}


def test_a_grant_holds_from_the_next_sign_in_and_takes_nothing_away(ada):
    ada.sign_in("ada")
    before = _standing(ada)
    transact(standings.replace(before, replace(before, roles=before.roles | {Role.PRIVACY_ADMIN}, organization="acme")))
    _grant("ada", ["operator"])
    ada.sign_in("ada")
    assert _standing(ada).roles == {Role.LEARNER, Role.PRIVACY_ADMIN, Role.OPERATOR}
    assert _standing(ada).organization == "acme"


def test_what_configuration_grants_is_in_the_audit_trail_once(ada, idp):
    _grant("ada", ["operator"], "acme")
    for _ in range(2):
        ada.sign_in("ada")
    (entry,) = audit.entries(_token(ada).learner_id)
    assert entry.intact
    assert (entry.body["actor"], entry.body["about"]) == ("role grants by configuration", "learner operator of acme")
    _grant("ada", ["privacy-admin"])
    ada.sign_in("ada")
    told = {entry.body["about"] for entry in audit.entries(_token(ada).learner_id)}
    assert told == {"learner operator of acme", "learner operator privacy-admin of acme"}


def test_a_sign_in_that_grants_nothing_is_not_worth_an_entry(ada):
    for _ in range(2):
        ada.sign_in("ada")
    assert aws.items("audit") == []


def test_no_claim_of_a_token_gives_a_role(ada):
    ada.sign_in("ada", roles=["operator"], **{"cognito:groups": ["operator"]})
    assert _standing(ada).roles == {Role.LEARNER}


def test_a_grant_of_a_role_that_does_not_exist_lets_nobody_in(ada):
    _grant("ada", ["emperor"])
    before = aws.everything()
    assert ada.sign_in("ada").header("Location").endswith("/?problem=unexpected")
    assert aws.everything() == before


# Age -----------------------------------------------------------------------------------------------------------------


def _expired(ada):
    ada.cookies["__Host-age"] = macs.age_proof(NOW - macs.PROOF_LASTS)


def _longer(ada):
    _, _, mac = ada.cookies["__Host-age"].partition(".")
    ada.cookies["__Host-age"] = f"{int((NOW + timedelta(days=1)).timestamp())}.{mac}"


def _of_another_kind(ada):
    expires = str(int((NOW + timedelta(minutes=5)).timestamp()))
    ada.cookies["__Host-age"] = f"{expires}.{identifying.identity_key(oidc.ISSUER, expires)}"


UNPROVEN = {
    "no proof": lambda ada: ada.cookies.pop("__Host-age"),
    "an expired proof": _expired,
    "a proof made to last longer": _longer,
    "a hash that was made for something else": _of_another_kind,
    "nonsense": lambda ada: ada.cookies.update({"__Host-age": "zebra"}),
    "a proof until after all time": lambda ada: ada.cookies.update({"__Host-age": "999999999999.AAAA"}),
    "an endless number": lambda ada: ada.cookies.update({"__Host-age": "9" * 40 + ".AAAA"}),
}


@pytest.mark.parametrize("spoil", UNPROVEN.values(), ids=UNPROVEN.keys())
def test_a_first_sign_in_keeps_nothing_and_deletes_the_pool_user_with(spoil, ada, pool):
    cognito = aws.client("cognito-idp")
    cognito.admin_create_user(UserPoolId=pool, Username="ada-1")
    spoil(ada)
    before = aws.everything()
    answer = ada.sign_in("ada", **{"cognito:username": "ada-1"})
    assert answer.header("Location").endswith("/?problem=age-unproven")
    assert "__Host-session" not in ada.cookies
    assert aws.everything() == before
    assert cognito.list_users(UserPoolId=pool)["Users"] == []


def test_a_pool_user_that_is_gone_already_is_no_error(ada, pool):
    ada.cookies.clear()
    assert ada.sign_in("ada").header("Location").endswith("/?problem=age-unproven")


def test_a_pool_user_that_could_not_be_deleted_is_a_fault_and_not_silence(ada, monkeypatch):
    monkeypatch.setenv("USER_POOL_ID", "eu-west-1_absent")
    ada.cookies.clear()
    assert ada.sign_in("ada").header("Location").endswith("/?problem=unexpected")


def test_people_of_another_provider_are_not_ours_to_delete(ada, pool, monkeypatch):
    monkeypatch.setenv("USER_POOL_ID", "")
    aws.client("cognito-idp").admin_create_user(UserPoolId=pool, Username="ada")
    ada.cookies.clear()
    assert ada.sign_in("ada").header("Location").endswith("/?problem=age-unproven")
    assert len(aws.client("cognito-idp").list_users(UserPoolId=pool)["Users"]) == 1


# Races and half failures ---------------------------------------------------------------------------------------------

ADA = Identity(oidc.ISSUER, "ada", "Ada", "ada@example.com", True, "ada")


def _between(monkeypatch, meanwhile):
    """Let `meanwhile` happen once, between what an admission reads and what it writes."""
    pending = [meanwhile]

    def write(*writes):
        if pending:
            pending.pop()()
        transact(*writes)

    monkeypatch.setattr(admission, "transact", write)


def test_two_first_sign_ins_at_once_make_one_account(ada, monkeypatch):
    proof, other = ada.cookies["__Host-age"], []

    def second():
        other.append(admission.admit(ADA, proof, lambda learner: opening.web(learner, "Edge on Windows", NOW), NOW))

    _between(monkeypatch, second)
    ada.sign_in("ada")
    assert other[0].session.learner_id == _token(ada).learner_id
    made = ("accounts", "identities", "keys", "standings", "sessions")
    assert [len(aws.items(table)) for table in made] == [1, 1, 1, 1, 2]


def test_who_signs_in_on_another_device_without_proof_of_age_keeps_the_account_made_meanwhile(ada, pool, monkeypatch):
    users, proof, none = aws.client("cognito-idp"), ada.cookies["__Host-age"], [None]
    users.admin_create_user(UserPoolId=pool, Username="ada")

    def old(*reads):
        if none:
            return tuple(none.pop() for _ in reads)
        return read(*reads)

    made = admission.admit(ADA, proof, lambda learner: opening.web(learner, "Edge on Windows", NOW), NOW)
    monkeypatch.setattr(admission, "read", old)
    again = admission.admit(ADA, None, lambda learner: opening.web(learner, "Firefox on Linux", NOW), NOW)
    assert again.session.learner_id == made.session.learner_id
    assert len(users.list_users(UserPoolId=pool)["Users"]) == 1


def test_a_profile_that_changes_meanwhile_is_read_again(ada, monkeypatch):
    ada.sign_in("ada")

    def rename():
        renamed = correcting.corrected(_account(ada), "Countess", NOW)
        transact(accounts.save(renamed, problems.Conflict()))

    _between(monkeypatch, rename)
    ada.sign_in("ada", name="Augusta", email="new@example.com")
    assert (_account(ada).name, _account(ada).email) == ("Countess", "new@example.com")
    assert len(aws.items("sessions")) == 2


def test_an_account_that_is_frozen_meanwhile_is_not_written_to(ada, monkeypatch):
    ada.sign_in("ada")
    seen = _standing(ada)

    def freeze():
        transact(standings.replace(seen, replace(seen, state=standings.State.FROZEN)))

    _between(monkeypatch, freeze)
    kept = aws.items("accounts"), aws.items("sessions")
    answer = ada.sign_in("ada", name="Augusta")
    assert answer.header("Location").endswith("/?problem=account-closed")
    assert (aws.items("accounts"), aws.items("sessions")) == kept


def test_who_is_erased_meanwhile_is_left_no_session(ada, monkeypatch):
    ada.sign_in("ada")
    seen, learner = _standing(ada), _token(ada).learner_id
    transact(standings.replace(seen, replace(seen, state=standings.State.FROZEN)))

    def erase():
        for table in ("sessions", "accounts", "standings"):
            for item in aws.items(table):
                keys = {name: item[name] for name in ("learner_id", "session_id") if name in item}
                aws.client("dynamodb").delete_item(TableName=f"inarax-{table}", Key=keys)

    _between(monkeypatch, erase)
    assert ada.sign_in("ada").header("Location").endswith("/?problem=account-closed")
    assert learner not in str(aws.items("sessions"))


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_nobody_signs_in_to_an_account_that_is_being_erased(ada, monkeypatch, when):
    ada.sign_in("ada")
    seen = _standing(ada)

    def erase():
        transact(standings.replace(seen, replace(seen, state=standings.State.ERASING)))

    if when == "before":
        erase()
    else:
        _between(monkeypatch, erase)
    kept = aws.items("sessions")
    assert ada.sign_in("ada").header("Location").endswith("/?problem=account-closed")
    assert aws.items("sessions") == kept


def test_a_frozen_person_can_sign_in_and_nothing_of_theirs_changes(ada):
    ada.sign_in("ada")
    seen = _standing(ada)
    transact(standings.replace(seen, replace(seen, state=standings.State.FROZEN)))
    kept = aws.items("accounts"), aws.items("standings")
    assert ada.sign_in("ada", name="Augusta").header("Location").endswith("/learn")
    assert (aws.items("accounts"), aws.items("standings")) == kept


def test_nobody_signs_in_to_what_is_being_erased(ada):
    ada.sign_in("ada")
    aws.client("dynamodb").delete_item(TableName="inarax-accounts", Key={"learner_id": {"S": _token(ada).learner_id}})
    before = aws.everything()
    assert ada.sign_in("ada").header("Location").endswith("/?problem=account-closed")
    assert aws.everything() == before


def test_who_loses_every_race_is_told_to_come_back(ada, monkeypatch):
    def conflict(*_writes):
        raise problems.Conflict

    monkeypatch.setattr(admission, "transact", conflict)
    before = aws.everything()
    assert ada.sign_in("ada").header("Location").endswith("/?problem=busy")
    assert aws.everything() == before


def test_a_store_that_fails_is_a_problem_and_no_half_account(ada, monkeypatch):
    def fail(*_writes):
        raise ClientError({"Error": {"Code": "InternalServerError"}}, "TransactWriteItems")

    monkeypatch.setattr(admission, "transact", fail)
    before = aws.everything()
    assert ada.sign_in("ada").header("Location").endswith("/?problem=unexpected")
    assert aws.everything() == before


def test_a_failure_is_counted_though_no_status_tells_of_it(ada, monkeypatch, logged):
    monkeypatch.setattr(admission, "transact", lambda *_: 1 / 0)
    assert ada.sign_in("ada").status == 303
    assert '"Failures":[1.0]' in logged()


def test_the_recorded_events_are_a_whole_sign_in(idp, ada):
    begun = call(sign_in.handler, recorded("identity/sign_in"))
    assert begun.status == 303
    answer = idp.authorize(begun.header("Location"))
    browser = begun.header("Set-Cookie").partition(";")[0].partition("=")[2]
    event = recorded("identity/callback")
    event["headers"]["Cookie"] = (
        event["headers"]["Cookie"].replace("<browser>", browser).replace("<proof>", ada.cookies["__Host-age"])
    )
    assert set(event["queryStringParameters"]) == set(answer)
    event["queryStringParameters"] = answer
    event["multiValueQueryStringParameters"] = {name: [value] for name, value in answer.items()}
    ended = call(callback.handler, event)
    assert (ended.status, ended.header("Location")) == (303, "http://localhost:8000/learn")
    assert [line.partition("=")[0] for line in ended.headers["Set-Cookie"] if "Max-Age=0" not in line] == [
        "__Host-session"
    ]


def test_nothing_a_person_or_provider_sent_is_logged(ada, pool, logged):
    ada.sign_in("zebra-subject", name="Zebra Name", email="zebra@example.com")
    code = ada.idp.authorize(ada.begin(), "zebra-subject")
    secrets = [str(_token(ada)), _token(ada).learner_id, code["code"], code["state"]]
    ada.come_back(code | {"iss": "https://evil.example"})
    lines = logged()
    assert "zebra" not in lines.lower()
    assert not [secret for secret in secrets if secret in lines]
