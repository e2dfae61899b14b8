"""A page of the room: a document for people, without a script, under the site's own stylesheet for documents."""

from html import escape

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{title} · inaraX</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/document.css">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header><a href="/">inaraX</a>
<nav aria-label="Privacy">{links}</nav></header>
<main id="main">
{content}
</main>
</body>
</html>
"""
_LINKS = {
    "/privacy/policy": "Privacy policy",
    "/privacy/policy/versions": "Versions",
    "/privacy/proof": "Proof",
    "/privacy/records": "Records",
    "/privacy/cookies": "Cookies",
}


def page(title: str, content: str) -> str:
    """A whole page; `title` is text, `content` is HTML."""
    links = " ".join(f'<a href="{address}">{text}</a>' for address, text in _LINKS.items())
    return _PAGE.format(title=escape(title), content=content, links=links)
