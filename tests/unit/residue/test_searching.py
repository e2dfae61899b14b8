"""The scanner finds a value however it is wrapped, and nothing else."""

import base64
import hashlib
import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.residue.searching import Needle, search, text
from tests.kit.residue.wraps import BY_TEXT, WRAPS

SECRET = "Zoë Canary 4711/x+y"
NEEDLE = text("ada", "name", SECRET)
DIGEST = Needle("ada", "email hashed", hashlib.sha256(b"ada@example.com").digest())


NESTED = [*product(sorted(set(WRAPS) - {"upper case"}), sorted(set(WRAPS) - BY_TEXT))]


@pytest.mark.parametrize("wrap", WRAPS.values(), ids=WRAPS)
def test_a_value_is_found_in_every_wrapping(wrap):
    assert search(b"{" + wrap(SECRET.encode()) + b"}", [NEEDLE, DIGEST]) == {NEEDLE}


@pytest.mark.parametrize(("inner", "outer"), NESTED)
def test_and_in_every_wrapping_of_a_wrapping(inner, outer):
    assert search(b"{" + WRAPS[outer](WRAPS[inner](SECRET.encode())) + b"}", [NEEDLE]) == {NEEDLE}


@pytest.mark.parametrize("spelled", [bytes, bytes.hex, base64.b64encode, base64.urlsafe_b64encode])
def test_a_digest_is_found_however_it_is_spelled(spelled):
    written = spelled(DIGEST.value)
    written = written.encode() if isinstance(written, str) else written
    assert search(b'{"hash":"' + written + b'"}', [NEEDLE, DIGEST]) == {DIGEST}


@given(st.binary(max_size=400), st.binary(max_size=400), st.sampled_from(sorted(WRAPS)))
def test_whatever_lies_around_it(before, after, name):
    assert NEEDLE in search(before + b" " + WRAPS[name](SECRET.encode()) + b" " + after, [NEEDLE])


@given(st.binary(max_size=2000))
def test_nothing_is_found_where_nothing_is(content):
    assert search(content, [NEEDLE, DIGEST]) == set()


def test_a_large_heap_of_noise_is_searched():
    noise = random.Random(1).randbytes(1 << 18)
    assert search(base64.b64encode(noise) + noise, [NEEDLE, DIGEST]) == set()
