"""Whatever is asked of whichever operation by whoever: a documented answer, no failure of ours, nothing given away."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.kit import oidc
from tests.kit.contract import Operation
from tests.kit.doors import Answer
from tests.kit.gateway import Event, send
from tests.kit.world import ALL, World, begin, kept
from tests.proof.strategies import CANARY, requests

EXAMPLES = 300

_CHANGES = {
    ("PUT", "/me/profile/image"): "Quotas",  # looking at an upload costs, so a refused one counts
    ("POST", "/mobile/tokens"): "Sessions",  # a token that was used before ends its session
}
"""The one thing that a refusal changes, where it does."""
_TOLD = {"course", "other", "quiz", "lesson", "unopened", "purpose", "interest", "version", "record", "notice", "erase"}
"""What is known of the world and anybody may know."""

_BEGINS_BY_GET = {"/sign-in", "/sign-in/callback"}
_NOTED_BY_GET = {
    "/appeals": "Audit",
    "/contests": "Audit",
    "/me/notices": "Acknowledgements",
    "/rights/disclosures/{disclosure}": "Audit",
    "/rights/holds/{hold}": "Audit",
    "/rights/requests/{request}": "Audit",
}
"""What looking at something writes down, since the law asks who was shown what and when."""


@pytest.mark.parametrize("operation", ALL, ids=str)
def test_no_request_is_answered_otherwise_than_documented(
    operation: Operation,
    world: World,
    idp: oidc.Provider,
    capsys: pytest.CaptureFixture[str],
    logged: Callable[[], str],
) -> None:
    before = kept()
    secrets = [CANARY, *(person.learner_id for person in (world.ada, world.eve, world.otto, world.pia, world.orla))]
    secrets += [str(person.token) for person in (world.ada, world.eve, world.otto, world.pia, world.orla)]
    secrets += [value for name, value in world.known.items() if name not in _TOLD]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        print_blob=True,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def hold(data: st.DataObject) -> None:
        event = data.draw(requests(operation, world), label="event")
        try:
            answer = send(event)
            _hold_answer(answer, operation, event)
            _hold_stores(answer, operation, before, kept())
        finally:
            written = logged()
            begin(idp)
        assert [secret for secret in secrets if secret in written] == []

    hold()


def _hold_answer(answer: Answer, operation: Operation, event: Event) -> None:
    assert answer.status < 500, answer
    assert "problem=unexpected" not in "".join(answer.headers.get("Location", ()))
    if answer.problem:
        assert CANARY not in answer.text


def _hold_stores(answer: Answer, operation: Operation, before: dict[str, Any], after: dict[str, Any]) -> None:
    if operation.method == "GET" and operation.path not in _BEGINS_BY_GET:
        assert _changed(before, after) <= {_NOTED_BY_GET.get(operation.path)}
    if answer.status >= 400:
        may = _CHANGES.get((operation.method, operation.path))
        assert _changed(before, after) <= {may}


def _changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    return {store for store in before if before[store] != after[store]}
