"""Answer keys, explanations and misconceptions stay on the server until the item is answered."""

import json
from pathlib import Path

import pytest
from datamap import functions
from datamap.template import resources

from assessment import contests
from assessment import keys as keys_module
from tests.component.assessment.taking import (
    answer,
    attempt_at,
    begin,
    contest,
    enrolled,
    place,
    placement,
    right,
    submit,
    wrong,
)
from tests.kit import aws, courses
from tests.kit.doors import call

SHOWN = {"id", "kind", "stem", "stem_html", "options", "unit"}


def _secrets(item):
    """Everything a key says, but for the answers themselves, which choices must show among the options."""
    key = courses.raw("keys.json")["keys"][item]
    said = [key["explanation"]]
    for note in (*key["options"].values(), *key.get("near", ())):
        said += [note["explanation"], note["misconception"]]
    return {text for text in said if text}


ALL = {text for item in courses.raw("keys.json")["keys"] for text in _secrets(item)}


def _hidden(body, *answered):
    """No secret stands in a body, but those of items already answered (a part of which may be another's secret)."""
    text = json.dumps(body, ensure_ascii=False, default=repr)
    allowed = [secret for item in answered for secret in _secrets(item)]
    return not [secret for secret in ALL if secret in text and not any(secret in told for told in allowed)]


def _plain(item):
    return item.keys() == SHOWN and all(option.keys() == {"id", "text", "text_html"} for option in item["options"])


@pytest.mark.parametrize("given", [right, wrong])
def test_a_quiz_tells_of_an_item_only_after_its_answer(given):
    ada = enrolled()
    shown = begin(ada).json
    answered = []
    for item in shown["items"]:
        resumed = attempt_at(ada, shown["attempt"])
        refused = submit(ada, shown["attempt"], item["id"], {"options": ["zz"], "number": 1})
        assert _plain(item)
        assert _hidden(shown)
        assert _hidden(resumed.json)  # what was answered before is told where it was answered, and not again
        assert _hidden(refused.json)
        result = submit(ada, shown["attempt"], item["id"], given(item["id"])).json
        answered.append(item["id"])
        assert _hidden(result, item["id"])
        assert _hidden(submit(ada, shown["attempt"], item["id"], {"text": "another"}).json)
        assert _hidden(contest(ada, shown["attempt"], item["id"]).json)
        assert _hidden(call(contests.handler, ada.request("GET", "/me/contests")).json)
    assert _hidden(attempt_at(ada, shown["attempt"]).json)
    assert len(answered) == 3


@pytest.mark.parametrize("given", [right, wrong])
def test_a_placement_tells_nothing_of_any_item(given):
    ada = enrolled()
    shown = place(ada).json
    while shown["item"]:
        assert _plain(shown["item"])
        assert _hidden(placement(ada, shown["attempt"]).json)
        item = shown["item"]["id"]
        shown = answer(ada, shown["attempt"], item, given(item)).json
        assert _hidden(shown)
        assert _hidden(contest(ada, shown["attempt"], item).json)
    assert _hidden(placement(ada, shown["attempt"]).json)


def test_nothing_that_is_stored_of_an_open_attempt_holds_a_key():
    ada = enrolled()
    begin(ada)
    place(ada)
    assert _hidden(aws.everything())


def test_only_the_doors_that_grade_or_review_may_read_the_keys():
    may = {
        functions.module_name(door)
        for door in resources("AWS::Serverless::Function")
        if "AnswerKeysBucket" in functions.granted(door)
    }
    assert may == {"assessment.placement_answers", "assessment.submissions", "assessment.reviews"}


def test_one_file_reads_the_keys():
    room = keys_module.__file__.rsplit("/", 1)[0]
    readers = {path.name for path in Path(room).rglob("*.py") if "answer-keys" in path.read_text()}
    assert readers == {"keys.py"}
