"""The learner's data keys and what they seal: by the house's own sealing, so that either opens what is there."""

import json
import os
from datetime import UTC, datetime
from functools import cache
from typing import Any

import boto3

from benchmarks.peer import store
from inarax import sealing
from inarax.sealing import Place, Ring, Wrapped


def ring(row: store.Row) -> Ring:
    """The keys of a stored row."""
    older = bytes(row["older"]) if "older" in row else None
    made_at = datetime.fromtimestamp(int(row["made_at"]), UTC)
    wrapped = Wrapped(row["learner_id"], bytes(row["newest"]), older, int(row["version"]), made_at)
    return sealing.hold(wrapped, _unwrapped)


def answer_of(response: store.Row, keys: store.Row) -> Any:
    """The answer that a stored response holds."""
    if "options" in response:
        return {"options": json.loads(response["options"])}
    place = _place(response["learner_id"], response["response"])
    return json.loads(ring(keys).unseal(bytes(response["own_answer"]), place))


def answered(given: Any, learner_id: str, response: str, keys: store.Row) -> dict[str, Any]:
    """The attributes that hold an answer: options as they are, what is in own words sealed."""
    if "options" in given:
        return {"options": json.dumps(given["options"])}
    return {"own_answer": ring(keys).seal(json.dumps(given).encode(), _place(learner_id, response))}


def _place(learner_id: str, response: str) -> Place:
    return Place("responses", "own_answer", learner_id, response)


@cache
def _kms() -> Any:
    return boto3.client("kms", region_name=os.environ["AWS_REGION"])


def _unwrapped(wrapped: bytes) -> bytes:
    context = {"purpose": "learner data"}
    opened = _kms().decrypt(KeyId=os.environ["LEARNER_KEY"], CiphertextBlob=wrapped, EncryptionContext=context)
    return bytes(opened["Plaintext"])
