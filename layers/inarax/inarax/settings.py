"""What a deployment decides: read once from the environment that template.yaml sets, checked at cold start."""

import os
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit


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
        for origin in (self.public_origin, *self.allowed_origins):
            if not _is_origin(origin):
                raise ValueError("an origin is scheme://host[:port] and nothing more; there is no wildcard")

    def table(self, name: str) -> str:
        """The name of a table in this deployment."""
        return f"{self.stack}-{name}"

    def queue(self, name: str) -> str:
        """The name of a queue in this deployment."""
        return f"{self.stack}-{name}"

    def bucket(self, name: str) -> str:
        """The name of a bucket in this deployment; bucket names are global, so the account is part of it."""
        return f"{self.stack}-{name}-{self.account}"


def _is_origin(text: str) -> bool:
    """Whether a browser could send it as Origin: a wildcard, a path or a blank would allow all or nobody."""
    parts = urlsplit(text)
    return bool(parts.hostname) and "*" not in text and text == f"{parts.scheme}://{parts.netloc}" and "@" not in text


@cache
def current() -> Settings:
    """The settings of this process."""
    env = os.environ
    return Settings(
        stack=env["STACK_NAME"],
        account=env["ACCOUNT_ID"],
        region=env["AWS_REGION"],
        public_origin=env["PUBLIC_ORIGIN"],
        allowed_origins=tuple(filter(None, map(str.strip, env.get("ALLOWED_ORIGINS", "").split(",")))),
    )
