"""Questions on trial on the deployed stack: they are asked and do not count; their answers are summed by ability."""

import json
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
"""Looks at the counts, at about 10 ms each, before the stream counts as broken: the door behind it may be busy for some
seconds with the first snapshot of the course, which rehearses with simulated learners."""


def _place(client: Client) -> tuple[list[str], dict[str, Any]]:
    """The ids of what a placement asks, in order, and what is told at its end."""
    asked = []
    attempt = client.post(f"/courses/{COURSE}/placements", {}).json
    while attempt["item"]:
        asked.append(attempt["item"]["id"])
        given = {"item": asked[-1], "answer": guess(attempt["item"])}
        attempt = client.post(f"/courses/{COURSE}/placements/{attempt['attempt']}/answers", given).json
    return asked, attempt


def _tried(stack: Running) -> dict[str, int]:
    """How many answered each question on trial, by the sums of all shards."""
    found = dict.fromkeys(PILOTS, 0)
    for page in stack.client("dynamodb").get_paginator("scan").paginate(TableName=f"{stack.stack.name}-exposures"):
        for shard in page["Items"]:
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
    after = next((now for _ in range(PATIENCE) if sum((now := _tried(stack)).values()) > sum(before.values())), before)
    assert after == {item: before[item] + (item in trials) for item in PILOTS}
