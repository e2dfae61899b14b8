"""Every way a request can be refused: one class a problem, answered as RFC 9457 problem details.

A problem says which field, what was wrong and what to do; nothing was changed, but for what an error that nobody
expected may have finished before it struck. Details are written by us and never repeat what the client sent, so no
personal value can stand in one.
"""

from collections.abc import Mapping
from http import HTTPStatus

from inarax.problem import CODED, Problem

TABLE: Mapping[str, type[Problem]] = CODED
"""Every problem by its code."""

# Requests that cannot be understood ----------------------------------------------------------------------------------


class Malformed(Problem):
    status, code = HTTPStatus.BAD_REQUEST, "malformed"
    title = "The request could not be read."


class Invalid(Problem):
    status, code = HTTPStatus.UNPROCESSABLE_ENTITY, "invalid"
    title = "Some fields of the request are not valid."


class UnknownCursor(Problem):
    status, code = HTTPStatus.BAD_REQUEST, "unknown-cursor"
    title = "This cursor is not one we gave; start again from the first page."


class NoSuchRoute(Problem):
    status, code = HTTPStatus.NOT_FOUND, "no-such-route"
    title = "There is nothing at this address, or not with this method."


class NotFound(Problem):
    status, code = HTTPStatus.NOT_FOUND, "not-found"
    title = "There is no such resource, or it is not yours."


class NotAcceptable(Problem):
    status, code = HTTPStatus.NOT_ACCEPTABLE, "not-acceptable"
    title = "This is not to be had in any form that the Accept header allows."


# Who is asking -------------------------------------------------------------------------------------------------------


class NotSignedIn(Problem):
    status, code = HTTPStatus.UNAUTHORIZED, "not-signed-in"
    title = "Sign in first: there is no session, or it has ended."


class SignInAgain(Problem):
    status, code = HTTPStatus.UNAUTHORIZED, "sign-in-again"
    title = "Sign in again first: what cannot be undone needs a sign-in of the last ten minutes."


class ForeignOrigin(Problem):
    status, code = HTTPStatus.FORBIDDEN, "foreign-origin"
    title = "This change was asked for by a page that is not ours."


class NotAllowed(Problem):
    status, code = HTTPStatus.FORBIDDEN, "not-allowed"
    title = "Your role does not allow this."


class AccountClosed(Problem):
    status, code = HTTPStatus.FORBIDDEN, "account-closed"
    title = "This account is frozen, restricted or being erased, so that this cannot be written to it."


# Identity ------------------------------------------------------------------------------------------------------------


class TooYoung(Problem):
    status, code = HTTPStatus.FORBIDDEN, "cannot-open-account"
    title = "We cannot open an account for you."


class AgeUnproven(Problem):
    status, code = HTTPStatus.FORBIDDEN, "age-unproven"
    title = "Answer the question about your month of birth and country before your first sign-in."


class SignInRefused(Problem):
    status, code = HTTPStatus.BAD_REQUEST, "sign-in-refused"
    title = "This sign-in could not be completed. Start again from the sign-in page."


class ProviderUnavailable(Problem):
    status, code = HTTPStatus.BAD_GATEWAY, "provider-unavailable"
    title = "The sign-in provider does not answer. Try again in a minute."


class TokenRefused(Problem):
    status, code = HTTPStatus.BAD_REQUEST, "token-refused"
    title = "This code or refresh token is not valid, or was used before. Sign in again."


class ImageRefused(Problem):
    status, code = HTTPStatus.UNPROCESSABLE_ENTITY, "image-refused"
    title = "This is not an image we can use: send a PNG, JPEG or WebP of at most 2 MB."


# Learning and assessment ---------------------------------------------------------------------------------------------


class NotEnrolled(Problem):
    status, code = HTTPStatus.CONFLICT, "not-enrolled"
    title = "Enroll in the course first."


class LessonLocked(Problem):
    status, code = HTTPStatus.CONFLICT, "lesson-locked"
    title = "This lesson builds on others that come first."


class LessonUnopened(Problem):
    status, code = HTTPStatus.CONFLICT, "lesson-unopened"
    title = "Open the lesson, or pass its quiz, before completing it."


class NotAsked(Problem):
    status, code = HTTPStatus.CONFLICT, "not-asked"
    title = "This item was not asked in this attempt, or is not the one asked now."


class AttemptClosed(Problem):
    status, code = HTTPStatus.CONFLICT, "attempt-closed"
    title = "This attempt has ended."


class AlreadyCounted(Problem):
    status, code = HTTPStatus.CONFLICT, "already-counted"
    title = "This item was answered before, with another answer; the first one counts."


