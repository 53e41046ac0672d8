"""Pictures: drawn anew, so that neither place, time, device nor a hidden thumbnail stays."""

import io
import struct
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from luukku.files.kinds import Fault, Unfit

MOST_PIXELS = 60_000_000
"""A scan of an A3 at 600 dots an inch; more is no letter."""
_QUALITY = 90


def clean_jpeg(content: bytes) -> bytes:
    return _drawn_anew(content, "JPEG", quality=_QUALITY)


def clean_png(content: bytes) -> bytes:
    return _drawn_anew(content, "PNG", optimize=False)


def clean_webp(content: bytes) -> bytes:
    return _drawn_anew(content, "WEBP", quality=_QUALITY)


def _drawn_anew(content: bytes, form: str, **options: Any) -> bytes:
    """The pixels alone, the right way up."""
    try:
        with Image.open(io.BytesIO(content), formats=[form]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Unfit(Fault.TOO_LARGE_INSIDE)
            if getattr(picture, "n_frames", 1) > 1:
                raise Unfit(Fault.MOVING)
            upright = ImageOps.exif_transpose(picture)
            return _saved(_plain(upright, form), form, options)
    except Unfit:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise Unfit(Fault.BROKEN) from error


def _plain(picture: Image.Image, form: str) -> Image.Image:
    """A picture of nothing but pixels, in a colour model that the form knows."""
    if form == "JPEG":
        mode = picture.mode if picture.mode in ("L", "RGB") else "RGB"
    else:
        mode = "RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB"
    copied = picture.convert(mode)
    plain = Image.new(mode, copied.size)
    plain.paste(copied)
    return plain


def _saved(picture: Image.Image, form: str, options: dict[str, Any]) -> bytes:
    target = io.BytesIO()
    picture.save(target, form, **options)
    return target.getvalue()


def without_notes(jpeg: bytes) -> bytes:
    """A JPEG that lies inside a document, without the segments that tell about it; its pixels stay as they are.

    What is no JPEG, or a broken one, comes back as it is.
    """
    if not jpeg.startswith(b"\xff\xd8"):
        return jpeg
    kept = [b"\xff\xd8"]
    try:
        for marker, segment, rest in _segments(jpeg):
            if rest:
                kept.append(segment)
                break
            if not _tells(marker, segment):
                kept.append(segment)
    except (IndexError, struct.error):
        return jpeg
    return b"".join(kept)


def _segments(jpeg: bytes) -> Iterator[tuple[int, bytes, bool]]:
    """Marker and bytes of each segment; from the first scan on, the rest at once."""
    place = 2
    while place < len(jpeg):
        marker = jpeg[place + 1]
        if jpeg[place] != 0xFF or marker == 0xDA:
            yield marker, jpeg[place:], True
            return
        length = struct.unpack(">H", jpeg[place + 2 : place + 4])[0] + 2
        yield marker, jpeg[place : place + length], False
        place += length


def _tells(marker: int, segment: bytes) -> bool:
    """EXIF, XMP, IPTC and comments; the colour profile (APP2) and Adobe's colour note (APP14) are needed."""
    is_note = 0xE1 <= marker <= 0xEF and marker not in (0xE2, 0xEE)
    return is_note or marker == 0xFE or (marker == 0xE2 and not segment[4:15].startswith(b"ICC_PROFILE"))


def as_png(content: bytes) -> bytes:
    """The pixels of a kept picture without any loss: drawn anew once more, they come out byte by byte the same.

    Raises:
        Unfit: it is no picture, or a broken one.
    """
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP"]) as picture:
            return clean_png(_saved(_plain(picture, "PNG"), "PNG", {"optimize": False}))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise Unfit(Fault.BROKEN) from error
