"""Pictures of the journey for the documentation, taken only when they are asked for: LUUKKU_PICTURES=1."""

import base64
import os
import struct
import subprocess
import zlib
from pathlib import Path
from typing import Any

from tests.database import ROOT

FOLDER = Path(os.environ.get("LUUKKU_PICTURES_FOLDER", ROOT / "docs" / "pictures"))
TALLEST = 2400
"""Pixels of a page that are worth showing."""

# In the browser, since Python has no pixels: the commonest colours as a palette, every pixel as the nearest of them.
FEWER_COLOURS = """async ({ picture, most }) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
    const { width, height } = image;
    const canvas = new OffscreenCanvas(width, height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    const pixels = new Uint32Array(canvas.getImageData(0, 0, width, height).data.buffer);
    const counts = new Map();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) || 0) + 1);
    const palette = [...counts].sort((a, b) => b[1] - a[1]).slice(0, most).map(([pixel]) => pixel);
    const parts = (pixel) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
    const colours = palette.map(parts);
    const nearest = new Map(palette.map((pixel, index) => [pixel, index]));
    const find = (pixel) => {
        const [r, g, b] = parts(pixel);
        let best = 0, least = Infinity;
        colours.forEach(([x, y, z], index) => {
            const far = (r - x) ** 2 + (g - y) ** 2 + (b - z) ** 2;
            if (far < least) { least = far; best = index; }
        });
        nearest.set(pixel, best);
        return best;
    };
    const rows = Uint8Array.from(pixels, (pixel) => nearest.get(pixel) ?? find(pixel));
    let text = "";
    for (let at = 0; at < rows.length; at += 32768) text += String.fromCharCode(...rows.subarray(at, at + 32768));
    return { width, height, palette: colours.flat(), rows: btoa(text) };
}"""


class Album:
    """Numbered pictures of one journey, in a folder of its name for each width."""

    def __init__(self, width: int, journey: str = "journey") -> None:
        self.width, self.journey, self.number = width, journey, 0
        self.wanted = os.environ.get("LUUKKU_PICTURES") == "1"

    def take(self, page: Any, name: str, *, whole: bool = True) -> None:
        """The page as it is, or all of it on a screen as tall as itself, so that the bar at the foot stays there."""
        self.number += 1
        if not self.wanted:
            return
        page.wait_for_load_state()
        page.evaluate("document.activeElement?.blur()")
        if whole:
            page.evaluate("scrollTo(0, 0)")
        page.mouse.move(0, 0)
        size = page.viewport_size
        if whole:
            height = max(size["height"], min(page.evaluate("document.documentElement.scrollHeight"), TALLEST))
            page.set_viewport_size({"width": self.width, "height": height})
        picture = page.screenshot()
        page.set_viewport_size(size)
        self._path(name).write_bytes(_with_palette(page, picture))

    def keep_pdf(self, pdf: Path, name: str) -> None:
        """The first page of a PDF."""
        self.number += 1
        if self.wanted:
            target = self._path(name).with_suffix("")
            subprocess.run(["pdftoppm", "-png", "-r", "70", "-singlefile", pdf, target], check=True)

    def _path(self, name: str) -> Path:
        folder = FOLDER / self.journey / str(self.width)
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{self.number:02}-{name}.png"


def _with_palette(page: Any, picture: bytes) -> bytes:
    """The same picture in at most 64 colours: a quarter of the bytes, and letters look the same."""
    painter = page.context.browser.new_page()
    told = painter.evaluate(FEWER_COLOURS, {"picture": base64.b64encode(picture).decode(), "most": 64})
    painter.close()
    pixels = base64.b64decode(told["rows"])
    width, height = told["width"], told["height"]
    lines = b"".join(b"\0" + pixels[at : at + width] for at in range(0, width * height, width))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", bytes(told["palette"])), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
