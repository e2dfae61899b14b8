"""Of an upload only its pixels survive; what is no sound image of the three kinds is refused."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from identity.picture import LARGEST, SIDE, UnusableImageError, remade

PLACE = b"52.5200N 13.4050E zebra"


def _written(image, kind, **options):
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def _plain(size=(40, 30), mode="RGB"):
    return Image.new(mode, size, (200, 30, 30, 255)[: len(mode)] if mode != "P" else 3)


def _opened(content):
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_each_kind_comes_out_as_webp(kind):
    made = _opened(remade(_written(_plain(), kind), f"image/{kind.lower()}"))
    assert (made.format, made.size) == ("WEBP", (40, 30))


@pytest.mark.parametrize(
    ("size", "kept"), [((2000, 1000), (512, 256)), ((600, 600), (512, 512)), ((3, 2000), (1, 512)), ((8, 8), (8, 8))]
)
def test_an_image_is_shrunk_to_fit_and_never_enlarged(size, kept):
    made = _opened(remade(_written(_plain(size), "JPEG"), "image/jpeg"))
    assert made.size == kept
    assert max(made.size) <= SIDE


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1"])
def test_images_of_every_mode_are_taken(mode):
    content = _written(Image.new(mode, (10, 10)), "PNG")
    assert _opened(remade(content, "image/png")).mode in ("RGB", "RGBA")


def test_a_printer_s_colours_are_taken_too():
    assert _opened(remade(_written(Image.new("CMYK", (10, 10)), "JPEG"), "image/jpeg")).mode == "RGB"


def test_what_is_transparent_stays_so():
    made = _opened(remade(_written(Image.new("RGBA", (10, 10), (0, 0, 0, 0)), "PNG"), "image/png"))
    assert made.convert("RGBA").getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_where_and_when_a_photograph_was_taken_does_not_survive(kind):
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    exif.get_ifd(0x8825)[1] = "N"
    more = {"pnginfo": _comment()} if kind == "PNG" else {"comment": PLACE} if kind == "JPEG" else {"xmp": PLACE}
    sent = _written(_plain(), kind, exif=exif, icc_profile=PLACE, **more)
    assert PLACE in sent
    made = remade(sent, f"image/{kind.lower()}")
    assert PLACE not in made
    assert not dict(_opened(made).getexif())
    assert not {"exif", "icc_profile", "xmp", "comment"} & set(_opened(made).info)


def _comment():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", PLACE.decode())
    return info


def test_a_photograph_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # held in portrait
    assert _opened(remade(_written(_plain((40, 30)), "JPEG", exif=exif), "image/jpeg")).size == (30, 40)


def test_of_what_moves_the_first_frame_stays():
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue")]
    sent = _written(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    made = _opened(remade(sent, "image/webp"))
    assert made.n_frames == 1


@pytest.mark.parametrize("payload", [b"<script>alert(1)</script>", b"PK\x03\x04zip", b"<?php zebra ?>"])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_what_is_an_image_and_something_else_comes_out_as_an_image(kind, payload):
    assert payload not in remade(_written(_plain(), kind) + payload, f"image/{kind.lower()}")


def _bomb():
    """A PNG of 60,000 x 60,000 pixels in a few kB."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9999))
        + chunk(b"IEND", b"")
    )


def _broken():
    whole = bytearray(_written(Image.effect_noise((60, 60), 50), "PNG"))
    whole[len(whole) // 2] ^= 0xFF
    return bytes(whole)


REFUSED = {
    "nothing": (b"", "image/png"),
    "markup": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "image/svg+xml"),
    "markup in the name of an image": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/png"),
    "a GIF": (_written(_plain(), "GIF"), "image/gif"),
    "a GIF in the name of a PNG": (_written(_plain(), "GIF"), "image/png"),
    "a script that begins like a GIF": (b"GIF89a/*" + b"\0" * 40 + b"*/=alert(1)", "image/png"),
    "a page with an image in it": (b"<html>" + _written(_plain(), "PNG"), "image/png"),
    "a BMP": (_written(_plain(), "BMP"), "image/jpeg"),
    "a JPEG in the name of a PNG": (_written(_plain(), "JPEG"), "image/png"),
    "a decompression bomb": (_bomb(), "image/png"),
    "an image of too many pixels": (_written(Image.new("1", (6000, 4001)), "PNG"), "image/png"),
    "an image cut short": (_written(Image.effect_noise((60, 60), 50), "PNG")[:500], "image/png"),
    "an image cut short in another way": (_written(Image.effect_noise((60, 60), 50), "JPEG")[:300], "image/jpeg"),
    "a damaged image": (_broken(), "image/png"),
    "too many bytes": (_written(_plain(), "PNG") + b"\0" * LARGEST, "image/png"),
}


@pytest.mark.parametrize(("content", "media_type"), REFUSED.values(), ids=REFUSED.keys())
def test_an_upload_is_refused_that_is(content, media_type):
    with pytest.raises(UnusableImageError):
        remade(content, media_type)


@given(
    st.binary(max_size=200), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"RIFF\0\0\0\0WEBPVP8 "])
)
def test_any_bytes_are_an_image_or_a_refusal(tail, head):
    for media_type in ("image/png", "image/jpeg", "image/webp"):
        try:
            remade(head + tail, media_type)
        except UnusableImageError:
            continue


@given(st.integers(0, 3000), st.integers(1, 255), st.sampled_from(["PNG", "JPEG", "WEBP"]))
def test_a_flipped_byte_is_an_image_or_a_refusal(at, flip, kind):
    content = bytearray(_written(Image.linear_gradient("L").resize((64, 64)), kind))
    content[at % len(content)] ^= flip
    try:
        made = remade(bytes(content), f"image/{kind.lower()}")
    except UnusableImageError:
        return
    assert _opened(made).format == "WEBP"


def test_whatever_a_decoder_stumbles_over_is_an_unusable_image(monkeypatch):
    """Pillow's arithmetic meets broken metadata with a TypeError, found by flipping bytes of good images."""
    monkeypatch.setattr("PIL.ImageOps.exif_transpose", lambda _: abs("x"))
    with pytest.raises(UnusableImageError):
        remade(_written(_plain(), "JPEG"), "image/jpeg")
