"""Put a bundle where the doors read it. What is published stays as it is; only the pointer moves."""

from collections.abc import Callable, Mapping
from typing import Protocol

from botocore.exceptions import ClientError

from authoring.bundle import Bundle

type Point = Callable[[str, str, str, str], object]


class Body(Protocol):
    """A stored object's content."""

    def read(self) -> bytes:
        """Give all of it."""
        ...


class ObjectStore(Protocol):
    """The part of boto3's S3 client used here."""

    def put_object(self, *, Bucket: str, Key: str, Body: bytes, ContentType: str, IfNoneMatch: str) -> object:  # noqa: N803
        """Store an object unless there is one (ClientError PreconditionFailed)."""
        ...

    def get_object(self, *, Bucket: str, Key: str) -> Mapping[str, Body]:  # noqa: N803
        """Read an object; its content is under Body."""
        ...


class PublishedDiffersError(RuntimeError):
    """An object of this version exists with other content: somebody changed what must not change."""


def publish(bundle: Bundle, *, s3: ObjectStore, courses_bucket: str, keys_bucket: str, point: Point) -> None:
    """Publish `bundle`, then call `point(course, version, title, summary)`, which makes it the current version.

    Objects that are there already are compared and kept. A failure leaves the earlier version current; publishing
    again completes the rest.
    """
    for bucket, objects in ((keys_bucket, bundle.keys), (courses_bucket, bundle.objects)):
        for path, data in objects.items():
            _put_once(s3, bucket, bundle.prefix + path, data)
    point(bundle.course, bundle.version, bundle.title, bundle.summary)


def _put_once(s3: ObjectStore, bucket: str, path: str, data: bytes) -> None:
    try:
        s3.put_object(Bucket=bucket, Key=path, Body=data, ContentType="application/json", IfNoneMatch="*")
    except ClientError as error:
        if error.response["Error"]["Code"] != "PreconditionFailed":
            raise
        if s3.get_object(Bucket=bucket, Key=path)["Body"].read() != data:
            raise PublishedDiffersError(f"{bucket}/{path} was changed after it was published") from error
