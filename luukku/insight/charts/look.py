"""How parts and lines are told apart: a colour each, and beside it a pattern, a mark and a dash, for eyes and printers
that see no colours. Pages colour by class (`insight.css`); a file carries its colours in itself.
"""

from typing import Final

PAPER: Final = "#ffffff"
INK: Final = "#20281f"
SOFT: Final = "#57584f"
EDGE: Final = "#857d70"
FAINT: Final = "#ded5c6"
TRACK: Final = "#f4ede1"

INKS: Final = ("#1d5745", "#b04a00", "#0065a0", "#8a3d70", "#6a5800", "#454545")
"""After Okabe and Ito's colours, darkened until each stands out from paper by more than 3 : 1. Source: local."""

INKS_IN_THE_DARK: Final = ("#84c8ab", "#f2a35e", "#7cc0ec", "#e2a5c9", "#d6c45c", "#c9c9c9")

WARM: Final = ("#eef3ea", "#d5e5d9", "#b9d6c4", "#9bc6b0", "#7cb49b")
"""Steps of a heat table; the text on each is ink."""

_PATTERNS: Final = (
    "",
    '<path d="M-2 2L2 -2M0 10L10 0M8 12L12 8" stroke-width="3"/>',
    '<circle cx="3" cy="3" r="1.9"/><circle cx="8" cy="8" r="1.9"/>',
    '<path d="M0 2.5H10M0 7.5H10" stroke-width="2"/>',
    '<path d="M2.5 0V10M7.5 0V10" stroke-width="2"/>',
    '<path d="M0 0L10 10M10 0L0 10" stroke-width="1.6"/>',
)
MOST: Final = len(_PATTERNS)
"""So many parts can be told apart; a drawing with more is a table."""


def pattern_name(key: str, place: int) -> str:
    """The id of a part's pattern in the drawing `key`; empty for the first, which is painted full."""
    return f"{key}-p{place}" if place else ""


def hidden_name(key: str) -> str:
    return f"{key}-p-hidden"


def patterns(key: str, parts: int) -> str:
    """The patterns that a drawing of so many parts uses, and the one for hidden figures."""
    named = [
        f'<pattern id="{pattern_name(key, place)}" width="10" height="10" patternUnits="userSpaceOnUse">'
        f'<g class="ch-p{place + 1}">{_PATTERNS[place]}</g></pattern>'
        for place in range(1, min(parts, MOST))
    ]
    veil = (
        f'<pattern id="{hidden_name(key)}" width="7" height="7" patternUnits="userSpaceOnUse">'
        '<g class="ch-veil"><path d="M-1 1L1 -1M0 7L7 0M6 8L8 6"/></g></pattern>'
    )
    return f"<defs>{''.join([*named, veil])}</defs>"


DASHES: Final = ("", "9 4", "2 4", "10 3 2 3")
"""Of lines, in order; their marks differ too."""


def sheet(families: str) -> str:
    """The style that a file carries: light, as paper is. `families` are the letters it asks for."""
    inks = "".join(
        f".ch-p{place}{{fill:{ink};stroke:{ink}}}.ch-o{place},.ch-l{place}{{stroke:{ink}}}.ch-m{place}{{fill:{ink}}}"
        for place, ink in enumerate(INKS, start=1)
    )
    dashes = "".join(f".ch-l{place}{{stroke-dasharray:{dash}}}" for place, dash in enumerate(DASHES, start=1) if dash)
    warm = "".join(f".ch-w{place}{{fill:{tint}}}" for place, tint in enumerate(WARM, start=1))
    return (
        f"text{{font-family:{families};font-size:16px;fill:{INK}}}.ch-title{{font-size:24px;font-weight:600}}"
        f"text.ch-soft{{fill:{SOFT}}}.ch-strong{{font-weight:600}}.ch-track{{fill:{TRACK}}}.ch-paper{{fill:{PAPER}}}"
        f".ch-grid{{stroke:{FAINT}}}.ch-base{{stroke:{EDGE}}}.ch-veil{{stroke:{EDGE};stroke-width:1.2}}"
        f".ch-hidden{{stroke:{EDGE}}}.ch-line{{stroke-width:2.5}}.ch-mark{{stroke:{PAPER};stroke-width:1.5}}{inks}{dashes}{warm}"
    )
