"""The scanner finds a value however it is wrapped, and nothing else."""

import base64
import gzip
import hashlib
import io
import json
import random
import zipfile
import zlib
from itertools import product
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.residue.searching import Needle, search, text

SECRET = "Zoë Canary 4711/x+y"
NEEDLE = text("ada", "name", SECRET)
DIGEST = Needle("ada", "email hashed", hashlib.sha256(b"ada@example.com").digest())


def _zipped(value, method=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("a.txt", b"before " + value + b" after")
    return made.getvalue()


def _token(value):
    parts = (b'{"alg":"ES256"}', b'{"sub":"x","name":"' + value + b'"}', b"signature")
    return b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)


WRAPS = {
    "raw": lambda value: value,
    "upper case": lambda value: value.decode().upper().encode(),
    "percent": lambda value: quote(value).encode(),
    "form": lambda value: quote_plus(value).encode(),
    "json": lambda value: json.dumps({"a": [value.decode()]}).encode(),
    "json in json": lambda value: json.dumps(json.dumps(value.decode())).encode(),
    "base64, first offset": base64.b64encode,
    "base64, second offset": lambda value: base64.b64encode(b"x" + value),
    "base64, third offset": lambda value: base64.b64encode(b"xy" + value),
    "base64 for addresses": lambda value: base64.urlsafe_b64encode(b"\xff\xfe" + value),
    "base64 beside letters": lambda value: b"id" + base64.b64encode(value),
    "hexadecimal": lambda value: value.hex().encode(),
    "hexadecimal, upper case, beside a digit": lambda value: b"7" + value.hex().upper().encode(),
    "gzip": lambda value: b"..." + gzip.compress(value),
    "zlib": zlib.compress,
    "zip": _zipped,
    "zip, stored": lambda value: _zipped(value, zipfile.ZIP_STORED),
    "token": _token,
}
BY_TEXT = {"upper case", "json", "json in json"}
"""Wrappings that only a text can be put into."""
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
