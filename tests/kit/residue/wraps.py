"""Ways in which a value may be wrapped before it is stored: what the scanner must see through."""

import base64
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Mapping
from urllib.parse import quote, quote_plus


def _zipped(value: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("a.txt", b"before " + value + b" after")
    return made.getvalue()


def _token(value: bytes) -> bytes:
    parts = (b'{"alg":"ES256"}', b'{"sub":"x","name":"' + value + b'"}', b"signature")
    return b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)


WRAPS: Mapping[str, Callable[[bytes], bytes]] = {
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
BY_TEXT = frozenset({"upper case", "json", "json in json"})
"""Wrappings that only a text can be put into."""
