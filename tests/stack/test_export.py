"""An export on the deployed stack: schedule, state machine, steps under their own roles, pool, bucket, download."""

import hashlib
import io
import json
import zipfile
from typing import Any

import urllib3
from local import aws
from local.running import Running

from tests.kit import due, exports, newcomers


def _fetched(address: str) -> bytes:
    """What lies there, for somebody who is not signed in anywhere."""
    answer = urllib3.request("GET", address)
    assert answer.status == 200, answer.data
    assert "inarax-export.zip" in answer.headers["Content-Disposition"]
    return bytes(answer.data)


def test_who_asks_for_a_copy_of_everything_gets_it_reads_it_and_has_it_deleted(stack: Running) -> None:
    client, stranger = newcomers.signed_in(stack), newcomers.signed_in(stack, "Simon Stranger")
    client.put("/me/courses/networks")
    profile = client.get("/me/profile").json
    export = client.post("/me/exports", None).json["id"]
    shown = exports.ready(stack, client)
    assert stranger.get(shown["archive"]["href"]).problem == "not-found"
    answer = client.get(shown["archive"]["href"])
    assert answer.status == 303
    content = _fetched(answer.headers["Location"])
    assert (len(content), hashlib.sha256(content).hexdigest()) == (shown["archive"]["size"], shown["archive"]["sha256"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        held = {name: json.loads(archive.read(f"data/{name}.json")) for name in _stores(archive)}
        assert profile["name"] in str(held["accounts"])
        assert held["UserPool"] == [{"sub": held["accounts"][0]["subject"]} | _told(profile)]
        assert [each["course"] for each in held["enrollments"]] == ["networks"]
        assert len(held["requests"]) >= 3
        assert held["RoleGrants"] == []
        done = json.loads(archive.read("activities.json"))["statements"]
        assert [each["verb"]["id"].rsplit("/", 1)[-1] for each in done] == ["registered"]
    (access,) = client.get("/me/accesses").json["accesses"]
    assert (access["by"], access["purpose"]) == ("export", "rights")
    assert client.delete(f"/me/exports/{export}").status == 204
    assert client.get(shown["archive"]["href"]).problem == "not-found"
    exports.settle(stack, export)
    due.tick(stack)
    assert exports.is_gone(client)
    assert _lying(stack, profile["learner_id"]) == []
    told = [due.executions(stack, "RightsExport"), stack.client("stepfunctions").list_state_machines()]
    assert profile["learner_id"] not in json.dumps(told, default=str)


def _stores(archive: zipfile.ZipFile) -> list[str]:
    return [name[5:-5] for name in archive.namelist() if name.startswith("data/") and name.endswith(".json")]


def _told(profile: dict[str, Any]) -> dict[str, str]:
    return {name: profile[name] for name in ("name", "email")}


def _lying(stack: Running, learner_id: str) -> list[str]:
    bucket = aws.resources(stack.stack)["ExportsBucket"]
    listed = stack.client("s3").list_objects_v2(Bucket=bucket, Prefix=f"{learner_id}/")
    return [each["Key"] for each in listed.get("Contents", ())]
