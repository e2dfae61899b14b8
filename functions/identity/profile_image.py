"""GET, PUT, DELETE /me/profile/image: the caller's profile image, re-encoded, served to its owner and never hot-linked.

Purpose: identity. Stores: accounts, images; quotas and standings are checked.
"""

import base64
import binascii
from dataclasses import replace
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from identity import picture
from inarax import http, problems
from inarax.stores import accounts, images, quotas, standings
from inarax.stores.accounts import Account
from inarax.stores.base import Write, read, transact
from inarax.tokens import new_id

app = http.Api()

_DAILY = 20


@app.get(
    "/me/profile/image",
    enable_validation=False,  # of the answer: bytes are not JSON
    responses={HTTPStatus.OK: {"description": "The image", "content": {images.TYPE: {}}}},
    **http.may(problems.NotFound),
)
def show() -> Response[bytes]:
    """The image, which a browser may keep but asks about again; 304 if it has the current one."""
    account = _own()
    if account.image is None:
        raise problems.NotFound
    headers: dict[str, str | list[str]] = {
        "Cache-Control": "private, no-cache",
        "ETag": f'"{account.image}"',
        "Content-Disposition": "inline",
    }
    if app.header("if-none-match") == headers["ETag"]:
        return Response(HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(HTTPStatus.OK, images.TYPE, images.fetch(account.learner_id, account.image), headers=headers)


@app.put(
    "/me/profile/image",
    status_code=HTTPStatus.NO_CONTENT,
    **http.may(problems.ImageRefused, problems.AccountClosed, problems.TooMany, problems.Conflict),
)
def upload() -> Response[None]:
    """Replace the image by the body: a PNG, JPEG or WebP of at most 2 MB."""
    try:
        made = picture.remade(_body(), (app.header("content-type") or "").partition(";")[0].strip().lower())
    except picture.UnusableImageError:
        raise problems.ImageRefused from None
    learner, image = app.caller.learner_id, new_id()
    account = _own()
    images.keep(learner, image, made)
    try:
        _point(account, image, quotas.spend(learner, "profile-images", daily=_DAILY, at=app.at))
    except problems.Problem:  # known not to have happened; after another error it may have, and the image stays
        images.discard(learner, image)
        raise
    return http.emptied()


@app.delete(
    "/me/profile/image", status_code=HTTPStatus.NO_CONTENT, **http.may(problems.NotFound, problems.AccountClosed)
)
def remove() -> Response[None]:
    """Delete the image."""
    account = _own()
    if account.image is None:
        raise problems.NotFound
    _point(account, None)
    return http.emptied()


def _point(account: Account, image: str | None, *more: Write) -> None:
    """Let the account name another image or none, then delete the old one."""
    renewed = replace(account, image=image)
    transact(accounts.save(renewed, problems.Conflict()), standings.active(account.learner_id), *more)
    if account.image is not None:
        images.discard(account.learner_id, account.image)


def _own() -> Account:
    (account,) = read(accounts.of(app.caller.learner_id))
    if account is None:
        raise problems.NotFound
    return account


def _body() -> bytes:
    """The body as sent; API Gateway hands binary media types over in base64."""
    event = app.current_event
    if not event.is_base64_encoded:
        raise problems.ImageRefused
    try:
        return base64.b64decode(event.body or "", validate=True)
    except binascii.Error:
        raise problems.ImageRefused from None


handler = http.handler(app, __name__)
