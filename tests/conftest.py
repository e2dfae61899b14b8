"""What every height of test shares: the environment that template.yaml would give a function."""

import os

import pytest
from datamap import template
from hypothesis import settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants
from policy import clauses

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "test")

# `make test` tries the same examples everywhere, so that it fails for a change and not by chance; `make proof` looks
# for new ones, and for more of them. A slow machine is no failure.
settings.register_profile("test", derandomize=True, deadline=None)
settings.register_profile("proof", max_examples=1_000, deadline=None)
settings.load_profile(PROFILE)
if PROFILE == "test":
    # Hypothesis also tries the constants of all modules that are loaded, and those depend on which tests a process
    # happened to be given before.
    providers._get_local_constants = Constants

os.environ.update(
    STACK_NAME=template.STACK,
    ACCOUNT_ID=template.ACCOUNT,
    AWS_REGION=template.REGION,
    AWS_DEFAULT_REGION=template.REGION,
    PUBLIC_ORIGIN=template.ORIGIN,
    LEARNER_KEY=template.LEARNER_KEY,
    RIGHTS_COUNTRY="IE",
    POWERTOOLS_LOG_LEVEL="INFO",
)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How much of the privacy policy is true."""
    terminalreporter.write_line(clauses.told())
