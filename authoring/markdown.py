"""Markdown to HTML, as learners see it: CommonMark and tables; raw HTML is shown as text, never passed on."""

from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
NO_IMAGES = "a course holds text only; describe it or draw a table"
"""A bundle has no images, and a remote one would tell its host who reads what."""


def page(text: str) -> str:
    """Render blocks: paragraphs, lists, tables, code."""
    return str(_MARKDOWN.render(text))


def line(text: str) -> str:
    """Render one line, such as an option, without a paragraph around it."""
    return str(_MARKDOWN.renderInline(text))


def refused(text: str) -> Iterator[tuple[int, str]]:
    """Say what a lesson's text may not be, with the line of `text` (from 1): empty, or holding images."""
    if not text.strip():
        yield 0, "no text: write it below the front matter"
    for start, source in images(text):
        yield start, f"image {source}: {NO_IMAGES}"


def images(text: str) -> Iterator[tuple[int, str]]:
    """The images that `page` would show, each with its line of `text` (from 1)."""
    return _images(_MARKDOWN.parse(text))


def images_in_line(text: str) -> Iterator[tuple[int, str]]:
    """The images that `line` would show: indented, say, they would be code on a page."""
    return _images(_MARKDOWN.parseInline(text))


def _images(blocks: Iterable[Token]) -> Iterator[tuple[int, str]]:
    for block in blocks:
        start = block.map[0] + 1 if block.map else 1
        yield from ((start, str(token.attrGet("src"))) for token in block.children or [] if token.type == "image")
