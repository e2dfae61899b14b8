"""Serves one copy of the project: runs its checks, or renders what is rendered from its code, in a fork for each order.

Started there as `python -m benchmarks.drift.judge`; orders come in and verdicts go out as lines. Third-party packages
are imported once, before the forks; nothing of the project is, since any file of it may be the mutated one.
"""

import gc
import json
import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from typing import TypedDict

import pytest

CHECKS = (
    "tests/unit/datamap",
    "tests/unit/policy",
    "tests/unit/house",
    "tests/unit/privacy",
    "tests/unit/inarax/test_wordings.py",
)
"""What is checked: the map and what is held to it, the policy, the house rules, and what the law wants told."""

_LEFT_OUT = (
    "tests/unit/house/test_documents.py::test_the_openapi_document_is_valid",
    "tests/unit/house/test_on_aws.py",
)
"""Slow: about the committed document alone, which no mutant changes (whether it is current is another check), and about
what SAM, which no copy has, makes of the template."""

_GIVEN = (
    "-x",
    "-q",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "-p",
    "no:cov",
    *(f"--deselect={each}" for each in _LEFT_OUT),
)
_SHARED = (
    "aws_lambda_powertools.event_handler.openapi.models",
    "aws_lambda_powertools.metrics",
    "botocore.session",
    "cryptography.hazmat.primitives.ciphers.aead",
    "hypothesis",
    "joserfc",
    "openapi_spec_validator",
    "pydantic.networks",
    "pynamodb.models",
    "yaml",
)
_LONGEST = 120
"""Seconds after which what a mutant made endless is ended."""


class Verdict(TypedDict):
    """How an order ended: what failed first, if anything, and whether a new version of the policy was published."""

    failed: str | None
    told: bool


class _First:
    """Remembers what failed first."""

    failed: str | None = None

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._note(f"{report.nodeid or 'a test'} cannot be loaded", failed=report.failed)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._note(report.nodeid, failed=report.failed)

    def _note(self, what: str, *, failed: bool) -> None:
        if failed and self.failed is None:
            self.failed = what


def check() -> Verdict:
    """Run the checks, up to the first that fails."""
    first = _First()
    ended = pytest.main([*_GIVEN, "-W", "ignore::pytest.PytestAssertRewriteWarning", *CHECKS], [first])
    loaded = ended in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}
    return {"failed": first.failed or (None if loaded else "the tests cannot be loaded"), "told": False}


def render() -> Verdict:
    """What a developer runs who is told that something is not current: `make map`, `make openapi`, `make policy`."""
    from benchmarks import environment

    environment.enter()
    from datamap import __main__ as mapping
    from docs.render import openapi, picture
    from policy import __main__ as policy
    from policy import versions

    published = len(versions.index())
    contradicted = mapping.main()
    openapi.TARGET.write_text(openapi.render())
    picture.TARGET.write_text(picture.draw())
    policy.main()
    return {"failed": "make map" if contradicted else None, "told": len(versions.index()) > published}


def forked(work: Callable[[], Verdict]) -> Verdict:
    """What `work` finds in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _answer(work, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as answered:
        answer = answered.read()
    os.waitpid(child, 0)
    ended: Verdict = json.loads(answer) if answer else {"failed": "it did not end", "told": False}
    return ended


def _answer(work: Callable[[], Verdict], writing: int) -> None:
    """Work, tell, and be gone without a trace of what the parent would do at its end."""
    signal.alarm(_LONGEST)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    try:
        found = work()
    except BaseException as error:
        found = {"failed": f"{work.__name__}: {type(error).__name__}", "told": False}
    os.write(writing, json.dumps(found).encode())
    os._exit(0)


def main() -> None:
    """Serve until there are no more orders."""
    for name in _SHARED:
        import_module(name)
    gc.freeze()
    orders = {"check": check, "render": render}
    for line in sys.stdin:
        print(json.dumps(forked(orders[line.strip()])), flush=True)


if __name__ == "__main__":
    main()