class AlreadyContested(Problem):
    status, code = HTTPStatus.CONFLICT, "already-contested"
    title = "This grade is contested already; its review is under way or has been given."


class NotGraded(Problem):
    status, code = HTTPStatus.CONFLICT, "not-graded"
    title = "There is no grade to contest for this item."


class AlreadyDecided(Problem):
    status, code = HTTPStatus.CONFLICT, "already-decided"
    title = "This contest has been decided."


# Privacy -------------------------------------------------------------------------------------------------------------


class UnknownPurpose(Problem):
    status, code = HTTPStatus.NOT_FOUND, "unknown-purpose"
    title = "There is no such purpose of processing."


class NotByConsent(Problem):
    status, code = HTTPStatus.CONFLICT, "not-by-consent"
    title = "This purpose does not rest on consent, so that there is none to give or to withdraw."


class NotByInterests(Problem):
    status, code = HTTPStatus.CONFLICT, "not-by-interests"
    title = "This purpose does not rest on legitimate interests, so that there is nothing to object to."


class ObjectionOutweighed(Problem):
    status, code = HTTPStatus.CONFLICT, "objection-outweighed"
    title = (
        "This processing goes on in spite of an objection, since compelling grounds outweigh it (article 21(1) GDPR). "
        "You may complain to a supervisory authority, and go to court."
    )


class WordingOutdated(Problem):
    status, code = HTTPStatus.CONFLICT, "wording-outdated"
    title = "This is not the wording that is asked now. Read it, and name its version."


class PreferencesMalformed(Problem):
    status, code = HTTPStatus.BAD_REQUEST, "preferences-malformed"
    title = (
        "The cookie with your preferences could not be read. Read /privacy/preferences, which removes it; then repeat."
    )


class BrowserRefuses(Problem):
    status, code = HTTPStatus.CONFLICT, "browser-refuses"
    title = "Your browser refuses for you, by Global Privacy Control. Switch that off for this site to allow it."


# Rights --------------------------------------------------------------------------------------------------------------


class Restricted(Problem):
    status, code = HTTPStatus.FORBIDDEN, "restricted"
    title = "Your record is restricted, as you asked: it is kept, and not used. You can lift that, or allow learning."


class GroundRemains(Problem):
    status, code = HTTPStatus.CONFLICT, "ground-remains"
    title = "This reason does not take away the ground on which the record is restricted."


class ErasureBegun(Problem):
    status, code = HTTPStatus.CONFLICT, "erasure-begun"
    title = "The erasure has begun, so that it can no longer be cancelled."


class NotHere(Problem):
    status, code = HTTPStatus.CONFLICT, "not-in-this-state"
    title = "This is not in a state in which that can be done."


class HoldTooLate(Problem):
    status, code = HTTPStatus.CONFLICT, "hold-too-late"
    title = "The erasure is closing: what is not held already is being deleted, and can be held no more."


# Notices -------------------------------------------------------------------------------------------------------------


class LinkRefused(Problem):
    status, code = HTTPStatus.BAD_REQUEST, "link-refused"
    title = "This link is not one we mailed, or it is too old. Nothing was changed."


# Repeating, racing and hurrying --------------------------------------------------------------------------------------


class KeyReused(Problem):
    status, code = HTTPStatus.UNPROCESSABLE_ENTITY, "idempotency-key-reused"
    title = "This Idempotency-Key was used for another request."


class KeyMissing(Problem):
    status, code = HTTPStatus.BAD_REQUEST, "idempotency-key-missing"
    title = "Send an Idempotency-Key header, so that repeating the request is safe."


class Outdated(Problem):
    status, code = HTTPStatus.PRECONDITION_FAILED, "outdated"
    title = "The resource has changed since you read it. Read it again."


class VersionMissing(Problem):
    status, code = HTTPStatus.PRECONDITION_REQUIRED, "version-missing"
    title = "Send If-Match with the ETag you read, or If-None-Match: * to create."


class TooMany(Problem):
    status, code = HTTPStatus.TOO_MANY_REQUESTS, "too-many"
    title = "You have done this too often today. Try again later."


class Conflict(Problem):
    status, code = HTTPStatus.CONFLICT, "conflict"
    title = "Another request changed this at the same moment. Read it again and repeat."


class Busy(Problem):
    status, code = HTTPStatus.SERVICE_UNAVAILABLE, "busy"
    title = "The service is busy. Try again in a few seconds."


class Unexpected(Problem):
    status, code = HTTPStatus.INTERNAL_SERVER_ERROR, "unexpected"
    title = "Something went wrong on our side. Repeating the request is safe: it is done at most once."
