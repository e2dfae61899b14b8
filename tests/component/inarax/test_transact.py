"""One transaction for several stores: what is tried again, and what is said when it does not help."""

from collections.abc import Callable

import pytest
from botocore.exceptions import ClientError
from pynamodb.exceptions import TransactWriteError

from inarax import aws, problems
from inarax.stores import standings
from inarax.stores.base import transact
from tests.kit.learners import signed_in

type Cancel = Callable[[int, str], list[str]]


@pytest.fixture
def cancel(monkeypatch: pytest.MonkeyPatch) -> Cancel:
    """Let so many transactions be cancelled for a reason; answers the operations that were sent since."""

    def cancelled(times: int, reason: str) -> list[str]:
        client, sent = aws.dynamodb().client, []
        send = client._make_api_call

        def fail(operation: str, told: object) -> object:
            sent.append(operation)
            if len(sent) > times:
                return send(operation, told)
            error = {"Error": {"Code": "TransactionCanceledException"}, "CancellationReasons": [{"Code": reason}]}
            raise ClientError(error, operation)

        monkeypatch.setattr(client, "_make_api_call", fail)
        return sent

    return cancelled


PASSING = pytest.mark.parametrize("reason", ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"])


@PASSING
def test_what_passes_is_tried_again(reason, cancel):
    ada = signed_in()
    sent = cancel(2, reason)
    transact(standings.active(ada.learner_id))
    assert sent == ["TransactWriteItems"] * 3


@PASSING
def test_what_does_not_pass_in_time_is_busy(reason, cancel):
    ada = signed_in()
    sent = cancel(99, reason)
    with pytest.raises(problems.Busy):
        transact(standings.active(ada.learner_id))
    assert len(sent) == 5


def test_a_condition_that_does_not_hold_is_not_tried_again(cancel):
    sent = cancel(1, "ConditionalCheckFailed")
    with pytest.raises(problems.AccountClosed):
        transact(standings.active("nobody"))
    assert len(sent) == 1


def test_a_mistake_of_ours_is_not_tried_again(cancel):
    sent = cancel(1, "ValidationError")
    with pytest.raises(TransactWriteError):
        transact(standings.active("nobody"))
    assert len(sent) == 1
