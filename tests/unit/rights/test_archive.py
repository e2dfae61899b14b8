"""An archive is written in one pass onto whatever takes bytes, and any program that reads ZIP reads it."""

import hashlib
import io
import zipfile
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from rights.export.archive import Archive

MADE = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class _Pipe:
    """Takes bytes and cannot go back."""

    def __init__(self):
        self.content = b""

    def write(self, content):
        self.content += content
        return len(content)

    def flush(self):
        pass


@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,8}\.json", fullmatch=True), st.lists(st.binary(max_size=99)), max_size=5)
)
def test_what_was_added_comes_out_with_its_hash(files):
    pipe = _Pipe()
    archive = Archive(pipe, MADE)
    for path, pieces in files.items():
        archive.add(path, pieces)
    archive.close()
    with zipfile.ZipFile(io.BytesIO(pipe.content)) as read:
        assert read.testzip() is None
        assert {path: read.read(path) for path in read.namelist()} == {
            path: b"".join(pieces) for path, pieces in files.items()
        }
    for file in archive.files:
        content = b"".join(files[file.path])
        assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_the_same_makes_the_same_archive():
    made = []
    for _ in range(2):
        pipe = _Pipe()
        archive = Archive(pipe, MADE)
        archive.add("a.json", [b"[]\n"])
        archive.close()
        made.append(pipe.content)
    assert made[0] == made[1]
