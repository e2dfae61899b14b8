"""Refusals as problem details (RFC 9457)."""

from http import HTTPStatus


class Refused(Exception):
    """A request that is answered with a problem."""

    def __init__(self, status: HTTPStatus, code: str, title: str) -> None:
        super().__init__(code)
        self.status, self.code, self.title = status, code, title


def not_signed_in() -> Refused:
    return Refused(HTTPStatus.UNAUTHORIZED, "not-signed-in", "Sign in first.")


def foreign_origin() -> Refused:
    return Refused(HTTPStatus.FORBIDDEN, "foreign-origin", "Requests that change something must come from our pages.")


def not_found() -> Refused:
    return Refused(HTTPStatus.NOT_FOUND, "not-found", "There is nothing here, or it is not yours.")


def not_asked() -> Refused:
    return Refused(HTTPStatus.CONFLICT, "not-asked", "This item was not asked in this attempt.")


def attempt_closed() -> Refused:
    return Refused(HTTPStatus.CONFLICT, "attempt-closed", "This attempt has ended.")


def already_counted() -> Refused:
    return Refused(HTTPStatus.CONFLICT, "already-counted", "This item was answered before, with another answer.")


def account_closed() -> Refused:
    return Refused(HTTPStatus.FORBIDDEN, "account-closed", "This account may not be written to.")


def conflict() -> Refused:
    return Refused(HTTPStatus.CONFLICT, "conflict", "Another request changed this at the same moment. Repeat.")


def mismatch() -> Refused:
    return Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", "The answer does not fit the item.")
