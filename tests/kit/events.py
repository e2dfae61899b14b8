"""API Gateway events: read from events/<room>/<door>.json, where a real one is kept as sample, contract and fixture."""

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
_EVENTS = Path(__file__).parents[2] / "events"


def recorded(door: str, name: str | None = None) -> dict[str, Any]:
    """The recorded event of a door, `room/door`; a file may hold several under their names."""
    loaded: dict[str, Any] = json.loads((_EVENTS / f"{door}.json").read_text())
    return copy.deepcopy(loaded[name] if name else loaded)


def request(
    method: str,
    resource: str,
    path: dict[str, str] | None = None,
    *,
    body: Any = None,
    query: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
    at: datetime = NOW,
) -> dict[str, Any]:
    """A REST API proxy event, as API Gateway sends it; `resource` is the route with its {parameters}."""
    sent = dict(headers or {})
    if body is not None:
        sent.setdefault("Content-Type", "application/json")
    url = resource
    for name, value in (path or {}).items():
        url = url.replace("{" + name + "}", value)
    return {
        "resource": resource,
        "path": url,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": query,
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} if query else None,
        "pathParameters": path,
        "stageVariables": None,
        "requestContext": {
            "accountId": "000000000000",
            "apiId": "1a7a9a0000",
            "httpMethod": method,
            "identity": {"sourceIp": "127.0.0.1", "userAgent": sent.get("User-Agent")},
            "path": url,
            "protocol": "HTTP/1.1",
            "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
            "requestTimeEpoch": int(at.timestamp() * 1000),
            "resourcePath": resource,
            "stage": "live",
        },
        "body": body if isinstance(body, str) or body is None else json.dumps(body),
        "isBase64Encoded": False,
    }
