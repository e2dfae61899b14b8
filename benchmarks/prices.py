"""AWS's list prices in US dollars in US East (N. Virginia), beyond every free tier: aws.amazon.com/<service>/pricing,
written down on 28 November 2026. DynamoDB's are those of on-demand tables, which were halved on 1 November 2024.

In Ireland, where the template is deployed first, DynamoDB is about an eighth dearer, and the rest costs the same. The
user pool charges for who signs in, and not for calls.
"""

from collections.abc import Mapping
from typing import NamedTuple

READ_UNIT = 0.125 / 1e6
WRITE_UNIT = 0.625 / 1e6
TRANSITION = 0.025 / 1e3
"""A state that an execution of a standard workflow enters."""
INVOCATION = 0.20 / 1e6
GIGABYTE_SECOND = 0.0000166667
"""Of a function on x86."""
LISTING = 0.005 / 1e3
"""An S3 call that lists or puts; deleting costs nothing."""
KMS_CALL = 0.03 / 1e4
SIGNING = 0.15 / 1e4
"""A KMS call with an asymmetric key that is not RSA of 2048 bits."""
MAIL = 0.10 / 1e3


class Used(NamedTuple):
    """What was used."""

    read_units: float
    write_units: float
    transitions: int
    invocations: int
    gigabyte_seconds: float
    listings: int
    kms_calls: int
    signings: int
    mails: int


def of(used: Used) -> Mapping[str, float]:
    """What it costs, by service."""
    return {
        "dynamodb": used.read_units * READ_UNIT + used.write_units * WRITE_UNIT,
        "stepfunctions": used.transitions * TRANSITION,
        "lambda": used.invocations * INVOCATION + used.gigabyte_seconds * GIGABYTE_SECOND,
        "s3": used.listings * LISTING,
        "kms": used.kms_calls * KMS_CALL + used.signings * SIGNING,
        "ses": used.mails * MAIL,
    }
