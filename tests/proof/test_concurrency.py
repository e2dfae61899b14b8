"""Eight of the same at once, on a deployed stack: every request is its own process, and the stores decide.

A door's processes start one after the other, so a first round hardly overlaps: what must be told of a race has more.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from local.client import Answer, Client
from local.running import Running
from local.tour import guess, nonsense

from tests.kit import newcomers

COURSE, QUIZ = "networks", "/courses/networks/quizzes/bits"
TIMES = 8


@pytest.fixture
def client(stack: Running) -> Client:
    """Somebody new, in the course."""
    client = newcomers.signed_in(stack)
    assert client.put(f"/me/courses/{COURSE}").status == 201
    return client


def test_the_same_answer_at_once_counts_once(stack: Running, client: Client) -> None:
    attempt = client.post(f"{QUIZ}/attempts", {}).json
    for item in attempt["items"]:
        answer = _answer(attempt, item, guess)
        told = _at_once(client, lambda each, _, answer=answer: each.post(f"{QUIZ}/submissions", answer))
        assert [each.status for each in told] == [201] * TIMES
        assert all(each.json == told[0].json for each in told)
        _counted_until(stack, client, attempt, item)


def test_of_different_answers_at_once_one_counts(stack: Running, client: Client) -> None:
    attempt = client.post(f"{QUIZ}/attempts", {}).json
    for item in attempt["items"]:
        answers = [_answer(attempt, item, guess), _answer(attempt, item, nonsense)]
        told = _at_once(client, lambda each, n, answers=answers: each.post(f"{QUIZ}/submissions", answers[n % 2]))
        assert [(each.status, each.problem) for each in told if each.problem] == [(409, "already-counted")] * 4
        _counted_until(stack, client, attempt, item)


def test_answers_to_every_item_at_once_all_count(client: Client) -> None:
    attempt = client.post(f"{QUIZ}/attempts", {}).json
    every = [_answer(attempt, item, guess) for item in attempt["items"]]
    told = _at_once(client, lambda each, n: each.post(f"{QUIZ}/submissions", every[n % len(every)]))
    assert {each.status for each in told} <= {201, 409}  # who is overtaken every time is told to come again
    for answer in every:
        assert client.post(f"{QUIZ}/submissions", answer).status == 201
    assert sum(_tries(client)) == len(every)


def test_a_repeated_request_at_once_begins_one_attempt(client: Client) -> None:
    begun = set()
    for key in ("first-for-all", "second-for-all", "third-for-all"):
        told = _at_once(client, lambda each, _, key=key: each.post(f"{QUIZ}/attempts", {}, Idempotency_Key=key))
        assert [each.status for each in told] == [201] * TIMES
        begun |= {each.json["attempt"] for each in told}
    assert len(begun) == 3


def test_of_changes_to_one_version_at_once_one_holds(client: Client) -> None:
    settings = f"/me/courses/{COURSE}/settings"
    wish = {"domain": None, "goal": None, "deadline": None, "extra_time": 0, "note": None}
    told = _at_once(client, lambda each, n: each.put(settings, wish | {"note": f"wish {n}"}, If_Match='"0"'))
    (held,) = (each for each in told if each.status == 200)
    assert {each.problem for each in told if each is not held} == {"outdated"}
    assert client.get(settings).json == held.json


def _answer(
    attempt: dict[str, Any], item: dict[str, Any], choose: Callable[[dict[str, Any]], dict[str, Any]]
) -> dict[str, Any]:
    return {"attempt": attempt["attempt"], "item": item["id"], "answer": choose(item)}


def _at_once(client: Client, ask: Callable[[Client, int], Answer]) -> Sequence[Answer]:
    """Each from a browser window of its own, all let go at the same moment."""
    ready = Barrier(TIMES)

    def one(n: int) -> Answer:
        window = Client(client.origin, cookies=dict(client.cookies))
        ready.wait()
        return ask(window, n)

    with ThreadPoolExecutor(TIMES) as threads:
        return list(threads.map(one, range(TIMES)))


def _counted_until(stack: Running, client: Client, attempt: dict[str, Any], item: dict[str, Any]) -> None:
    """Every item up to this one was counted, and once."""
    until = attempt["items"][: attempt["items"].index(item) + 1]
    shown = client.get(f"{QUIZ}/attempts/{attempt['attempt']}").json
    assert shown["answered"] == [each["id"] for each in until]
    assert sum(_tries(client)) == len(until)
    learner = client.get("/me/profile").json["learner_id"]
    for table in ("responses", "evidence"):
        assert len(_items(stack, table, learner)) == len(until)


def _tries(client: Client) -> list[int]:
    return [skill["tries"] for skill in client.get(f"/me/courses/{COURSE}/mastery").json["skills"]]


def _items(stack: Running, table: str, learner: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = stack.client("dynamodb").query(
        TableName=f"{stack.stack.name}-{table}",
        KeyConditionExpression="learner_id = :learner",
        ExpressionAttributeValues={":learner": {"S": learner}},
    )["Items"]
    return found
