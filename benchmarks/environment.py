"""What a function finds around it, for programs that run doors: the settings of template.yaml and the import paths.

Bytecode is written even where the shell says otherwise, since a deployed function has it: the first run compiles.
"""

import os
import sys
from pathlib import Path

from datamap import template

ROOT = Path(__file__).parents[1]
_PATHS = [str(ROOT / path) for path in ("functions", "layers/inarax", "layers/adaptive")]

_SETTINGS = {
    "STACK_NAME": template.STACK,
    "ACCOUNT_ID": template.ACCOUNT,
    "AWS_REGION": template.REGION,
    "AWS_DEFAULT_REGION": template.REGION,
    "PUBLIC_ORIGIN": template.ORIGIN,
    "LEARNER_KEY": template.LEARNER_KEY,
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
    "POWERTOOLS_LOG_LEVEL": "INFO",
}


def of_function(**more: str) -> dict[str, str]:
    """The environment of a fresh process that runs a door."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | _SETTINGS | {"PYTHONPATH": os.pathsep.join([*_PATHS, str(ROOT)])} | more


def enter(**more: str) -> None:
    """Make this process one that runs doors; to be called before anything of ours is imported."""
    os.environ.update(_SETTINGS | more)
    sys.path[:0] = _PATHS
