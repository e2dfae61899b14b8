"""Sign-ins under way: what we must remember between sending a browser to the provider and its coming back."""

from datetime import datetime, timedelta
from typing import NamedTuple

from pynamodb.exceptions import DeleteError

from inarax import problems
from inarax.declared import Category, Purpose, Retention, Start, held_for
from inarax.stores.base import Moment, Store, Text, Write, put, table

KEPT = Retention(timedelta(minutes=10), Start.SIGN_IN_BEGUN)


class SignIn(NamedTuple):
    """One sign-in. Of state and the browser's cookie only digests are kept."""

    state_digest: str
    browser_digest: str
    nonce: str
    verifier: str
    return_to: str
    expires_at: datetime


class _SignIns(Store):
    Meta = table("sign-ins")
    terms = held_for(Purpose.IDENTITY, retention=KEPT)

    state_digest = Text(Category.KEY, hash_key=True)
    browser_digest = Text(Category.COOKIE)
    nonce = Text(Category.TECHNICAL)
    verifier = Text(Category.TECHNICAL)
    return_to = Text(Category.TECHNICAL)
    expires_at = Moment(Category.TECHNICAL)


def begin(begun: SignIn) -> Write:
    """Remember a sign-in."""
    item = _SignIns(
        begun.state_digest,
        browser_digest=begun.browser_digest,
        nonce=begun.nonce,
        verifier=begun.verifier,
        return_to=begun.return_to,
        expires_at=begun.expires_at,
    )
    return put(item, problems.Conflict(), _SignIns.state_digest.does_not_exist())


def consume(state_digest: str, browser_digest: str) -> SignIn | None:
    """Take a sign-in out, in the browser that began it; deleting and reading are one step, so only one request can."""
    try:
        answer = _SignIns._get_connection().delete_item(  # noqa: SLF001  ours: the store's base defines it
            state_digest, condition=_SignIns.browser_digest == browser_digest, return_values="ALL_OLD"
        )
    except DeleteError as error:
        if error.cause_response_code == "ConditionalCheckFailedException":
            return None
        raise
    item = _SignIns.from_raw_data(answer["Attributes"])
    return SignIn(
        state_digest=item.state_digest,
        browser_digest=item.browser_digest,
        nonce=item.nonce,
        verifier=item.verifier,
        return_to=item.return_to,
        expires_at=item.expires_at,
    )
