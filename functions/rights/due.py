"""Every minute: look after the requests whose time has come, start the next execution of those that work, count those
that are overdue or due soon, and the contests (there are alarms on that), and tell of disclosures of which an order
forbade it so far.

Purpose: rights. Stores: rights-requests (by indexes, change), contests (by index, their days alone), disclosures (by
index, change), mails (how the mail about a request stands; write), and where a restriction or a request ends on its
day, standings (change), rights-claims (delete), audit (write). An execution that never ended is followed by another;
each may run beside the last: steps can be repeated. Of an erasure that is complete, the second line of the receipt is
signed once the last backup copy is gone.
"""

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

from aws_lambda_powertools.utilities.typing import LambdaContext

from inarax import aws, batches, cold_start, logs, problems
from inarax.rights import RequestState
from inarax.schedules import Tick
from inarax.stores import contests, disclosures, mails, rights_requests
from inarax.stores.base import read, transact
from inarax.stores.rights_requests import Receipt, RightsRequest, Sought
from inarax.urgency import Urgency, days
from rights import following
from rights.disclosure import disclosing
from rights.erasure import aging, lifecycle

_OVERTAKEN = (problems.Conflict, problems.NotSignedIn, problems.AccountClosed)
"""Cancelled, being erased, or looked after by another."""


def handler(_event: Tick, context: LambdaContext) -> Mapping[str, int]:
    """Look after what waits; answers how many there were, and how many could not be looked after."""
    at = datetime.now(UTC)
    try:
        waiting, silent = rights_requests.waiting(at), disclosures.due(at.date())
        logs.measured(__name__, **_counted(at))
    except Exception as error:
        logs.failed(__name__, context.aws_request_id, error)
        raise
    tasks = [(each, partial(_follow, each)) for each in waiting]
    tasks += [(each.own_id, partial(disclosing.tell, each, at)) for each in silent]
    done = batches.each(__name__, context, len(tasks), tasks, _do)
    return {"waiting": len(tasks), "failed": len(done["batchItemFailures"])}


def _do(task: Callable[[], int]) -> int:
    return task()


def _counted(at: datetime) -> dict[str, int]:
    """How many requests are to be answered, and contests to be decided, by how urgent they are."""
    asked = {f"Requests{each.title()}": rights_requests.count(Sought(None, None, *days(each, at))) for each in Urgency}
    return asked | {f"Contests{each.title()}": contests.due(*days(each, at)) for each in Urgency}


def _follow(request_id: str) -> int:
    """How many executions were started: at most one."""
    at = datetime.now(UTC)
    (request,) = read(rights_requests.of(request_id))
    if request is None or request.next_at is None or request.next_at > at:
        return 0  # the index had not heard of it
    if request.state is RequestState.COMPLETE and request.receipt:
        return _age(request, request.receipt, at)
    if request.learner_id is None:
        return 0
    mail, sent_at = _mail(request, request.learner_id, at)
    after = following.followed(request, mail, at, sent_at=sent_at)
    try:
        transact(rights_requests.save(after), *following.consequences(request, after, at))
    except _OVERTAKEN:
        return 0
    if not following.works(after):
        return 0
    _start(after)
    return 1


def _age(request: RightsRequest, receipt: Receipt, at: datetime) -> int:
    with suppress(problems.Conflict):  # another run was faster
        transact(aging.age(request, receipt, at))
    return 0


def _mail(request: RightsRequest, learner_id: str, at: datetime) -> tuple[mails.State | None, datetime | None]:
    """How the mail stands on which the request depends, and when it was sent."""
    mail_id = following.mail_id(request)
    (mail,) = read(mails.of(learner_id, mail_id)) if mail_id else (None,)
    state, sent_at = (mail.state, mail.sent_at) if mail else (None, None)
    if request.state is RequestState.MAILING:
        state = lifecycle.awaited(request, state, at, others=mails.tells_recipients(learner_id))
    return state, sent_at


def _start(request: RightsRequest) -> None:
    """Its name and input are the request's id and a count of changes, and nothing else of anybody."""
    aws.client("stepfunctions").start_execution(
        stateMachineArn=os.environ[following.MACHINES[request.right]],
        name=f"{request.request_id}-{request.revision}",
        input=json.dumps({"request": request.request_id}),
    )


cold_start.ended()
