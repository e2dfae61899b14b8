import json
from pathlib import Path

from local import state
from local.settings import Stack

KEY = "000000000000\0{}\0'{}'"


def write(file: Path, payload: dict[str, object]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"__ministack_format__": 2, "payload": payload}))


def test_positions_in_streams_begin_again_and_nothing_else_changes(tmp_path: Path) -> None:
    file = tmp_path / "lambda.json"
    positions = {KEY.format("eu-west-1", "m1"): 7, KEY.format("eu-west-1", "m2"): 0}
    write(file, {"functions": {"f": 1}, "dynamodb_stream_positions": {"data": positions}})
    state.rewind_streams(file)
    payload = json.loads(file.read_text())["payload"]
    assert set(payload["dynamodb_stream_positions"]["data"].values()) == {0}
    assert payload["functions"] == {"f": 1}
    assert [one.name for one in tmp_path.iterdir()] == ["lambda.json"]


def test_files_of_buckets_that_the_saved_state_does_not_know_are_deleted(tmp_path: Path) -> None:
    write(tmp_path / "s3.json", {"buckets_meta": {"data": {"000000000000\0'kept'": {}}}})
    for bucket in ("kept", "lost"):
        (tmp_path / "objects/000000000000" / bucket).mkdir(parents=True)
        (tmp_path / "objects/000000000000" / bucket / "object").write_text("x")
    state.forget_unsaved_buckets(tmp_path / "s3.json", tmp_path / "objects")
    assert [one.name for one in (tmp_path / "objects/000000000000").iterdir()] == ["kept"]


def test_a_stack_that_never_stopped_in_order_begins_from_nothing(tmp_path: Path) -> None:
    stack = Stack(folder=tmp_path)
    (state.objects(stack) / "000000000000" / "lost").mkdir(parents=True)
    (tmp_path / "tmp" / "worker").mkdir(parents=True)
    state.prepare(stack)
    assert not any((state.objects(stack) / "000000000000").iterdir())
    assert not any((tmp_path / "tmp").iterdir())
    assert state.services(stack).is_dir()
