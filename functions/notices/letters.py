"""How a letter looks: the same parts as plain text and as HTML, every value escaped."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

REMEDIES = (
    "If you think that this is not as it should be, you may complain to a supervisory authority (article 77 GDPR) or "
    "go to court (article 79)."
)
"""What everybody is told whose request is not carried out as they wish (art. 12(4) GDPR)."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a letter leads: the words of the button, and the address."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, complete but for its layout."""

    subject: str
    greeting: str
    opening: str
    link: Link
    closing: str
    lines: Sequence[str] = ()
    """Stand as a list between opening and link."""
    footer: Link | None = None
    unsubscribe: str | None = None
    """Where a mail program ends the subscription with one click (RFC 8058)."""

    def text(self) -> str:
        """As plain text."""
        parts = [self.greeting, self.opening]
        if self.lines:
            parts.append("\n".join(f"- {line}" for line in self.lines))
        parts += [f"{self.link.words}: {self.link.url}", self.closing, "inaraX"]
        if self.footer:
            parts.append(f"{self.footer.words}: {self.footer.url}")
        return "\n\n".join(parts) + "\n"

    def html(self) -> str:
        """As HTML: no image, no script, nothing fetched, so that opening it tells us nothing."""
        parts = [_paragraph(self.greeting), _paragraph(self.opening)]
        if self.lines:
            parts.append(f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in self.lines)}</ul>")
        parts += [f"<p>{_anchor(self.link)}</p>", _paragraph(self.closing), _paragraph("inaraX")]
        if self.footer:
            parts.append(f"<p><small>{_anchor(self.footer)}</small></p>")
        head = f'<meta charset="utf-8"><title>{escape(self.subject)}</title>'
        return f'<!doctype html><html lang="en"><head>{head}</head><body>{"".join(parts)}</body></html>\n'

    def headers(self) -> dict[str, str]:
        """Headers beside the usual ones."""
        if self.unsubscribe is None:
            return {}
        return {"List-Unsubscribe": f"<{self.unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def greeting(name: str) -> str:
    """On one line, whatever the name holds."""
    words = " ".join(name.split())
    return f"Hello {words}," if words else "Hello,"


def _paragraph(words: str) -> str:
    return f"<p>{escape(words)}</p>"


def _anchor(link: Link) -> str:
    return f'<a href="{escape(link.url)}">{escape(link.words)}</a>'
