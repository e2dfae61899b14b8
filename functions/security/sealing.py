"""Every minute: seal what the audit trail has gained, so that from then on nobody, not even we, can change it unseen.

Purpose: security. Stores: audit (what has no seal; where each entry is sealed), seals. The time of a seal is the
clock's, not the schedule's: a late run must not say that it was early. What fails is retried and then a dead letter.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from aws_lambda_powertools.utilities.typing import LambdaContext

from inarax import cold_start, logs
from inarax.schedules import Tick
from security import sealer


def handler(_event: Tick, context: LambdaContext) -> Mapping[str, int]:
    """Seal what waits; answers how many entries under how many seals."""
    try:
        made = sealer.run(datetime.now(UTC))
    except Exception as error:
        logs.failed(__name__, context.aws_request_id, error)
        raise
    logs.handled(__name__, request_id=context.aws_request_id, records=made.entries, changed=made.seals)
    return made._asdict()


cold_start.ended()
