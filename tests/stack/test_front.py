"""The one origin, before the real stack: what it lets through, and what it does not."""

import urllib.error
import urllib.request

import pytest
from local.running import Running


def get(stack: Running, path: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(f"{stack.origin}{path}", timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read()


@pytest.mark.parametrize(
    "path",
    [
        "/_ministack/health",
        "/_ministack/ses/messages",
        "/_aws/execute-api/x/live/",
        "/restapis",
        "/health",
        "/?Action=ListUsers",
    ],
)
def test_nothing_of_the_emulator_itself_is_reachable_through_the_one_origin(stack: Running, path: str) -> None:
    _, body = get(stack, path)
    assert b"ministack" not in body.lower()
    assert b"<ListUsersResponse" not in body
    assert b'"services"' not in body


def test_the_pool_s_sign_in_page_answers_at_the_one_origin(stack: Running) -> None:
    client = stack.outputs["WebClientId"]
    status, body = get(
        stack,
        f"/oauth2/authorize?response_type=code&client_id={client}&redirect_uri={stack.origin}/sign-in/callback"
        "&scope=openid&state=s&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256",
    )
    assert status == 200
    assert b'action="/login"' in body


def test_time_to_live_and_recovery_are_on_where_the_template_declares_them(stack: Running) -> None:
    dynamodb = stack.client("dynamodb")
    recovered = [
        name
        for name in dynamodb.list_tables()["TableNames"]
        if dynamodb.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"][
            "PointInTimeRecoveryDescription"
        ]["PointInTimeRecoveryStatus"]
        == "ENABLED"
    ]
    sessions = dynamodb.describe_time_to_live(TableName=f"{stack.stack.name}-sessions")["TimeToLiveDescription"]
    assert f"{stack.stack.name}-accounts" in recovered
    assert sessions["TimeToLiveStatus"] == "ENABLED"
