"""Signals on the deployed stack: the evidence stream reaches the door that derives them."""

from typing import Any

from local.client import Client
from local.running import Running
from local.tour import nonsense

from tests.kit import newcomers

COURSE = "networks"
PATIENCE = 400
"""Requests to make, at about 20 ms each, before a stream that is read every second counts as broken."""


def _fail_quizzes(client: Client, lesson: str, times: int) -> None:
    quiz = f"/courses/{COURSE}/quizzes/{lesson}"
    for _ in range(times):
        attempt = client.post(f"{quiz}/attempts", {}).json
        for item in attempt["items"]:
            answer = {"attempt": attempt["attempt"], "item": item["id"], "answer": nonsense(item)}
            client.post(f"{quiz}/submissions", answer)


def _signals(client: Client) -> dict[str, Any]:
    told = client.get(f"/me/courses/{COURSE}/mastery").json["skills"]
    return {skill["skill"]: skill["signal"] for skill in told if skill["signal"]}


def test_who_keeps_failing_a_skill_is_seen_to_struggle_with_it(stack: Running) -> None:
    client = newcomers.signed_in(stack)
    client.put(f"/me/courses/{COURSE}")
    _fail_quizzes(client, "bits", 2)
    raised = next((found for _ in range(PATIENCE) if (found := _signals(client))), {})
    assert raised == {"binary": "struggling"}
