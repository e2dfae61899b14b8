"""What the template and the deployment's configuration say: recipients, region, backups and logs."""

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from tests.kit.template import resources, template

_ROOT = Path(__file__).parents[1]
_PITR = 35
"""Days that DynamoDB's point-in-time recovery goes back where the template names no other number."""
_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
SERVICES = {
    "AWS::Serverless::Function": "computing",
    "AWS::DynamoDB::Table": "databases",
    "AWS::S3::Bucket": "file storage",
    "AWS::Cognito::UserPool": "authentication",
    "AWS::Logs::LogGroup": "logs",
    "AWS::SES::ConfigurationSet": "e-mail",
}
"""What a type of resource is, to a reader; the others hold nothing of a learner's."""


def told(time: timedelta) -> str:
    """A time in words, in the largest unit that divides it."""
    seconds = int(time.total_seconds())
    size, unit = next((size, unit) for size, unit in _UNITS if seconds % size == 0)
    return f"{seconds // size} {unit}{'' if seconds == size else 's'}"


def region() -> str:
    """The region to which the product is deployed."""
    loaded = tomllib.loads((_ROOT / "samconfig.toml").read_text())
    return str(loaded["prod"]["global"]["parameters"]["region"])


def backups() -> timedelta:
    """The furthest that any table's recovery goes back."""
    return timedelta(days=max(_recovery(table) for table in resources("AWS::DynamoDB::Table").values()))


def kept(log: str) -> timedelta:
    """How long a log group keeps its lines."""
    return timedelta(days=resources("AWS::Logs::LogGroup")[log]["RetentionInDays"])


def logs() -> timedelta:
    """The longest that any log is kept."""
    return max(kept(log) for log in resources("AWS::Logs::LogGroup"))


def services() -> list[str]:
    """What Amazon Web Services does for us."""
    types = {resource["Type"] for resource in template()["Resources"].values()}
    return sorted(name for kind, name in SERVICES.items() if kind in types)


def facts() -> Iterator[str]:
    """The material facts of the deployment."""
    yield f"region: {region()}"
    yield f"retention in backups: {told(backups())}"
    yield f"retention in logs: {told(logs())}"
    for service in services():
        yield f"recipient for {service}: Amazon Web Services"


def _recovery(table: dict[str, dict[str, object]]) -> int:
    recovery = table["PointInTimeRecoverySpecification"]
    return int(str(recovery.get("RecoveryPeriodInDays", _PITR))) if recovery["PointInTimeRecoveryEnabled"] else 0
