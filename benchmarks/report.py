"""How a benchmark writes down what it measured in this run: flat names to numbers, with versions and seeds."""

import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

_RESULTS = Path(__file__).parent / "results"


def write(name: str, figures: Mapping[str, float], *packages: str, seed: int | None = None) -> None:
    """Write results/<name>.json and print it."""
    found: dict[str, float | str] = {key: round(value, 4) for key, value in figures.items()}
    found["python"] = platform.python_version()
    found |= {f"version_{package}": version(package) for package in packages}
    if seed is not None:
        found["seed"] = seed
    text = json.dumps(found, indent=1) + "\n"
    (_RESULTS / f"{name}.json").write_text(text)
    print(text, end="")
