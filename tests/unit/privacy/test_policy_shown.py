"""The policy as people read it: paragraphs, lists and anchors, and no text that becomes markup."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.policy_shown import html, listed_html, markdown
from privacy.published import PolicyListing, PolicyVersion, PolicyVersions


def _version(*texts: str, follows: bool = False) -> PolicyVersion:
    clauses = [
        {"id": f"1.{n}", "text": text, "state": "true", "follows": follows and n > 1, "proof": f"/privacy/proof#1.{n}"}
        for n, text in enumerate(texts, 1)
    ]
    section = {"number": 1, "title": "Who <we> are", "parts": [{"letter": "a", "title": "Us & co", "clauses": clauses}]}
    said = {"title": "Your data", "material": True, "mail": False, "changes": ["1.1 is new"], "rests_on": []}
    return PolicyVersion.model_validate({"version": 3, "date": "2026-11-24", "sections": [section], **said})


def test_items_make_one_list_and_other_sentences_paragraphs() -> None:
    version = _version("We hold:", "- a name", "- an address", "That is all.")
    assert "We hold:\n\n- a name\n- an address\n\nThat is all.\n" in markdown(version)
    found = re.sub(r"<a .*?</a>|</?span.*?>", "", html(version))
    assert "<p>We hold: </p>\n<ul>\n<li>a name </li>\n<li>an address </li>\n</ul>\n<p>That is all. </p>" in found


def test_a_sentence_that_follows_goes_on_in_its_paragraph_or_item() -> None:
    assert "One. Two." in markdown(_version("One.", "Two.", follows=True))
    assert "- One. Two." in markdown(_version("- One.", "Two.", follows=True))


def test_every_sentence_has_its_anchor_and_a_way_to_its_proof() -> None:
    found = html(_version("One.", "Two."))
    assert '<span id="1.2">Two.</span>' in found
    assert 'href="/privacy/proof#1.2" aria-label="Proof of 1.2"' in found


def test_number_date_headings_and_changes_are_shown() -> None:
    for shown in (html(_version("One.")), markdown(_version("One."))):
        assert "Version 3, 2026-11-24" in shown
        assert "1.1 is new" in shown
    assert '<h2 id="section-1">1. Who &lt;we&gt; are</h2>' in html(_version("One."))
    assert "## 1. Who \\<we\\> are" in markdown(_version("One."))


def test_markdown_takes_a_text_as_it_is() -> None:
    assert r"\_\_Host-session \*x\* \[y\] \`z\`" in markdown(_version("__Host-session *x* [y] `z`"))


def test_versions_are_listed_the_newest_first() -> None:
    listings = [
        PolicyListing(version=n, date="2026-11-24", material=True, mail=False, changes=1, sha256="0") for n in (1, 2)
    ]
    found = listed_html(PolicyVersions(versions=listings))
    assert found.index("versions/2") < found.index("versions/1")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


def _tags(page: str) -> list[str]:
    parser = _Tags()
    parser.feed(page)
    return parser.tags


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text[:2] != "- "))
def test_no_text_becomes_markup(text: str) -> None:
    assert _tags(html(_version(text))) == _tags(html(_version("One.")))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_markup_in_a_text_is_shown_as_text(text: str) -> None:
    assert text not in html(_version(text))
    assert "\\<" in markdown(_version(text))
