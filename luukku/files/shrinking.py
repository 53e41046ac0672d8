"""A smaller copy of a picture for pages: quick on a slow telephone, the whole picture stays as it was brought."""

import io
from dataclasses import dataclass
from typing import Final

from PIL import Image, UnidentifiedImageError

WIDEST: Final = 1200
"""Pixels; a column of text is at most half as wide, so that fine screens have enough."""
TALLEST: Final = 1600
_QUALITY: Final = 78


@dataclass(frozen=True, slots=True)
class Shrunk:
    """A copy as WebP with its size in pixels."""

    content: bytes
    width: int
    height: int


def shrunk(content: bytes) -> Shrunk | None:
    """The picture at most as large as a page shows it; None when it is none that can be drawn."""
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP"]) as picture:
            drawn = picture.convert("RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return None
    drawn.thumbnail((WIDEST, TALLEST))
    target = io.BytesIO()
    drawn.save(target, "WEBP", quality=_QUALITY, method=4)
    return Shrunk(target.getvalue(), drawn.width, drawn.height)
