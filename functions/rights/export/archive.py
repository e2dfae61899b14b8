"""An archive (ZIP) that is written in one pass, each file with its hash, onto whatever takes bytes."""

import hashlib
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import IO, NamedTuple, Protocol, cast


class Sink(Protocol):
    """Takes bytes in order."""

    def write(self, content: bytes) -> int:
        """Take some more."""

    def flush(self) -> None:
        """What the archive does between files."""


class File(NamedTuple):
    """One file as the manifest names it; `sha256` in hexadecimal."""

    path: str
    size: int
    sha256: str


class Archive:
    """To be written file by file, and closed."""

    def __init__(self, sink: Sink, made: datetime) -> None:
        self.files: list[File] = []
        self._made = made.astimezone(UTC).timetuple()[:6]
        self._zip = zipfile.ZipFile(cast("IO[bytes]", sink), "w", zipfile.ZIP_DEFLATED)

    def add(self, path: str, pieces: Iterable[bytes]) -> None:
        """A file of any size, of which no more than a piece is in memory."""
        entry = zipfile.ZipInfo(path, self._made)
        entry.compress_type = zipfile.ZIP_DEFLATED
        digest, size = hashlib.sha256(), 0
        with self._zip.open(entry, "w", force_zip64=True) as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
        self.files.append(File(path, size, digest.hexdigest()))

    def close(self) -> None:
        """Nothing is added any more."""
        self._zip.close()
