"""The files of the web client, read once, and the pages that are written from tables of ours.

Assets live under one path that names the content of all of them, `/assets/<digest>/...`: a release never mixes with
another in a browser's cache, and a browser asks for each file once.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from inarax.problem import Problem
from web import explanations

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
"""What a static file may be; all of it text, since API Gateway passes text on as it is."""

_SHELL = "/index.html"
_ASSETS = "/assets/"


class File(NamedTuple):
    """One thing that can be asked for."""

    content_type: str
    text: str
    lasting: bool
    """Whether the address names the content, so that it never changes."""

    @property
    def etag(self) -> str:
        """A strong entity tag: a digest of the content."""
        return f'"{hashlib.sha256(self.text.encode()).hexdigest()[:32]}"'


def site(folder: Path, table: Mapping[str, type[Problem]]) -> dict[str, File]:
    """Address to file, for every address there is; anything else does not exist, whatever it is spelled like."""
    found = dict(_read(folder)) | {
        f"{_ASSETS}problems.json": File(TYPES[".json"], _titles(table), lasting=True),
    }
    lasting = f"{_ASSETS}{_digest(found)}/"
    shell = found.pop(_SHELL)
    pages = {"/": File(shell.content_type, shell.text.replace(_ASSETS, lasting), lasting=False)}
    for path, page in explanations.pages(table).items():
        pages[path] = File(TYPES[".html"], page.replace(_ASSETS, lasting), lasting=False)
    return pages | {path.replace(_ASSETS, lasting): file for path, file in found.items()}


def _read(folder: Path) -> Iterator[tuple[str, File]]:
    for path in sorted(each for each in folder.rglob("*.*") if each.is_file()):
        address = f"/{path.relative_to(folder).as_posix()}"
        yield address, File(TYPES[path.suffix], path.read_text(), lasting=address.startswith(_ASSETS))


def _titles(table: Mapping[str, type[Problem]]) -> str:
    return json.dumps({code: problem.title for code, problem in table.items()})


def _digest(files: Mapping[str, File]) -> str:
    """Of all assets together: a module imports its neighbours by relative names."""
    told = [path + "\0" + file.text for path, file in sorted(files.items()) if file.lasting]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()[:16]
