"""Pictures of the journey for the documentation, taken only when they are asked for: LUUKKU_PICTURES=1."""

import os
import subprocess
from pathlib import Path
from typing import Any

from tests.database import ROOT

FOLDER = Path(os.environ.get("LUUKKU_PICTURES_FOLDER", ROOT / "docs" / "pictures" / "journey"))
TALLEST = 3000
"""Pixels of a page that are worth showing."""


class Album:
    """Numbered pictures of one journey."""

    def __init__(self, width: int) -> None:
        self.width, self.number = width, 0
        self.wanted = os.environ.get("LUUKKU_PICTURES") == "1"

    def take(self, page: Any, name: str, *, whole: bool = True) -> None:
        self.number += 1
        if not self.wanted:
            return
        path = self._path(name)
        page.evaluate("document.activeElement?.blur()")
        if not whole:
            page.screenshot(path=path)
            return
        height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": self.width, "height": height})

    def keep_pdf(self, pdf: Path, name: str) -> None:
        """The first page of a PDF."""
        self.number += 1
        if self.wanted:
            target = self._path(name).with_suffix("")
            subprocess.run(["pdftoppm", "-png", "-r", "70", "-singlefile", pdf, target], check=True)

    def _path(self, name: str) -> Path:
        folder = FOLDER / str(self.width)
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{self.number:02}-{name}.png"
