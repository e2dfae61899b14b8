"""Questions on trial on the deployed stack: they are asked and do not count; their answers are summed by ability."""

import json
from collections.abc import Iterator
from typing import Any

from authoring.check import load
from authoring.models import Use
from local.client import Client
from local.running import Running
from local.settings import ROOT
from local.tour import guess

from tests.kit import newcomers

COURSE = "networks"
PILOTS = {item.id for item in load(ROOT / "courses" / COURSE).items if Use.PILOT in item.uses}
PATIENCE = 4000
"""Looks at the attempts, at about 10 ms each, before the stream counts as broken: the door behind it may be busy for
some seconds with the first snapshot of the course, which rehearses with simulated learners."""


def _place(client: Client) -> tuple[list[str], dict[str, Any]]:
    """The ids of what a placement asks, in order, and what is told at its end."""
    asked = []
    attempt = client.post(f"/courses/{COURSE}/placements", {}).json
    while attempt["item"]:
        asked.append(attempt["item"]["id"])
        given = {"item": asked[-1], "answer": guess(attempt["item"])}
        attempt = client.post(f"/courses/{COURSE}/placements/{attempt['attempt']}/answers", given).json
    return asked, attempt


def _items(stack: Running, table: str) -> Iterator[dict[str, Any]]:
    for page in stack.client("dynamodb").get_paginator("scan").paginate(TableName=f"{stack.stack.name}-{table}"):
        yield from page["Items"]


def _is_counted(attempt: dict[str, Any]) -> bool:
    return attempt["kind"]["S"] != "placement" or "closed_at" not in attempt or attempt["counted"]["BOOL"]


def _tried(stack: Running) -> dict[str, int]:
    """How many answered each question on trial, once every placement that ended is in the sums of the shards."""
    assert any(all(map(_is_counted, _items(stack, "attempts"))) for _ in range(PATIENCE)), "an attempt is not counted"
    found = dict.fromkeys(PILOTS, 0)
    for shard in _items(stack, "exposures"):
        for item, bins in json.loads(shard["trials"]["S"]).items():
            found[item] += sum(each["shown"] for each in bins.values())
    return found


def test_new_questions_are_asked_among_the_others_and_only_counted(stack: Running) -> None:
    client = newcomers.signed_in(stack)
    client.put(f"/me/courses/{COURSE}")
    before = _tried(stack)
    asked, told = _place(client)
    trials = [item for item in asked if item in PILOTS]
    assert 1 <= len(trials) == told["on_trial"] <= 2
    skills = client.get(f"/me/courses/{COURSE}/mastery").json["skills"]
    assert sum(skill["tries"] for skill in skills) == len(asked) - len(trials)
    assert _tried(stack) == {item: before[item] + (item in trials) for item in PILOTS}
