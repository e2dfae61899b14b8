"""Where one local stack lives: name, folder, ports. `make run` has one; `make test` another, side by side."""

import errno
import json
import socket
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
MINISTACK = ROOT / ".tools" / "ministack" / "bin" / "python"
SAM = ROOT / ".tools" / "sam" / "bin" / "sam"
LOOPBACK = "127.0.0.1"

# MiniStack takes this key pair for its root user; a function gets credentials of its own role and is held to them.
ROOT_KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


class LocalError(Exception):
    """Something a person must put right; its text is the one line that says what."""


@dataclass(frozen=True, slots=True)
class Stack:
    """One stack on this machine. Ports are loopback's; the folder holds all that it keeps."""

    name: str = "inarax"
    port: int = 8000
    gateway: int = 8001
    folder: Path = field(default=ROOT / ".local" / "run")
    region: str = "eu-west-1"

    @property
    def origin(self) -> str:
        """The one address a person or a client uses."""
        return f"http://localhost:{self.port}"

    @property
    def endpoint(self) -> str:
        """Where MiniStack answers for every AWS service."""
        return f"http://{LOOPBACK}:{self.gateway}"

    @property
    def aws(self) -> dict[str, str]:
        """The environment that sends any AWS client to this stack and to nothing else."""
        return {
            **ROOT_KEYS,
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_DEFAULT_REGION": self.region,
            "AWS_REGION": self.region,
            "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
            "AWS_EC2_METADATA_DISABLED": "true",
            "SAM_CLI_TELEMETRY": "0",
        }

    @property
    def lock(self) -> Path:
        """Held by the process that runs this stack, whose number it tells."""
        return self.folder / "lock"

    @property
    def emulator_pid(self) -> Path:
        """The number of the emulator's process, while there is one."""
        return self.folder / "emulator.pid"

    @property
    def file(self) -> Path:
        """Where another process finds this stack, while it runs."""
        return self.folder / "stack.json"

    def save(self) -> None:
        """Write this stack down."""
        self.file.write_text(json.dumps({**asdict(self), "folder": str(self.folder)}))

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote."""
        fields = json.loads(path.read_text())
        return cls(**{**fields, "folder": Path(fields["folder"])})

    @classmethod
    def here(cls) -> Self:
        """The stack that `make run` runs on this machine; LocalError if it runs none."""
        file = cls().file
        if not file.exists():
            raise LocalError("no stack is running here; start one with `make run` in another terminal")
        return cls.load(file)


def free_ports(count: int) -> list[int]:
    """So many different loopback ports that nobody listens on now."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for sock in sockets:
            sock.bind((LOOPBACK, 0))
        return [sock.getsockname()[1] for sock in sockets]


def is_taken(port: int) -> bool:
    """Whether somebody listens on that port of IPv4's or IPv6's loopback: browsers try both for `localhost`."""
    for family, address in ((socket.AF_INET, LOOPBACK), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as sock:
                sock.setsockopt(
                    socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
                )  # a stopped listener's connections do not count
                sock.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return True
    return False
