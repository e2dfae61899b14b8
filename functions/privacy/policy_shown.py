"""A version of the policy for people: as Markdown and as HTML, where every sentence has its anchor."""

import re
from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby

from privacy.page import page
from privacy.published import PolicyClause, PolicyPart, PolicyVersion, PolicyVersions

_ITEM = "- "
_MARKS = re.compile(r"([\\`*_\[\]<>#])")

type Block = list[PolicyClause]
"""Sentences that make one paragraph or one item."""


def markdown(version: PolicyVersion) -> str:
    """The version in CommonMark."""
    lines = [f"# {_plain(version.title)}", f"Version {version.version}, {version.date}."]
    for section in version.sections:
        if section.number:
            lines.append(f"## {section.number}. {_plain(section.title)}")
        for part in section.parts:
            if part.letter:
                lines.append(f"### {part.letter}) {_plain(part.title or '')}")
            lines += _laid_out(part, lambda text: _plain(text.removeprefix(_ITEM)), _ITEM.__add__, "\n".join)
    lines += ["## What changed in this version", "\n".join(f"- {_plain(change)}" for change in version.changes)]
    return "\n\n".join(lines) + "\n"


def html(version: PolicyVersion) -> str:
    """The version as a page."""
    lines = [f"<h1>{escape(version.title)}</h1>", f"<p>Version {version.version}, {escape(version.date)}</p>"]
    for section in version.sections:
        if section.number:
            lines.append(f'<h2 id="section-{section.number}">{section.number}. {escape(section.title)}</h2>')
        for part in section.parts:
            if part.letter:
                lines.append(f"<h3>{escape(part.letter)}) {escape(part.title or '')}</h3>")
            lines += _laid_out(part, None, "<li>{}</li>".format, lambda items: f"<ul>\n{'\n'.join(items)}\n</ul>")
    lines += ["<h2>What changed in this version</h2>", "<ul>", *_items(version.changes), "</ul>"]
    return page(f"Privacy policy, version {version.version}", "\n".join(lines))


def listed_html(versions: PolicyVersions) -> str:
    """The list of versions as a page, the newest first."""
    rows = "\n".join(
        f'<li><a href="/privacy/policy/versions/{each.version}">Version {each.version}</a>, {escape(each.date)}</li>'
        for each in reversed(versions.versions)
    )
    return page("Versions of the privacy policy", f"<h1>Versions of the privacy policy</h1>\n<ul>\n{rows}\n</ul>")


def _laid_out(
    part: PolicyPart,
    plain: Callable[[str], str] | None,
    item: Callable[[str], str],
    listed: Callable[[list[str]], str],
) -> list[str]:
    """The paragraphs and lists of a part, in their markup: `plain` for a text, or our HTML."""
    laid: list[str] = []
    for is_list, blocks in groupby(_blocks(part.clauses), lambda block: block[0].text.startswith(_ITEM)):
        said = [" ".join(plain(each.text) if plain else _anchored(each) for each in block) for block in blocks]
        if is_list:
            laid.append(listed([item(each) for each in said]))
        else:
            laid += said if plain else [f"<p>{each}</p>" for each in said]
    return laid


def _blocks(clauses: Sequence[PolicyClause]) -> list[Block]:
    found: list[Block] = []
    for clause in clauses:
        if clause.follows and found:
            found[-1].append(clause)
        else:
            found.append([clause])
    return found


def _anchored(clause: PolicyClause) -> str:
    said = f'<span id="{escape(clause.id)}">{escape(clause.text.removeprefix(_ITEM))}</span>'
    if clause.proof is None:
        return said
    label = f"Proof of {escape(clause.id)}"
    return f'{said} <a class="proof" href="{escape(clause.proof)}" aria-label="{label}" title="{label}">✓</a>'


def _items(lines: Sequence[str]) -> list[str]:
    return [f"<li>{escape(line)}</li>" for line in lines]


def _plain(text: str) -> str:
    """Text that Markdown takes as it is."""
    return _MARKS.sub(r"\\\1", text)
