"""POST /news: an operator has subscribers told of a course's current version.

Purpose: news. Stores: courses (read); the queue of announcements.
"""

from http import HTTPStatus
from itertools import batched

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict

from inarax import access, aws, http, problems
from inarax.announcements import of_edition
from inarax.ids import Slug
from inarax.roles import Role
from inarax.stores import courses
from inarax.stores.base import read
from notices import configuration

app = http.Api(access.in_role(Role.OPERATOR))

_BATCH = 10  # messages that SQS takes at once


class NewsItem(BaseModel):
    """The course with news."""

    model_config = ConfigDict(extra="forbid")

    course: Slug


class NewsAnnounced(BaseModel):
    """What subscribers are being told of."""

    course: str
    version: str


@app.post("/news", status_code=HTTPStatus.ACCEPTED, **http.may(problems.NotFound))
def announce(item: NewsItem) -> Response[NewsAnnounced]:
    """Mail the news to every subscriber; of one version nobody is told twice, however often this is asked."""
    (edition,) = read(courses.current(item.course))
    if edition is None:
        raise problems.NotFound
    for some in batched(of_edition(edition.course, edition.version), _BATCH, strict=False):
        entries = [{"Id": each.shard, "MessageBody": each.message()} for each in some]
        told = aws.client("sqs").send_message_batch(QueueUrl=configuration.announcements(), Entries=entries)
        if told.get("Failed"):
            raise problems.Busy
    body = NewsAnnounced(course=edition.course, version=edition.version)
    return Response(HTTPStatus.ACCEPTED, "application/json", body)


handler = http.handler(app, __name__)
