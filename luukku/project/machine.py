"""What this machine has, what is missing, what works worse without it, and which package mends that."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from luukku.language import morphology

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
WITHOUT_VOIKKO = "Search knows only word forms that texts have; the plain-Finnish check looks at sentences alone."
FONT_PACKAGES = ("fontpkg_noto_sans", "fontpkg_amiri", "noto_cjk_sans_otc")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that Luukku uses.

    Attributes:
        present: whether it is here.
        without: what is worse without it, as a sentence.
        package: what to install on Debian or with pip.
        needed: False when only development and tests use it.
    """

    name: str
    present: bool
    without: str
    package: str
    needed: bool = True


def parts() -> Iterator[Part]:
    """Everything outside the Python requirements, and the fonts inside them."""
    yield Part("Finnish morphology", morphology.is_available(), WITHOUT_VOIKKO, "libvoikko1 voikko-fi")
    missing = [name for name in FONT_PACKAGES if find_spec(name) is None]
    yield Part("Fonts for letters", not missing, "PDFs show □ for some scripts.", " ".join(missing).replace("_", "-"))
    yield Part("Browser for tests", browser() is not None, "Journeys in the browser are skipped.", "chromium", False)
    yield Part(
        "PDF reader for tests", bool(shutil.which("pdftotext")), "PDF tests are skipped.", "poppler-utils", False
    )


def browser() -> str | None:
    """The path of Chromium, for tests that drive one. LUUKKU_CHROMIUM names another."""
    told = os.environ.get("LUUKKU_CHROMIUM")
    return told or next((found for name in BROWSERS if (found := shutil.which(name))), None)


def degraded() -> list[str]:
    """One line for each missing part that people who use the site would notice."""
    return [
        f"{part.name}: {part.without} Mended by: {part.package}" for part in parts() if part.needed and not part.present
    ]
