"""Markdown to HTML, as learners see it: CommonMark and tables; raw HTML is shown as text, never passed on."""

from collections.abc import Iterator

from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def page(text: str) -> str:
    """Render blocks: paragraphs, lists, tables, code."""
    return str(_MARKDOWN.render(text))


def line(text: str) -> str:
    """Render one line, such as an option, without a paragraph around it."""
    return str(_MARKDOWN.renderInline(text))


def refused(text: str) -> Iterator[tuple[int, str]]:
    """Say what a lesson's text may not be, with the line of `text` (from 1): empty, or holding images.

    A bundle has no images, and a remote one would tell its host who reads what.
    """
    if not text.strip():
        yield 0, "no text: write it below the front matter"
    for block in _MARKDOWN.parse(text):
        start = block.map[0] + 1 if block.map else 1
        for token in block.children or []:
            if token.type == "image":
                yield start, f"image {token.attrGet('src')}: a course holds text only; describe it or draw a table"
