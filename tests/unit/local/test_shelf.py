"""`make deploy` publishes nothing to a stack whose change set was declined."""

import boto3
import pytest
from botocore.stub import Stubber
from local import shelf


@pytest.mark.parametrize(
    ("name", "status", "declined"),
    [
        ("samcli-deploy1764440000", "AVAILABLE", True),
        ("samcli-deploy1764440000", "EXECUTE_COMPLETE", False),
        ("samcli-deploy1764440000", "UNAVAILABLE", False),  # it would have changed nothing
        ("somebody-else", "AVAILABLE", False),
    ],
)
def test_a_change_set_that_waits_was_declined(
    name: str, status: str, declined: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    client = boto3.client("cloudformation", region_name="eu-west-1", aws_access_key_id="a", aws_secret_access_key="b")
    reached: list[str] = []
    monkeypatch.setattr(shelf.boto3, "client", lambda *_, **__: client)
    monkeypatch.setattr(shelf.protect, "tables", lambda *_: reached.append("protected") or [])
    monkeypatch.setattr(
        shelf, "at_prod", lambda *_: reached.append("published") or shelf.subprocess.CompletedProcess([], 0, "", "")
    )
    with Stubber(client) as stubbed:
        stubbed.add_response("list_change_sets", {"Summaries": [{"ChangeSetName": name, "ExecutionStatus": status}]})
        assert shelf.main() == declined
    assert reached == ([] if declined else ["protected", "published"])
    assert ("declined" in capsys.readouterr().out) is declined
