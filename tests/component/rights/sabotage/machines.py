"""Sabotages of what the machine is told, and of what is written when an erasure ends."""

import json
import uuid
from collections.abc import Callable, Iterator
from copy import replace
from typing import Any

import pytest

from inarax import aws, ledger
from inarax.stores import audit
from rights import due
from rights.erasure import lifecycle, receipting
from tests.component.rights.sabotage import Sabotage
from tests.component.rights.scanned import Scanned

type _Value = Callable[[Scanned], str]

SECRETS: dict[str, _Value] = {
    "learner id": lambda stage: stage.ada.learner_id,
    "learner id without dashes": lambda stage: uuid.UUID(stage.ada.learner_id).hex,
    "email": lambda stage: stage.ada.email,
    "email by sha256": lambda stage: receipting.digest(stage.ada.email).hex(),
    "name": lambda stage: stage.ada.name,
    "note": lambda stage: stage.ada.canaries["note"],
    "subject": lambda stage: stage.ada.subject,
    "session": lambda stage: stage.ada.tokens["session"],
}
"""What may get out, by what it is."""


def sabotages() -> Iterator[Sabotage]:
    """Every way out of the machine, for every secret that fits through it."""
    for what, value in SECRETS.items():
        yield Sabotage("an identifier in a workflow's input", what, _told(value, "input"))
        yield Sabotage("a step that says it", what, _said(value))
        yield Sabotage("an error that says it", what, _failing(value))
        yield Sabotage("a receipt that says it", what, _stated(value))
    for what in ("learner id", "learner id without dashes", "subject"):
        yield Sabotage("an identifier in a workflow's name", what, _told(SECRETS[what], "name"))
    yield Sabotage("a request that keeps its learner", "rights-requests", _kept)
    yield Sabotage("a closing entry about the learner", "audit", _about_the_learner)


def _told(value: _Value, field: str) -> Callable[[Scanned, pytest.MonkeyPatch], None]:
    def commit(stage: Scanned, patch: pytest.MonkeyPatch) -> None:
        def started(request: Any) -> None:
            told = {"request": request.request_id} | ({"more": value(stage)} if field == "input" else {})
            named = value(stage) if field == "name" else request.request_id
            aws.client("stepfunctions").start_execution(
                stateMachineArn=stage.machine.arns["RightsErasure"],
                name=f"{named}-{request.revision}",
                input=json.dumps(told),
            )

        patch.setattr(due, "_start", started)

    return commit


def _said(value: _Value) -> Callable[[Scanned, pytest.MonkeyPatch], None]:
    def commit(stage: Scanned, _patch: pytest.MonkeyPatch) -> None:
        stage.machine.fault = lambda step, _event, call: (
            {**call(), "about": value(stage)} if step.startswith("RightsE") else call()
        )

    return commit


def _failing(value: _Value) -> Callable[[Scanned, pytest.MonkeyPatch], None]:
    def commit(stage: Scanned, _patch: pytest.MonkeyPatch) -> None:
        failed: list[str] = []

        def once(step: str, _event: Any, call: Callable[[], Any]) -> Any:
            if step == "RightsErasing" and not failed:
                failed.append(step)
                raise RuntimeError(value(stage))
            return call()

        stage.machine.fault = once

    return commit


def _stated(value: _Value) -> Callable[[Scanned, pytest.MonkeyPatch], None]:
    def commit(stage: Scanned, patch: pytest.MonkeyPatch) -> None:
        statement = receipting.statement

        def stated(*asked: Any) -> str:
            return ledger.canonical(json.loads(statement(*asked)) | {"about": value(stage)}).decode()

        patch.setattr(receipting, "statement", stated)

    return commit


def _kept(stage: Scanned, patch: pytest.MonkeyPatch) -> None:
    completed = lifecycle.completed
    patch.setattr(lifecycle, "completed", lambda *asked: replace(completed(*asked), learner_id=stage.ada.learner_id))


def _about_the_learner(_stage: Scanned, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(audit, "nobody", lambda learner_id: learner_id)
