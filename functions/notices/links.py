"""Tokens in mailed links: they name a learner and prove by a keyed hash of KMS that we wrote the mail to them.

They work without signing in, as a link in a mail must, and for one thing alone: each kind has a message of its own. So
does the code of a receipt, which names a request.
"""

import base64
import binascii
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from inarax import keyed, problems, receipt_codes
from inarax.declared import Purpose
from inarax.receipt_codes import Code
from notices import configuration

_ID, _MAC = 16, 32


class Link(NamedTuple):
    """What a token says: who, and the keyed hash that is to prove it."""

    learner_id: str
    mac: bytes


def confirmation(learner_id: str, asked_at: datetime) -> str:
    """Confirms the subscription that was asked for at that moment, and no later one."""
    return _spelled(learner_id, _mac(_confirming(learner_id, asked_at)))


def unsubscription(learner_id: str, purpose: Purpose) -> str:
    """Ends the mails of a purpose. It does not expire: mails are read late."""
    return _spelled(learner_id, _mac(_ending(learner_id, purpose)))


def receipt(request_id: str) -> str:
    """The code of a receipt: opens it without an account, as long as its learner was given no other."""
    return str(Code(request_id, _mac(receipt_codes.message(request_id))))


def parse(token: str) -> Link:
    """What a token says, before it is proved; LinkRefused where it is none."""
    try:
        raw = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise problems.LinkRefused from None
    if len(raw) != _ID + _MAC:
        raise problems.LinkRefused
    return Link(str(UUID(bytes=raw[:_ID])), raw[_ID:])


def prove_confirmation(link: Link, asked_at: datetime) -> None:
    """LinkRefused unless we made it for the subscription asked for at that moment."""
    _prove(_confirming(link.learner_id, asked_at), link.mac)


def prove_unsubscription(link: Link, purpose: Purpose) -> None:
    """LinkRefused unless we made it for the mails of that purpose."""
    _prove(_ending(link.learner_id, purpose), link.mac)


def _confirming(learner_id: str, asked_at: datetime) -> bytes:
    return f"confirm-news\0{learner_id}\0{int(asked_at.timestamp())}".encode()


def _ending(learner_id: str, purpose: Purpose) -> bytes:
    return f"end-{purpose.value}\0{learner_id}".encode()


def _spelled(learner_id: str, mac: bytes) -> str:
    return base64.urlsafe_b64encode(UUID(learner_id).bytes + mac).decode("ascii")


def _mac(message: bytes) -> bytes:
    return keyed.made(configuration.news_mac_key(), message)


def _prove(message: bytes, mac: bytes) -> None:
    if not keyed.proves(configuration.news_mac_key(), message, mac):
        raise problems.LinkRefused
