"""What is logged on the deployed stack: values planted through the public API are found in no log and no metric."""

from secrets import token_hex

from local.running import Running
from local.tour import guess

from tests.kit import newcomers

COURSE = "networks"


def _written(stack: Running) -> str:
    """Every line of every log group."""
    logs = stack.client("logs")
    lines = []
    for page in logs.get_paginator("describe_log_groups").paginate():
        for group in page["logGroups"]:
            for events in logs.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"]):
                lines += [event["message"] for event in events["events"]]
    return "\n".join(lines)


def test_planted_values_reach_no_log(stack: Running) -> None:
    planted = {what: f"canary{token_hex(6)}{what}" for what in ("name", "note", "answer", "contest", "agent", "path")}
    client = newcomers.signed_in(stack, planted["name"])
    client.agent = planted["agent"]
    client.put(f"/me/courses/{COURSE}")
    wish = {"domain": None, "goal": None, "deadline": None, "extra_time": 0, "note": planted["note"]}
    client.put(f"/me/courses/{COURSE}/settings", wish, If_None_Match="*")
    attempt = client.post(f"/courses/{COURSE}/quizzes/bits/attempts", {}).json
    for item in attempt["items"]:
        answer = {"text": planted["answer"]} if item["kind"] == "text" else guess(item)
        client.post(
            f"/courses/{COURSE}/quizzes/bits/submissions",
            {"attempt": attempt["attempt"], "item": item["id"], "answer": answer},
        )
    contest = {"attempt": attempt["attempt"], "item": attempt["items"][0]["id"], "text": planted["contest"]}
    assert client.post("/me/contests", contest).problem is None
    client.post("/me/contests", contest | {"item": planted["answer"]})
    client.get(f"/{planted['path']}?{planted['path']}")
    client.put(f"/me/courses/{COURSE}/settings", {"note": [planted["note"]]})
    profile = client.get("/me/profile").json

    written = _written(stack)
    assert '"message":"answered"' in written
    secrets = [*planted.values(), profile["learner_id"], profile["email"], *client.cookies.values()]
    assert [value for value in secrets if value in written] == []
