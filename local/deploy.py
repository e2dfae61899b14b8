"""`sam build` and `sam deploy` into the local stack, and only if something that is deployed has changed."""

import hashlib
import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from local import aws, gaps
from local.progress import Progress
from local.settings import ROOT, SAM, LocalError, Stack

# All that decides what is deployed.
SOURCES = ("template.yaml", "samconfig.toml", "uv.lock", "functions", "layers")

# Where the stack itself keeps the digest of what is deployed, so that it is lost together with a lost state.
DEPLOYED = "deployed"


def digest(root: Path, sources: Iterable[str], parameters: Mapping[str, str]) -> str:
    """SHA-256 over the names and bytes of the sources and over the parameters; bytecode does not count."""
    sha = hashlib.sha256(json.dumps(parameters, sort_keys=True).encode())
    for source in sources:
        path = root / source
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                sha.update(f"\0{file.relative_to(root)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return sha.hexdigest()


def parameters(stack: Stack) -> dict[str, str]:
    """The template's parameters on one machine."""
    return {"Stage": "local", "PublicOrigin": stack.origin, "LocalEndpoint": stack.endpoint}


def deploy(stack: Stack, progress: Progress, root: Path = ROOT) -> bool:
    """Build and deploy unless the last deploy was of the same sources; return whether it was needed."""
    template = root / "template.yaml"
    if not template.exists():
        raise LocalError(f"{template} is missing: run from a whole checkout")
    declared = gaps.declared_parameters(template)
    wanted = {name: value for name, value in parameters(stack).items() if name in declared}
    now = digest(root, SOURCES, wanted)
    if aws.note(stack, DEPLOYED) == now:
        return False
    remove_stillborn(stack)
    build = stack.folder / "build"
    sam(stack, progress, root, "build", "--build-dir", str(build), "--cache-dir", str(stack.folder / "build-cache"))
    overrides = [f"{name}={value}" for name, value in wanted.items()]
    sam(
        stack, progress, root, "deploy", "--template-file", str(build / "template.yaml"), "--stack-name", stack.name,
        "--parameter-overrides", *overrides,
    )  # fmt: skip
    gaps.close(stack, build / "template.yaml")
    aws.put_note(stack, DEPLOYED, now)
    return True


def remove_stillborn(stack: Stack) -> None:
    """Delete a stack whose very first deploy failed: CloudFormation does not let it be deployed again."""
    if aws.status(stack) in ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED"):
        cloudformation = aws.client(stack, "cloudformation")
        cloudformation.delete_stack(StackName=stack.name)
        cloudformation.get_waiter("stack_delete_complete").wait(StackName=stack.name, WaiterConfig={"Delay": 1})


def sam(stack: Stack, progress: Progress, root: Path, command: str, *arguments: str) -> None:
    """Run one `sam` command against the local stack; its output goes to a log, its failure is one line."""
    log = stack.folder / f"sam-{command}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "SAM_"))}
    progress.detail = lambda: f"{command}: {last_line(log)}"
    with log.open("wb") as out:
        done = subprocess.run(
            [str(SAM), command, "--config-file", str(root / "samconfig.toml"), "--config-env", "local", *arguments],
            env=kept | stack.aws, cwd=root, stdout=out, stderr=out, stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    if done.returncode:
        why = (aws.failure(stack) if command == "deploy" else "") or reason(log.read_text(errors="replace"))
        raise LocalError(f"sam {command} failed: {why} (all of it: {log}); mend it, or start anew with `make clean`")


def reason(output: str) -> str:
    """The line of SAM's output that tells why: the first error, else the last line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = (line for line in lines if "error:" in line.lower())
    return next(errors, lines[-1] if lines else "it said nothing")


def last_line(log: Path) -> str:
    """The last sentence of a log (commands and rules of its tables left out), shortened to fit a line."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    telling = (line for line in reversed(lines) if line[:1].isupper() and not line.startswith("ResourceStatus"))
    return " ".join(next(telling, "").split())[:90]
