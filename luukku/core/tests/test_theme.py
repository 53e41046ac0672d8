"""The promises of the style sheets: readable pairs, one dark, no left and right, small files."""

import gzip
import re
from pathlib import Path

import pytest

CORE = Path(__file__).resolve().parent.parent
STATIC = CORE / "static" / "core"
STYLES = [STATIC / name for name in ("theme.css", "luukku.css", "pages.css")]
TOKEN = re.compile(r"--ds-color-([\w-]+): (#[0-9a-f]{6});")

# words on what they stand on; 4.5 is WCAG's AA for text, 3 for graphics and borders of fields
PAIRS = [
    ("neutral-text-default", "neutral-background-default", 4.5),
    ("neutral-text-subtle", "neutral-background-default", 4.5),
    ("neutral-text-subtle", "neutral-surface-default", 4.5),
    ("neutral-border-default", "neutral-surface-default", 3),
    ("accent-text-subtle", "neutral-background-default", 4.5),
    ("accent-text-subtle", "accent-surface-tinted", 4.5),
    ("accent-text-default", "accent-surface-tinted", 4.5),
    ("accent-base-contrast-default", "accent-base-default", 4.5),
    ("brand1-text-subtle", "neutral-background-default", 4.5),
    ("brand1-text-subtle", "brand1-surface-tinted", 4.5),
    ("brand1-text-subtle", "accent-surface-tinted", 4.5),
    ("brand1-text-default", "brand1-surface-tinted", 4.5),
    ("brand1-border-default", "neutral-background-default", 3),
    ("danger-text-subtle", "neutral-background-default", 4.5),
    ("danger-text-default", "danger-surface-tinted", 4.5),
    ("danger-base-contrast-default", "danger-base-default", 4.5),
    ("info-text-default", "info-surface-tinted", 4.5),
]


def blocks():
    """The tokens of the light block, the chosen dark and the automatic dark."""
    light, dark, auto = re.split(r"@media screen", (STATIC / "theme.css").read_text())
    return [dict(TOKEN.findall(block.split("@media (prefers-contrast")[0])) for block in (light, dark, auto)]


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("words", "ground", "least"), PAIRS)
def test_words_are_readable_in_light_and_dark(words, ground, least):
    light, dark, _auto = blocks()

    assert contrast(light[words], light[ground]) >= least
    assert contrast(dark[words], dark[ground]) >= least


def test_chosen_and_automatic_dark_are_the_same():
    light, dark, auto = blocks()

    assert dark == auto
    assert light.keys() == dark.keys()


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_sides_are_logical_so_that_right_to_left_is_a_mirror(path):
    properties = r"(?:margin|padding|border|inset)[a-z-]*-(?:left|right)|(?<![\w-])(?:left|right)\s*:"
    values = r"(?:text-align|float|clear): *(?:left|right)\b"

    assert not re.findall(f"{properties}|{values}", path.read_text())


@pytest.mark.parametrize("path", [*STYLES, STATIC / "luukku.js"], ids=lambda path: path.name)
def test_files_stay_short(path):
    assert len(path.read_text().splitlines()) <= 400


def test_our_own_style_and_script_weigh_little():
    style = sum(len(gzip.compress(path.read_bytes())) for path in STYLES)
    script = len(gzip.compress((STATIC / "luukku.js").read_bytes()))

    assert style <= 20_000
    assert script <= 6_000


@pytest.mark.parametrize("path", sorted(CORE.parent.glob("*/templates/**/*.html")), ids=lambda path: path.stem)
def test_templates_carry_no_style_or_script_of_their_own(path):
    source = path.read_text()

    inline_script = r'<script(?![^>]*\s(?:src=|type="application/json"))'
    assert not re.search(rf"\sstyle=|\son[a-z]+=\"|<style|{inline_script}", source)


def test_every_class_that_a_template_uses_is_styled():
    styled = " ".join(path.read_text() for path in [*STYLES, *CORE.parent.glob("*/static/**/*.css")])
    used = {
        name
        for path in CORE.parent.glob("*/templates/**/*.html")
        for name in re.findall(r"(?<![\w-])lk-[a-z]+(?:__[a-z0-9]+)?(?![\w-])", path.read_text())
    }

    assert {name for name in used if f".{name}" not in styled} == set()
