"""Activities as statements of the Experience API (xAPI 1.0.3, part two: data), and read back from them.

The same activity has the same id in every export, so that a system which imports two of them counts nothing twice.
`activity(statement(x, ...)) == x` for every activity.
"""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from inarax import ledger
from rights.export.activities import Activity, Answered, Began, Completed, Ended, Opened, Registered

type Statement = dict[str, Any]

_VERBS = "http://adlnet.gov/expapi/verbs/"
_TYPES = "http://adlnet.gov/expapi/activities/"
_SEPARATOR = "[,]"
"""Between the options of a response (4.1.4.1.1, response patterns)."""
_PLACEMENT = "placement"
_INTERACTIONS = {"options": "choice", "number": "numeric", "text": "fill-in"}


class Learner(NamedTuple):
    """Whose activities they are: the account at the service whose origin it is. Neither name nor address."""

    origin: str
    learner_id: str


def statement(activity: Activity, learner: Learner) -> Statement:
    """The statement that says it."""
    verb, content = _said(activity, f"{learner.origin}/courses/{_part(activity.course)}")
    told = {
        "actor": {"objectType": "Agent", "account": {"homePage": learner.origin, "name": learner.learner_id}},
        "verb": {"id": _VERBS + verb, "display": {"en": verb}},
        **content,
        "timestamp": ledger.moment(activity.at),
    }
    spelled = json.dumps([told["actor"], verb, told["object"]["id"], told.get("context"), told["timestamp"]])
    return {"id": str(uuid.uuid5(uuid.NAMESPACE_URL, spelled)), **told}


def activity(statement: Statement) -> Activity:
    """What a statement of ours says; KeyError or ValueError where it says nothing that we know."""
    course, *where = map(unquote, statement["object"]["id"].partition("/courses/")[2].split("/"))
    verb, at = statement["verb"]["id"].removeprefix(_VERBS), datetime.fromisoformat(statement["timestamp"])
    result, context = statement.get("result", {}), statement.get("context", {})
    match verb, where:
        case "registered", []:
            return Registered(course, at)
        case "launched", ["lessons", lesson]:
            return Opened(course, lesson, at)
        case "completed", ["lessons", lesson]:
            return Completed(course, lesson, at)
        case "answered", ["items", item]:
            answer = _answer(statement["object"]["definition"]["interactionType"], result["response"])
            return Answered(course, context["revision"], context["registration"], item, answer, result["success"], at)
        case "attempted" | "completed", ["placement"] | ["quizzes", _]:
            quiz = where[1] if where[1:] else None
            which = (course, context["revision"], quiz, context["registration"])
            if verb == "attempted":
                return Began(*which, at)
            return Ended(*which, result["score"]["raw"], result["score"]["max"], at)
    raise ValueError(verb)


def _said(activity: Activity, course: str) -> tuple[str, Statement]:
    """Verb, and object with what belongs to it."""
    match activity:
        case Registered():
            return "registered", {"object": _object(course, "course")}
        case Opened(lesson=lesson):
            return "launched", {"object": _object(f"{course}/lessons/{_part(lesson)}", "lesson"), **_within(course)}
        case Completed(lesson=lesson):
            told = {"object": _object(f"{course}/lessons/{_part(lesson)}", "lesson"), **_within(course)}
            return "completed", told | {"result": {"completion": True}}
        case Began():
            return "attempted", {"object": _assessment(activity, course), **_within(course, activity)}
        case Ended(correct=correct, answered=answered):
            score = {"raw": correct, "min": 0, "max": answered, **({"scaled": correct / answered} if answered else {})}
            told = {"object": _assessment(activity, course), **_within(course, activity)}
            return "completed", told | {"result": {"completion": True, "score": score}}
        case Answered():
            kind, response = _response(activity.answer)
            asked = _object(f"{course}/items/{_part(activity.item)}", "cmi.interaction", interactionType=kind)
            return "answered", {
                "object": asked,
                **_within(course, activity),
                "result": {"success": activity.correct, "response": response},
            }


def _object(address: str, kind: str, **more: str) -> Statement:
    return {"objectType": "Activity", "id": address, "definition": {"type": _TYPES + kind, **more}}


def _assessment(activity: Began | Ended, course: str) -> Statement:
    where = _PLACEMENT if activity.quiz is None else f"quizzes/{_part(activity.quiz)}"
    return _object(f"{course}/{where}", "assessment")


def _within(course: str, activity: Began | Ended | Answered | None = None) -> Statement:
    """The course it belongs to; of an attempt, its id and the version of the course besides."""
    attempt = {"registration": activity.attempt, "revision": activity.version} if activity else {}
    return {"context": {**attempt, "contextActivities": {"parent": [{"objectType": "Activity", "id": course}]}}}


def _response(answer: Mapping[str, Any]) -> tuple[str, str]:
    ((kind, given),) = answer.items()
    if kind == "options":
        return _INTERACTIONS[kind], _SEPARATOR.join(given)
    return _INTERACTIONS[kind], given if kind == "text" else json.dumps(given)


def _answer(kind: str, response: str) -> dict[str, Any]:
    match kind:
        case "choice":
            return {"options": response.split(_SEPARATOR) if response else []}
        case "numeric":
            return {"number": json.loads(response)}
        case "fill-in":
            return {"text": response}
    raise ValueError(kind)


def _part(name: str) -> str:
    return quote(name, safe="")
