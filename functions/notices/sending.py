"""Hand one letter to SES, once, and say how that ended. The call is never repeated by itself."""

from inarax import aws
from inarax.stores.mails import State
from notices import configuration
from notices.letters import Letter

_UTF8 = "UTF-8"
_FOR_GOOD = frozenset({"BadRequestException", "MessageRejected"})
"""SES refuses this letter, and would again."""


def send(letter: Letter, address: str, handle: str) -> State:
    """`sent`; `failed` where SES refuses the letter; `queued` where it surely was not sent; else `unknown`."""
    from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError  # noqa: PLC0415

    try:
        aws.client("sesv2", attempts=1).send_email(
            FromEmailAddress=configuration.sender(),
            Destination={"ToAddresses": [address]},
            Content={"Simple": _simple(letter)},
            ConfigurationSetName=configuration.configuration_set(),
            EmailTags=[{"Name": "mail", "Value": handle}],
        )
    except ClientError as error:
        return _refused(int(error.response["ResponseMetadata"]["HTTPStatusCode"]), aws.error_code(error))
    except (ConnectTimeoutError, EndpointConnectionError):
        return State.QUEUED
    except Exception:  # sent and unanswered, or not: whoever cannot tell does not send twice
        return State.UNKNOWN
    return State.SENT


def _refused(status: int, code: str | None) -> State:
    if status >= 500:
        return State.UNKNOWN
    return State.FAILED if code in _FOR_GOOD else State.QUEUED


def _simple(letter: Letter) -> dict[str, object]:
    headers = [{"Name": name, "Value": value} for name, value in letter.headers().items()]
    return {
        "Subject": {"Data": letter.subject, "Charset": _UTF8},
        "Body": {
            "Text": {"Data": letter.text(), "Charset": _UTF8},
            "Html": {"Data": letter.html(), "Charset": _UTF8},
        },
        **({"Headers": headers} if headers else {}),
    }
