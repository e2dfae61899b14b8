"""`make deploy`'s last step, with the emulator in the place of an account."""

import pytest
from local import protect, shelf
from local.running import Running


def test_the_stack_that_samconfig_names_is_protected_and_filled(
    stack: Running, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in stack.stack.aws.items():
        monkeypatch.setenv(name, value)
    assert shelf.main() == 0
    assert "current already" in capsys.readouterr().out
    dynamodb = stack.client("dynamodb")
    tables = [name for name in dynamodb.list_tables()["TableNames"] if name.startswith(f"{stack.stack.name}-")]
    assert tables
    assert all(dynamodb.describe_table(TableName=name)["Table"]["DeletionProtectionEnabled"] for name in tables)
    assert protect.tables(*shelf.prod()) == []
