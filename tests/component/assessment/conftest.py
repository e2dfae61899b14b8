"""The test course is published, and what happens on the wire can be counted, interleaved and broken."""

from collections.abc import Callable

import pytest
from aws_lambda_powertools.event_handler.api_gateway import BaseRouter
from pynamodb.exceptions import CancellationReason, VerboseClientError

from inarax import aws
from tests.component.assessment.taking import DOORS
from tests.kit import courses, permissions

TRANSACTION = "TransactWriteItems"


@pytest.fixture(autouse=True)
def version(stores: None) -> str:
    """The published version of the test course."""
    return courses.publish()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every DynamoDB request from here on, by its operation."""
    operations: list[str] = []
    dispatch = aws.dynamodb().dispatch

    def counting(operation, arguments):
        operations.append(operation)
        return dispatch(operation, arguments)

    monkeypatch.setattr(aws.dynamodb(), "dispatch", counting)
    return operations


@pytest.fixture
def before_writing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`before_writing(act)`: another request `act` comes between what the next request reads and what it writes.

    With `times` it does so again each time the request tries again.
    """

    def arrange(act, times=1):
        dispatch = aws.dynamodb().dispatch
        left = [times]

        def interrupted(operation, arguments):
            if operation == TRANSACTION and left[0]:
                left[0], ours = left[0] - 1, left[0] - 1
                now, contexts = BaseRouter.current_event, [dict(door.app.context) for door in DOORS]
                left[0] = 0  # the other request is not interrupted itself
                with permissions.of("somebody else"):
                    act()
                left[0] = ours
                BaseRouter.current_event = now
                for door, context in zip(DOORS, contexts, strict=True):
                    door.app.context.update(context)
            return dispatch(operation, arguments)

        monkeypatch.setattr(aws.dynamodb(), "dispatch", interrupted)

    return arrange


@pytest.fixture
def colliding(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """`colliding(times)`: so many transactions collide with another before one goes through."""

    def arrange(times):
        dispatch = aws.dynamodb().dispatch
        left = [times]

        def refused(operation, arguments):
            if operation == TRANSACTION and left[0]:
                left[0] -= 1
                reasons = [CancellationReason("TransactionConflict"), *[None] * (len(arguments["TransactItems"]) - 1)]
                error = {"Error": {"Code": "TransactionCanceledException", "Message": "collided"}}
                raise VerboseClientError(error, operation, cancellation_reasons=reasons)
            return dispatch(operation, arguments)

        monkeypatch.setattr(aws.dynamodb(), "dispatch", refused)

    return arrange
