"""Make a profile image of an upload: decode it, turn it upright, shrink it, and write it anew without metadata.

Only pixels survive: EXIF (with its place and time), colour profiles, comments, further frames and whatever else was in
the file are left behind, so a file that is also something else comes out as an image and nothing more.
"""

import io
import warnings

LARGEST = 2 * 1024 * 1024
"""Bytes of an upload."""

MOST_PIXELS = 24_000_000
"""A phone's photograph has half of that; decoded they take 96 MB. More is a decompression bomb or a mistake."""

SIDE = 512
"""Pixels of the longer side that we keep."""

_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}

TYPES = frozenset(_FORMATS)
"""Media types we take."""


class UnusableImageError(ValueError):
    """Not an image that we take, or not what it is said to be."""


def remade(upload: bytes, media_type: str) -> bytes:
    """WebP of at most 512 x 512 pixels; UnusableImageError for what is not a sound image of `media_type`."""
    from PIL import Image, ImageOps  # noqa: PLC0415  only an upload pays for it

    if len(upload) > LARGEST or media_type not in TYPES:
        raise UnusableImageError
    formats = (_FORMATS[media_type],)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(upload), formats=formats) as sound:
                _refuse_large(sound.width, sound.height)
                sound.verify()
            with Image.open(io.BytesIO(upload), formats=formats) as opened:
                opened.draft("RGB", (2 * SIDE, 2 * SIDE))  # lets a JPEG be decoded at a fraction of its size
                upright = ImageOps.exif_transpose(opened)
                pixels = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except Exception as error:  # decoders meet broken files with whatever their arithmetic raises
        raise UnusableImageError from error
    pixels.thumbnail((SIDE, SIDE))
    clean = Image.new(pixels.mode, pixels.size)
    clean.paste(pixels)  # the pixels alone: `info` and its metadata stay with the old image
    written = io.BytesIO()
    clean.save(written, "WEBP", quality=85, method=4)
    return written.getvalue()


def _refuse_large(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise UnusableImageError
