"""Exports, in S3: what was read of a learner for one export, part by part, and the archive that it is packed into.

All of it lies under the learner's prefix, and there under the export's own: an erasure finds the one, a withdrawal the
other. A part is written once; with it goes from where the next one is to read on, so that both are there or neither.
"""

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from inarax import aws, problems, settings
from inarax.declared import Purpose, Retention, Start, held_for

KEPT = Retention(timedelta(days=7), Start.COPIED)
TERMS = held_for(Purpose.RIGHTS, retention=KEPT)

BUCKET = "exports"
_ARCHIVE, _GATHERED = "archive.zip", "gathered/"
_PARTS, _FILES = f"{_GATHERED}parts", f"{_GATHERED}files"
_AFTER = "after"
_TAKEN = {"ConditionalRequestConflict", "PreconditionFailed"}


class Export(NamedTuple):
    """Whose export, and which."""

    learner_id: str
    request_id: str

    @property
    def prefix(self) -> str:
        """Under which all of it lies."""
        return f"{self.learner_id}/{self.request_id}/"


class Progress(NamedTuple):
    """How many parts of a store there are; where to read on, or that nothing follows."""

    parts: int = 0
    after: Any = None
    done: bool = False


class Part(NamedTuple):
    """One part: its lines are records as JSON."""

    lines: Iterator[bytes]
    is_last: bool


def progress(export: Export, store: str) -> Progress:
    """How far the reading of a store has come."""
    keys = list(_keys(f"{export.prefix}{_PARTS}/{store}/"))
    if not keys:
        return Progress()
    head = aws.client("s3").head_object(Bucket=_bucket(), Key=keys[-1])
    after = _opened(head["Metadata"])
    return Progress(len(keys), after, after is None)


def keep_part(export: Export, store: str, number: int, lines: bytes, after: Any) -> None:
    """Keep the next part of a store, counted from 0; `after` is where to read on, None for the last.

    Conflict where another execution has kept it.
    """
    s3 = aws.client("s3")
    key = f"{export.prefix}{_PARTS}/{store}/{number:06}"
    try:
        s3.put_object(Bucket=_bucket(), Key=key, Body=lines, Metadata=_closed(after), IfNoneMatch="*")
    except s3.exceptions.ClientError as error:
        if aws.error_code(error) in _TAKEN:
            raise problems.Conflict from None
        raise


def parts(export: Export, store: str) -> Iterator[Part]:
    """The parts of a store, in order, each to be read before the next."""
    for key in _keys(f"{export.prefix}{_PARTS}/{store}/"):
        found = aws.client("s3").get_object(Bucket=_bucket(), Key=key)
        yield Part(found["Body"].iter_lines(_PIECE), _opened(found["Metadata"]) is None)


def keep_file(export: Export, store: str, name: str, content: bytes) -> None:
    """Keep an object of the learner's as a file of the export."""
    aws.client("s3").put_object(Bucket=_bucket(), Key=f"{export.prefix}{_FILES}/{store}/{name}", Body=content)


def file(export: Export, store: str, name: str) -> Iterator[bytes]:
    """The content of a file of the export, in pieces."""
    key = f"{export.prefix}{_FILES}/{store}/{name}"
    pieces: Iterator[bytes] = aws.client("s3").get_object(Bucket=_bucket(), Key=key)["Body"].iter_chunks(_PIECE)
    return pieces


def link(export: Export, seconds: int) -> str:
    """An address of the archive that works for so long, for whoever has it."""
    return str(
        aws.client("s3").generate_presigned_url(
            "get_object",
            Params={
                **archive(export),
                "ResponseContentDisposition": 'attachment; filename="inarax-export.zip"',
                "ResponseCacheControl": "no-store",
            },
            ExpiresIn=seconds,
        )
    )


def gathered(export: Export) -> str:
    """The prefix of what was read and is not packed."""
    return f"{export.prefix}{_GATHERED}"


def archive(export: Export) -> dict[str, str]:
    """Where the archive lies, as S3 is told it."""
    return {"Bucket": _bucket(), "Key": f"{export.prefix}{_ARCHIVE}"}


_PIECE = 1 << 20


def _keys(prefix: str) -> Iterator[str]:
    pages = aws.client("s3").get_paginator("list_objects_v2").paginate(Bucket=_bucket(), Prefix=prefix)
    for page in pages:
        yield from (str(each["Key"]) for each in page.get("Contents", ()))


def _closed(after: Any) -> dict[str, str]:
    """Metadata may be ASCII alone."""
    return {} if after is None else {_AFTER: base64.urlsafe_b64encode(json.dumps(after).encode()).decode()}


def _opened(metadata: dict[str, str]) -> Any:
    return json.loads(base64.urlsafe_b64decode(metadata[_AFTER])) if _AFTER in metadata else None


def _bucket() -> str:
    return settings.current().bucket(BUCKET)
