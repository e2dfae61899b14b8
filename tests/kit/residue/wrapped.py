"""What any bytes may hold within them: percent- and JSON-escaped, base64, hexadecimal, compressed.

Everything is tried, since nothing tells how a value was wrapped on its way; what decodes to nonsense matches nothing.
A JSON Web Token is three runs of base64, and so needs nothing of its own.
"""

import binascii
import re
import struct
import zlib
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

_TEXT = re.compile(rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){8,}")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEX = re.compile(rb"[0-9A-Fa-f]{16,}")
_ESCAPED = re.compile(rb'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
_GZIP = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
_ZIP = re.compile(rb"PK\x03\x04")
_DEFLATED = 8
_HEADER = struct.Struct("<4s5H3L2H")
"""A zip's local file header: signature, version, flags, method, time, date, CRC, sizes, lengths of name and extra."""
_LONGEST = 1 << 28
_STANDARD = bytes.maketrans(b"-_", b"+/")
_PLAIN = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t"}


class Unwrapping:
    """One search: a run that was decoded once is not decoded again where another view shows it once more."""

    def __init__(self) -> None:
        self._seen: set[tuple[re.Pattern[bytes], bytes]] = set()

    def within(self, content: bytes) -> Iterator[bytes]:
        """What the content holds, unwrapped by one layer in each way that fits."""
        texts = [*self._new(_TEXT, content)]
        yield b"\n".join(unquote_to_bytes(text.replace(b"+", b" ")) for text in texts if b"%" in text or b"+" in text)
        yield b"\n".join(_ESCAPED.sub(_unescaped, text) for text in texts if b"\\" in text)
        yield b"\n".join(self._of_base64(content))
        yield b"\n".join(self._of_hex(content))
        yield from _inflated(content)

    def _new(self, pattern: re.Pattern[bytes], content: bytes) -> Iterator[bytes]:
        for run in pattern.findall(content):
            if (pattern, run) not in self._seen:
                self._seen.add((pattern, run))
                yield run

    def _of_base64(self, content: bytes) -> Iterator[bytes]:
        """Each run from each of the four characters at which a quartet may begin."""
        for run in self._new(_BASE64, content):
            letters = run.rstrip(b"=").translate(_STANDARD)
            for start in range(4):
                some = letters[start:]
                if len(some) % 4 == 1:  # no base64 ends so
                    some = some[:-1]
                yield binascii.a2b_base64(some + b"=" * (-len(some) % 4))

    def _of_hex(self, content: bytes) -> Iterator[bytes]:
        for run in self._new(_HEX, content):
            for start in range(2):
                some = run[start:]
                yield binascii.unhexlify(some[: len(some) // 2 * 2])


def _unescaped(match: re.Match[bytes]) -> bytes:
    code, letter = match.groups()
    if code is None:
        return _PLAIN.get(letter, letter)
    return chr(int(code, 16)).encode("utf-8", "surrogatepass")


def _inflated(content: bytes) -> Iterator[bytes]:
    """Every stream of gzip or zlib, and every file of a zip."""
    for found in _GZIP.finditer(content):
        yield from _decompressed(content, found.start(), zlib.MAX_WBITS | 32)
    for found in _ZIP.finditer(content):
        header = content[found.start() : found.start() + _HEADER.size]
        if len(header) == _HEADER.size and (fields := _HEADER.unpack(header))[3] == _DEFLATED:
            yield from _decompressed(content, found.start() + _HEADER.size + fields[-2] + fields[-1], -zlib.MAX_WBITS)


def _decompressed(content: bytes, start: int, wbits: int) -> Iterator[bytes]:
    try:
        yield zlib.decompressobj(wbits).decompress(memoryview(content)[start:], _LONGEST)
    except zlib.error:
        return
