"""Every door imports from its own artifact, the three layers and what the Lambda runtime has, and nothing else."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest
from local import aws, gaps
from local.running import Running
from local.settings import ROOT

# What the runtime brings, from whose copies in the development environment the import is fed.
RUNTIME = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six.py", "urllib3")

DOORS = {
    name: cast("dict[str, str]", resource["Properties"])["Handler"].removesuffix(".handler")
    for name, resource in gaps.read(ROOT / "template.yaml")["Resources"].items()
    if cast("Any", resource["Type"]) == "AWS::Serverless::Function"
}
ROOMS = sorted({door.partition(".")[0] for door in DOORS.values()})


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages of the Lambda runtime and no others."""
    import botocore

    folder, site = tmp_path_factory.mktemp("runtime"), Path(botocore.__file__).parents[1]
    for package in RUNTIME:
        (folder / package).symlink_to(site / package)
    return folder


@pytest.mark.parametrize("room", ROOMS)
def test_the_doors_of_a_room_import_from_their_artifact_and_layers_alone(
    stack: Running, runtime: Path, room: str
) -> None:
    build = stack.stack.folder / "build"
    names = {name: door for name, door in DOORS.items() if door.startswith(f"{room}.")}
    paths = [
        build / next(iter(names)),
        *(build / layer / "python" for layer in ("Adaptive", "Inarax", "Vendor")),
        runtime,
    ]
    program = f"import sys, importlib; sys.path += {[str(path) for path in paths]!r}\n" + "\n".join(
        f"assert callable(importlib.import_module({door!r}).handler)" for door in names.values()
    )
    deployed, physical = stack.client("lambda"), aws.resources(stack.stack)
    variables: dict[str, str] = {}
    for name in names:
        function = deployed.get_function_configuration(FunctionName=physical[name])
        variables |= function.get("Environment", {}).get("Variables", {})
    env = {"PATH": os.environ["PATH"], **stack.stack.aws, **variables}
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize("name", DOORS)
def test_an_artifact_holds_its_own_room_and_no_other(stack: Running, name: str) -> None:
    held = {one.name for one in (stack.stack.folder / "build" / name).iterdir()}
    assert held == {DOORS[name].partition(".")[0]}
