"""Receipt codes: whoever holds one is known by it, and whoever guesses is not."""

import re

from hypothesis import given
from hypothesis import strategies as st

from inarax.receipt_codes import PATTERN, Code

ids = st.uuids().map(str)


@given(ids)
def test_a_code_is_read_as_it_was_written_and_its_digest_alone_knows_it(request_id):
    code = Code.mint(request_id)
    assert re.match(PATTERN, str(code))
    assert Code.parse(str(code)) == code
    assert code.matches(code.digest)
    assert not Code.mint(request_id).matches(code.digest)


@given(st.text(max_size=80))
def test_nonsense_is_no_code(text):
    parsed = Code.parse(text)
    assert parsed is None or len(parsed.secret) == 32
