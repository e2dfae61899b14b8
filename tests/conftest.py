"""What every height of test shares: the environment that template.yaml would give a function."""

import os

from tests.kit import template

os.environ.update(
    STACK_NAME=template.STACK,
    ACCOUNT_ID=template.ACCOUNT,
    AWS_REGION=template.REGION,
    AWS_DEFAULT_REGION=template.REGION,
    PUBLIC_ORIGIN=template.ORIGIN,
    POWERTOOLS_LOG_LEVEL="INFO",
)
