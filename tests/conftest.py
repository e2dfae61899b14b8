"""What every height of test shares: the environment that template.yaml would give a function."""

import os

import pytest
from datamap import template
from hypothesis import settings
from policy import clauses

# `make test` tries the same examples everywhere, so that it fails for a change and not by chance; `make proof` looks
# for new ones. A slow machine is no failure.
settings.register_profile("test", derandomize=True, deadline=None)
settings.register_profile("proof", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "test"))

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
