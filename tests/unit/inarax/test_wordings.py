"""What is asked: once for every purpose that rests on consent, and never changed after it was shown."""

import hashlib

import pytest

from inarax import wordings
from inarax.cookies import VISIT
from inarax.declared import Basis, Purpose
from inarax.stores import visitors
from inarax.wordings import CONSENTED

SHOWN = {
    (Purpose.NEWS, 1): "4808a1e80db5a629",
    (Purpose.REMINDERS, 1): "caa981da72346d89",
    (Purpose.USAGE, 1): "6e279b0babbb670d",
}
"""Digest of every text that was ever shown, and its terms: whoever consented must find both again. A change is a new
version."""


def test_there_is_a_wording_for_exactly_the_purposes_that_rest_on_consent():
    assert set(CONSENTED) == {purpose for purpose in Purpose if purpose.basis is Basis.CONSENT}
    assert {purpose for purpose, _ in SHOWN} == set(CONSENTED)


@pytest.mark.parametrize(("purpose", "version"), SHOWN)
def test_a_text_that_was_shown_stays_as_it_was(purpose, version):
    said = wordings.shown(purpose, version)
    terms = (said.data, *said.recipients, said.retention.duration, said.retention.starts)
    assert hashlib.sha256("\n".join((said.text, *terms)).encode()).hexdigest()[:16] == SHOWN[purpose, version]


@pytest.mark.parametrize("purpose", CONSENTED)
def test_the_newest_version_is_asked_and_there_is_no_gap_before_it(purpose):
    newest = wordings.current(purpose).version
    assert {version for each, version in SHOWN if each is purpose} == set(range(1, newest + 1))
    assert wordings.shown(purpose, newest + 1) is None


def test_what_is_said_of_visits_is_what_is_kept_of_them():
    assert wordings.current(Purpose.USAGE).retention == visitors.KEPT
    assert VISIT.purpose is Purpose.USAGE
