"""What the template and the deployment's configuration say: recipients, region, backups and logs."""

import tomllib
from datetime import timedelta
from pathlib import Path

from datamap import assembled
from datamap.template import resources, template

_ROOT = Path(__file__).parents[1]
SERVICES = {
    "AWS::Serverless::Function": "computing",
    "AWS::DynamoDB::Table": "databases",
    "AWS::S3::Bucket": "file storage",
    "AWS::Cognito::UserPool": "authentication",
    "AWS::Logs::LogGroup": "logs",
    "AWS::SES::ConfigurationSet": "e-mail",
    "AWS::Serverless::StateMachine": "workflows",
}
"""What a type of resource is, to a reader; the others hold nothing of a learner's."""


def region() -> str:
    """The region to which the product is deployed."""
    loaded = tomllib.loads((_ROOT / "samconfig.toml").read_text())
    return str(loaded["prod"]["global"]["parameters"]["region"])


def backups() -> timedelta:
    """The furthest that any table's recovery goes back."""
    return timedelta(days=max(assembled.backup_days(table) for table in resources("AWS::DynamoDB::Table").values()))


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
