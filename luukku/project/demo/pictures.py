"""Pictures of the demo, drawn by us from a few shapes."""

import io
from collections.abc import Callable, Mapping
from typing import Final

from PIL import Image, ImageDraw

SIZE: Final = (900, 600)
SKY, GRASS, WALL, ROOF, DOOR = "#dfeaf2", "#b9cf9f", "#f3e3c3", "#9a4f3c", "#7a5b3a"
SKIN: Final = ("#f0c9a4", "#8d5a3b", "#d9a679", "#5f3d2a")
CLOTHES: Final = ("#2f6f8f", "#c4872b", "#7b4b94", "#3f7d4f")


def children() -> bytes:
    """Four children side by side in front of a house, as a PNG file."""
    image = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 430, 900, 600), fill=GRASS)
    draw.rectangle((240, 180, 660, 460), fill=WALL)
    draw.polygon(((200, 190), (450, 50), (700, 190)), fill=ROOF)
    draw.rectangle((410, 300, 490, 460), fill=DOOR)
    for left in (290, 540):
        draw.rectangle((left, 240, left + 70, 310), fill=SKY)
    for number, (skin, clothes) in enumerate(zip(SKIN, CLOTHES, strict=True)):
        middle, top = 190 + number * 175, 330 + (number % 2) * 25
        draw.line(
            (middle - 80, top + 130, middle, top + 80, middle + 80, top + 130), fill=skin, width=16, joint="curve"
        )
        draw.polygon(((middle, top + 50), (middle - 55, top + 200), (middle + 55, top + 200)), fill=clothes)
        draw.ellipse((middle - 38, top, middle + 38, top + 76), fill=skin)
    kept = io.BytesIO()
    image.save(kept, "PNG", optimize=True)
    return kept.getvalue()


DRAWN: Final[Mapping[str, Callable[[], bytes]]] = {"lapset": children}
"""How the pictures that texts name are drawn."""
