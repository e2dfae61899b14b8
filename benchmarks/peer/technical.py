"""The technical data of a request: browser, device, route, status and network, and the address apart."""

import ipaddress
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from benchmarks.peer import store
from benchmarks.peer.session import Learner

_DAY = 86_400
_BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
_SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Linux": "Linux"}


def record(learner: Learner, event: Mapping[str, Any], status: int) -> None:
    """Keep it, in one round trip."""
    context = event["requestContext"]
    agent = event["headers"].get("User-Agent", "")
    address = ipaddress.ip_address(context["identity"]["sourceIp"])
    network = ipaddress.ip_network((address, 24 if address.version == 4 else 48), strict=False)
    moment = datetime.fromtimestamp(context["requestTimeEpoch"] / 1000, UTC).isoformat(timespec="milliseconds")
    key = {"learner_id": learner.id, "request": f"{moment}#{context['requestId']}"}
    seen = {
        "browser": next((name for mark, name in _BROWSERS.items() if mark in agent), "Browser"),
        "device": next((name for mark, name in _SYSTEMS.items() if mark in agent), "another system"),
        "template": event["resource"],
        "method": event["httpMethod"],
        "status": int(status),
        "network": str(network),
    }
    store.record(
        requests={**key, **seen, "expires_at": learner.at + 90 * _DAY},
        addresses={**key, "address": str(address), "expires_at": learner.at + 14 * _DAY},
    )
