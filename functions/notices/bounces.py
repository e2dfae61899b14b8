"""Bounces and complaints that SES reports: whose address takes no mail is sent none, and a mail that came back has told
nobody; if it was to a recipient of data, a person is alarmed.

Purpose: notices. Stores: mails (whose it was, by its handle; change), standings (checked), suppressions (write). The
rule that brings the event (template.yaml) leaves the address out of it.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import TypedDict

from aws_lambda_powertools.utilities.typing import LambdaContext

from inarax import cold_start, logs, problems
from inarax.stores import mails, standings, suppressions
from inarax.stores.base import transact
from inarax.stores.suppressions import Cause, Suppression
from notices import untold


class Report(TypedDict):
    """The event: what happened, and the handle of the mail that it happened to (SES's tags are lists)."""

    cause: str
    mail: Sequence[str]


def handler(event: Report, context: LambdaContext) -> None:
    """Suppress the learner's address; an error is retried by Lambda and ends with the dead letters."""
    (handle,) = event["mail"]
    changed = _suppress(Cause(event["cause"]), handle)
    logs.handled(__name__, request_id=context.aws_request_id, records=1, changed=int(changed))


def _suppress(cause: Cause, handle: str) -> bool:
    mail = mails.named(handle)
    if mail is None:  # erased, or older than we keep
        return False
    if mail.to_recipient:
        untold.measure(1)
        return False
    if cause is Cause.BOUNCE:
        with suppress(problems.Conflict):  # reported before; or erased since
            transact(mails.came_back(mail))
    learner_id = mail.learner_id
    try:
        transact(standings.remaining(learner_id), suppressions.begin(Suppression(learner_id, cause, datetime.now(UTC))))
    except (problems.Conflict, problems.AccountClosed):  # reported before; or being erased
        return False
    return True


cold_start.ended()
