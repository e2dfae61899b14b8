"""An object of S3 that is written piece by piece, of whatever size, with a few megabytes in memory (multipart)."""

import hashlib
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from inarax import aws

PART = 8 << 20
"""Bytes of a part; S3 wants at least 5 MiB of all but the last, and takes 10,000 of them."""


class Upload:
    """To be used as a context: on its end the object is there as a whole, or nothing of it is."""

    def __init__(self, where: Mapping[str, str]) -> None:
        self.where = where
        self.size = 0
        self._digest = hashlib.sha256()
        self._waiting = bytearray()
        self._parts: list[dict[str, Any]] = []
        self._upload = ""

    @property
    def sha256(self) -> str:
        """Of everything written so far, in hexadecimal."""
        return self._digest.hexdigest()

    def __enter__(self) -> Self:
        self._upload = aws.client("s3").create_multipart_upload(**self.where)["UploadId"]
        return self

    def write(self, content: bytes) -> int:
        """Add content; what has come together is sent."""
        self._digest.update(content)
        self.size += len(content)
        self._waiting += content
        if len(self._waiting) >= PART:
            self._send()
        return len(content)

    def flush(self) -> None:
        """Nothing is sent before there is enough of it."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is not None:
            aws.client("s3").abort_multipart_upload(**self.where, UploadId=self._upload)
            return
        if self._waiting or not self._parts:
            self._send()
        parts = {"Parts": self._parts}
        aws.client("s3").complete_multipart_upload(**self.where, UploadId=self._upload, MultipartUpload=parts)

    def _send(self) -> None:
        number = len(self._parts) + 1
        sent = aws.client("s3").upload_part(
            **self.where, UploadId=self._upload, PartNumber=number, Body=bytes(self._waiting)
        )
        self._parts.append({"PartNumber": number, "ETag": sent["ETag"]})
        self._waiting.clear()
