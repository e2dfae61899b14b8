"""Profile images, in S3: each under its learner's prefix, so that a person's images are one listing."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from inarax import aws, problems, settings
from inarax.declared import Category, Purpose, held_for

TERMS = held_for(Purpose.IDENTITY)
CATEGORY = Category.IDENTITY

TYPE = "image/webp"
_ENDS = ".webp"


class Kept(NamedTuple):
    """An image that lies there, and since when."""

    learner_id: str
    image: str
    kept_at: datetime


def keep(learner_id: str, image: str, content: bytes) -> None:
    """Store an image; ids are new for each, so none is ever replaced."""
    aws.client("s3").put_object(Bucket=_bucket(), Key=_key(learner_id, image), Body=content, ContentType=TYPE)


def fetch(learner_id: str, image: str) -> bytes:
    """An image's content; NotFound if it is gone."""
    content = aws.object_at(_bucket(), _key(learner_id, image))
    if content is None:
        raise problems.NotFound
    return content


def discard(learner_id: str, image: str) -> None:
    """Delete an image; deleting one that is gone is no error."""
    aws.client("s3").delete_object(Bucket=_bucket(), Key=_key(learner_id, image))


def of_shard(shard: str) -> Iterator[Kept]:
    """The images of the learners whose ids begin so, those of a learner together."""
    pages = aws.client("s3").get_paginator("list_objects_v2").paginate(Bucket=_bucket(), Prefix=shard)
    for page in pages:
        for each in page.get("Contents", ()):
            learner_id, name = each["Key"].split("/")
            yield Kept(learner_id, name.removesuffix(_ENDS), each["LastModified"])


def _key(learner_id: str, image: str) -> str:
    return f"{learner_id}/{image}{_ENDS}"


def _bucket() -> str:
    return settings.current().bucket("images")
