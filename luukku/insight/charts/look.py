"""How lines are told apart: a colour each, and beside it a mark and a dash, for eyes and printers that see no colours.
Pages colour by class (`insight.css`); a file carries its colours in itself.
"""

from typing import Final

PAPER: Final = "#ffffff"
INK: Final = "#20281f"
SOFT: Final = "#57584f"
EDGE: Final = "#857d70"
FAINT: Final = "#ded5c6"
TRACK: Final = "#f4ede1"

INKS: Final = ("#1d5745", "#b04a00", "#0065a0", "#8a3d70")
"""After Okabe and Ito's colours, darkened until each stands out from paper by more than 3 : 1. Source: local."""

INKS_IN_THE_DARK: Final = ("#84c8ab", "#f2a35e", "#7cc0ec", "#e2a5c9")

WARM: Final = ("#eef3ea", "#d5e5d9", "#b9d6c4", "#9bc6b0", "#7cb49b")
"""Steps of a heat table; the text on each is ink."""

STEPS: Final = len(WARM)


def hidden_name(key: str) -> str:
    return f"{key}-p-hidden"


def pattern(key: str) -> str:
    """The hatching of hidden figures in the drawing `key`."""
    return (
        f'<defs><pattern id="{hidden_name(key)}" width="7" height="7" patternUnits="userSpaceOnUse">'
        '<g class="ch-veil"><path d="M-1 1L1 -1M0 7L7 0M6 8L8 6"/></g></pattern></defs>'
    )


DASHES: Final = ("", "9 4", "2 4", "10 3 2 3")
"""Of lines, in order; their marks differ too."""


def sheet(families: str) -> str:
    """The style that a file carries: light, as paper is. `families` are the letters it asks for."""
    inks = "".join(f".ch-l{place}{{stroke:{ink}}}.ch-m{place}{{fill:{ink}}}" for place, ink in enumerate(INKS, start=1))
    dashes = "".join(f".ch-l{place}{{stroke-dasharray:{dash}}}" for place, dash in enumerate(DASHES, start=1) if dash)
    warm = "".join(f".ch-w{place}{{fill:{tint}}}" for place, tint in enumerate(WARM, start=1))
    return (
        f"text{{font-family:{families};font-size:16px;fill:{INK}}}.ch-title{{font-size:24px;font-weight:600}}"
        f"text.ch-soft{{fill:{SOFT}}}.ch-strong{{font-weight:600}}.ch-track{{fill:{TRACK}}}.ch-paper{{fill:{PAPER}}}"
        f".ch-grid{{stroke:{FAINT}}}.ch-base{{stroke:{EDGE}}}.ch-veil{{stroke:{EDGE};stroke-width:1.2}}"
        f".ch-hidden{{stroke:{EDGE}}}.ch-p1{{fill:{INKS[0]};stroke:{INKS[0]}}}"
        f".ch-line{{stroke-width:2.5}}.ch-mark{{stroke:{PAPER};stroke-width:1.5}}{inks}{dashes}{warm}"
    )
