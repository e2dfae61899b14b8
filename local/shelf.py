"""`make deploy`'s last step: protect the tables and fill the shelf with this checkout's courses, as `make run` does."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping

import boto3

from local import protect
from local.progress import out
from local.settings import ROOT

_ORIGIN = "https://unused.invalid"  # publishing builds no URLs


def publish_to(
    name: str, region: str, account: str, aws: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Publish every course of this checkout to a stack."""
    return run_at("local.publish", name, region, account, aws)


def run_at(
    module: str, name: str, region: str, account: str, aws: Mapping[str, str] | None = None, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run in a process of its own, since the product reads its deployment from the environment once a process."""
    paths = os.pathsep.join(str(ROOT / path) for path in ("layers/inarax", "layers/adaptive", "."))
    deployment = {"STACK_NAME": name, "ACCOUNT_ID": account, "AWS_REGION": region, "PUBLIC_ORIGIN": _ORIGIN}
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=os.environ | dict(aws or {}) | deployment | {"PYTHONPATH": paths},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def prod() -> tuple[str, str]:
    """Name and region of the stack that samconfig.toml's `prod` names."""
    named = tomllib.loads((ROOT / "samconfig.toml").read_text())["prod"]["global"]["parameters"]
    return named["stack_name"], named["region"]


def at_prod(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run at that stack, with the credentials of whoever asks."""
    name, region = prod()
    account = boto3.client("sts", region_name=region).get_caller_identity()["Account"]
    return run_at(module, name, region, account, None, *arguments)


def declined(name: str, region: str) -> bool:
    """Whether a change set of SAM's waits unanswered: `sam deploy` ends well, too, when somebody says no to it.

    CloudFormation deletes all others when one is carried out, so what waits is of the last deploy.
    """
    cloudformation = boto3.client("cloudformation", region_name=region)
    return any(
        one["ChangeSetName"].startswith("samcli-deploy") and one["ExecutionStatus"] == "AVAILABLE"
        for page in cloudformation.get_paginator("list_change_sets").paginate(StackName=name)
        for one in page["Summaries"]
    )


def main() -> int:
    """Protect and fill that stack, unless what was to be deployed was declined."""
    if declined(*prod()):
        out("nothing is published: a change set was declined (delete it in CloudFormation, or deploy and say yes)")
        return 1
    out(f"tables protected against deletion: {len(protect.tables(*prod()))} new")
    told = at_prod("local.publish")
    out((told.stdout + told.stderr).strip())
    return told.returncode


if __name__ == "__main__":
    sys.exit(main())
