"""GET /calendars/{token}: when a learner's reviews are due, for a calendar program that was given this address. Public.

Purpose: personalization. Stores: calendars (by digest, then strongly), standings, enrollments, courses, beliefs (read);
outlines in S3. It tells titles of skills and days. Whose record is frozen or restricted, or who objects to
personalization, has an empty calendar meanwhile.
"""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path

from inarax import access, http, problems, settings
from inarax.declared import Purpose
from inarax.stores import calendars, standings
from inarax.stores.base import read
from personalization.ics import CONTENT_TYPE, calendar
from personalization.reviewable import reviews_of
from personalization.upcoming import by_due

app = http.Api(access.anyone)


@app.get(
    "/calendars/<token>",
    responses={
        HTTPStatus.OK: {"description": "The calendar", "content": {CONTENT_TYPE: {"schema": {"type": "string"}}}}
    },
    **http.may(problems.NotFound),
)
def show(token: Annotated[str, Path(max_length=64)]) -> Response[str]:
    """The calendar that the address opens."""
    digest = calendars.digest(token)
    learner_id = calendars.learner_of(digest)
    if learner_id is None:
        raise problems.NotFound
    found, standing = read(calendars.of(learner_id), standings.of(learner_id))
    if found is None or found.digest != digest or standing is None:
        raise problems.NotFound
    shown = standing.state is standings.State.ACTIVE and not standings.refused(standing, Purpose.SIGNALS)
    reviews = by_due(reviews_of(learner_id)) if shown else []
    text = calendar(reviews, digest, settings.current().public_origin, app.at)
    return Response(HTTPStatus.OK, CONTENT_TYPE, text)


handler = http.handler(app, __name__)
