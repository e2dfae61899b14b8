"""Hand one letter to SES, once, and say how that ended. The call is never repeated by itself."""

from typing import TYPE_CHECKING

from inarax import aws
from inarax.stores.mails import State
from notices import configuration
from notices.letters import Letter

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

_UTF8 = "UTF-8"
_FOR_GOOD = frozenset({"BadRequestException", "MessageRejected"})
"""SES refuses this letter, and would again."""
_NOT_YET = "Email address is not verified"
"""How SES begins to refuse everything until the domain is verified and the account is let out of the sandbox."""


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
        return _refused(error)
    except (ConnectTimeoutError, EndpointConnectionError):
        return State.QUEUED
    except Exception:  # sent and unanswered, or not: whoever cannot tell does not send twice
        return State.UNKNOWN
    return State.SENT


def _refused(error: "ClientError") -> State:
    if error.response["ResponseMetadata"]["HTTPStatusCode"] >= 500:
        return State.UNKNOWN
    told = error.response["Error"]
    for_good = told["Code"] in _FOR_GOOD and not told.get("Message", "").startswith(_NOT_YET)
    return State.FAILED if for_good else State.QUEUED


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
