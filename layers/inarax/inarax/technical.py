"""What is kept of every request of a signed-in learner: the technical data that section 2d of the policy names.

Two stores in one round trip, after the answer is made (docs/decisions/technical-log.md). The address that was asked for
is kept as its template, the User-Agent as families from closed lists: neither can hold what somebody wrote.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from inarax import access, device, logs, network
from inarax.access import Caller
from inarax.stores import addresses, batch, requests
from inarax.stores.sessions import Kind


def record(door: str, caller: Caller, event: Mapping[str, Any], at: datetime, status: int) -> None:
    """Keep the technical data of a request. A failure is counted and logged by type, and fails nothing."""
    key = requests.Key(caller.learner_id, at, event["requestContext"]["requestId"])
    try:
        _record(key, caller.kind, event, status)
    except Exception as error:  # whatever it is: the learner has their answer
        logs.unrecorded(door, key.request_id, error)


def _record(key: requests.Key, kind: Kind, event: Mapping[str, Any], status: int) -> None:
    sent_from = event["requestContext"].get("identity", {}).get("sourceIp")
    user_agent = access.header(event, "user-agent")
    request = requests.Request(
        key,
        browser=device.APP if kind is Kind.MOBILE else device.browser(user_agent),
        device=device.system(user_agent),
        template=event["resource"],
        method=event["httpMethod"],
        status=status,
        network=network.network(sent_from),
    )
    batch.record(requests.entry_of(request), addresses.entry_of(key, network.address(sent_from)))
