"""The whole stack, up for as long as a `with` block lasts: what `make run` and the stack tests share."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from local import aws, claim, deploy, emulator, load
from local.front import Front, Upstream
from local.progress import Progress
from local.settings import Stack


@dataclass(frozen=True, slots=True)
class Running:
    """A stack that answers, and the outputs of its template."""

    stack: Stack
    outputs: dict[str, str]

    @property
    def origin(self) -> str:
        """The one address a client uses."""
        return self.stack.origin

    @property
    def endpoint(self) -> str:
        """Where the emulator answers for every AWS service."""
        return self.stack.endpoint

    def client(self, service: str) -> Any:
        """A boto3 client with the root's keys. (Made at run time, so without a type.)"""
        return aws.client(self.stack, service)

    @classmethod
    def found(cls, file: Path) -> Self:
        """A stack that another process runs, by the file it has written."""
        stack = Stack.load(file)
        return cls(stack, aws.outputs(stack))


@contextmanager
def running(stack: Stack, progress: Progress) -> Iterator[Running]:
    """Start what is not there yet, reuse what is; at the end stop all that was started, with its state saved."""
    with claim.claimed(stack), _emulator(stack, progress):
        with progress.step("Building and deploying template.yaml (nothing to do if it has not changed)"):
            deploy.deploy(stack, progress)
        outputs = aws.outputs(stack)
        with progress.step("Loading the sample course and the demo accounts"):
            load.load(stack, outputs)
        api = outputs["ApiId"]
        front = Front(stack, Upstream(stack.endpoint, api, aws.stage(stack, api)))
        front.start()
        try:
            with progress.step("Opening the demo accounts"):
                load.open_accounts(stack)
            stack.save()
            yield Running(stack, outputs)
        finally:
            stack.file.unlink(missing_ok=True)
            front.stop()


@contextmanager
def _emulator(stack: Stack, progress: Progress) -> Iterator[None]:
    process = None
    try:
        with progress.step("Starting MiniStack"):
            process = emulator.start(stack)
        yield
    finally:
        with progress.step("Stopping MiniStack and saving its state"):
            emulator.stop(stack)
            if process:
                process.wait()
