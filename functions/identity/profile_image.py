"""GET, PUT, DELETE /me/profile/image: the caller's profile image, re-encoded, served to its owner and never hot-linked.

Purpose: identity. Stores: accounts, images, keys (read); quotas and standings are checked.
"""

import base64
import binascii
import re
from collections.abc import Collection
from copy import replace
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from identity import picture
from inarax import http, problems
from inarax.problem import Problem
from inarax.stores import accounts, images, quotas, standings
from inarax.stores.accounts import Account
from inarax.stores.base import read, transact
from inarax.tokens import new_id

app = http.Api()

_DAILY = 20
BYTES = frozenset({"image/png", "image/jpeg", "image/webp", "image/avif"})
"""What a client must name first of all that it accepts, for the gateway to pass bytes on and not their base64."""


@app.get(
    "/me/profile/image",
    enable_validation=False,  # of the answer: bytes are not JSON
    responses={
        HTTPStatus.OK: {"description": "The image", "content": {images.TYPE: {}}},
        HTTPStatus.NOT_MODIFIED: {"description": "The image that If-None-Match names is the current one"},
    },
    **http.may(problems.NotFound, problems.NotAcceptable),
)
def show() -> Response[bytes]:
    """The image, which a browser may keep but asks about again; 304 if it has the current one."""
    account = _own()
    if account.image is None:
        raise problems.NotFound
    if re.split(r"[,;]", app.header("accept") or "")[0].strip() not in BYTES:
        raise problems.NotAcceptable(f"Ask with Accept: {images.TYPE}.")
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
    **http.may(problems.NotFound, problems.ImageRefused, problems.AccountClosed, problems.TooMany, problems.Conflict),
)
def upload() -> Response[None]:
    """Replace the image by the body: a PNG, JPEG or WebP of at most 2 MB. Refused uploads count too: looking costs."""
    before, image = _own(), new_id()
    transact(
        quotas.spend(before.learner_id, "profile-images", daily=_DAILY, at=app.at),
        standings.active(before.learner_id),
    )
    made = _made()
    expecting = _save(replace(before, spare_images=before.spare_images | {image}))
    _discard(before.spare_images)
    images.keep(before.learner_id, image, made)
    replaced = _images_of(before)
    try:
        _save(replace(expecting, image=image, spare_images=replaced))
    except Problem:  # known not to have happened, and whoever was faster may have forgotten ours
        _discard({image})
        raise
    _discard(replaced)
    return http.emptied()


@app.delete(
    "/me/profile/image",
    status_code=HTTPStatus.NO_CONTENT,
    **http.may(problems.NotFound, problems.AccountClosed, problems.Conflict),
)
def remove() -> Response[None]:
    """Delete the image, and what a request that failed may have left of one."""
    before = _own()
    spare = before.spare_images | _images_of(before)
    if spare:
        _save(replace(before, image=None, spare_images=spare))
        _discard(spare)
    if before.image is None:
        raise problems.NotFound
    return http.emptied()


def _save(account: Account) -> Account:
    """Write the account if nobody else did since it was read, so that what is spare is so; answers its next state."""
    transact(accounts.save(account, problems.Conflict()), standings.active(account.learner_id))
    return replace(account, revision=account.revision + 1)


def _images_of(account: Account) -> frozenset[str]:
    return frozenset({account.image} if account.image else ())


def _discard(spare: Collection[str]) -> None:
    for image in spare:
        images.discard(app.caller.learner_id, image)


def _made() -> bytes:
    """The image we make of the body."""
    try:
        return picture.remade(_body(), (app.header("content-type") or "").partition(";")[0].strip().lower())
    except picture.UnusableImageError:
        raise problems.ImageRefused from None


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
