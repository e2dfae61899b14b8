"""What a deployment decides: read once from the environment that template.yaml sets, checked at cold start."""

import os
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings every door shares."""

    stack: str
    """Names every table, bucket and parameter: `<stack>-accounts`."""
    account: str
    region: str
    public_origin: str
    """Scheme and host of every URL we build, without a trailing slash."""
    allowed_origins: tuple[str, ...] = ()
    """Other origins whose pages may call the API (CORS); empty unless a deployment names some."""

    def __post_init__(self) -> None:
        if self.public_origin.endswith("/") or "://" not in self.public_origin:
            raise ValueError("PUBLIC_ORIGIN must be scheme://host[:port] without a trailing slash")

    def table(self, name: str) -> str:
        """The name of a table in this deployment."""
        return f"{self.stack}-{name}"

    def bucket(self, name: str) -> str:
        """The name of a bucket in this deployment; bucket names are global, so the account is part of it."""
        return f"{self.stack}-{name}-{self.account}"


@cache
def current() -> Settings:
    """The settings of this process."""
    env = os.environ
    return Settings(
        stack=env["STACK_NAME"],
        account=env["ACCOUNT_ID"],
        region=env["AWS_REGION"],
        public_origin=env["PUBLIC_ORIGIN"],
        allowed_origins=tuple(filter(None, env.get("ALLOWED_ORIGINS", "").split(","))),
    )
