"""What lies in a bucket under a prefix: read, counted and deleted, with everything that S3 keeps beside objects."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from inarax import aws, settings


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects of a bucket, by its name in this deployment without the stack's, under a prefix."""

    bucket: str
    prefix: str

    @property
    def where(self) -> dict[str, str]:
        """As S3 is told it."""
        return {"Bucket": settings.current().bucket(self.bucket), "Prefix": self.prefix}

    def keys(self, after: str = "") -> Iterator[str]:
        """Their keys in order, those that follow a key."""
        for page in self._pages("list_objects_v2", StartAfter=after):
            yield from (str(each["Key"]) for each in page.get("Contents", ()))

    def read(self, key: str) -> bytes:
        """The content of one."""
        content: bytes = aws.client("s3").get_object(Bucket=self.where["Bucket"], Key=key)["Body"].read()
        return content

    def count(self) -> int:
        """How many objects there are."""
        return sum(page["KeyCount"] for page in self._pages("list_objects_v2"))

    def delete(self, time_left: Callable[[], bool]) -> bool:
        """Delete until nothing is listed (True) or the time is up; a listing is at most a thousand keys, which one call
        deletes. Uploads that were begun and not ended are given up first, so that none ends afterwards."""
        s3, bucket = aws.client("s3"), self.where["Bucket"]
        for upload in self._uploads():
            s3.abort_multipart_upload(Bucket=bucket, Key=upload["Key"], UploadId=upload["UploadId"])
        for page in self._pages("list_objects_v2"):
            if keys := [{"Key": each["Key"]} for each in page.get("Contents", ())]:
                answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": keys, "Quiet": True})
                if answer.get("Errors") or not time_left():
                    return False
        return True

    def is_empty(self) -> bool:
        """Whether nothing is there: every version, delete marker and upload counts, since each may hold something."""
        kept = (page.get("Versions") or page.get("DeleteMarkers") for page in self._pages("list_object_versions"))
        return not any(kept) and not any(True for _ in self._uploads())

    def _uploads(self) -> Iterator[Any]:
        for page in self._pages("list_multipart_uploads"):
            yield from page.get("Uploads", ())

    def _pages(self, operation: str, **more: str) -> Iterator[Any]:
        return iter(aws.client("s3").get_paginator(operation).paginate(**self.where, **more))
