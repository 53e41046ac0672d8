"""A chart as a picture: within a page, or as a file that stands by itself."""

from html import escape
from typing import Final

from luukku.insight.charts import look
from luukku.insight.charts.canvas import LETTER, Canvas, wrapped
from luukku.insight.charts.drawing import draw
from luukku.insight.charts.kinds import Chart

WIDTH: Final = 960
"""Of a file, in its units; the drawing stands within a margin."""

_MARGIN = 32.0
_TITLE_LETTERS, _TEXT_LETTERS = 68, 104


def on_page(chart: Chart) -> str:
    """The chart for a page: as wide as its place, coloured by the page's sheet, light or dark."""
    canvas = Canvas(right_to_left=chart.frame.right_to_left)
    height = draw(chart, canvas)
    return (
        f'<svg class="ch" role="img" {_names(chart)} width="100%" height="{canvas.down(height)}" direction="ltr"'
        ' focusable="false">'
        f"{_told(chart)}{''.join(canvas.pieces)}</svg>"
    )


def as_file(chart: Chart, families: str = "sans-serif") -> str:
    """The chart as a file of its own, with its title, what it shows and its notes; equal charts give equal files."""
    frame = chart.frame
    canvas = Canvas(right_to_left=frame.right_to_left, wide=WIDTH - 2 * _MARGIN)
    title = [(line, "ch-title", 1.9) for line in wrapped(frame.title, _TITLE_LETTERS)]
    about = [(line, "ch-soft", 1.5) for line in wrapped(frame.about, _TEXT_LETTERS)]
    head = _texts([*title, *about], canvas, 0.0) + 0.8
    drawn = Canvas(right_to_left=frame.right_to_left, wide=canvas.wide)
    foot = head + draw(chart, drawn) + 0.8
    canvas.pieces.append(f'<g transform="translate(0 {canvas.down(head)})">{"".join(drawn.pieces)}</g>')
    notes = [(line, "ch-soft", 1.5) for note in frame.notes for line in wrapped(note, _TEXT_LETTERS)]
    high = round(_texts(notes, canvas, foot) * LETTER + 2 * _MARGIN)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high}" width="{WIDTH}" height="{high}"'
        f' role="img" {_names(chart)} lang="{escape(frame.language)}" direction="ltr">{_told(chart)}'
        f'<style>{look.sheet(families)}</style><rect class="ch-paper" width="{WIDTH}" height="{high}"/>'
        f'<g transform="translate({_MARGIN:g} {_MARGIN:g})">{"".join(canvas.pieces)}</g></svg>'
    )


def _names(chart: Chart) -> str:
    key = escape(chart.frame.key)
    return f'aria-labelledby="{key}-t" aria-describedby="{key}-d"'


def _told(chart: Chart) -> str:
    key = escape(chart.frame.key)
    return (
        f'<title id="{key}-t">{escape(chart.frame.title)}</title>'
        f'<desc id="{key}-d">{escape(chart.frame.description)}</desc>'
    )


def _texts(lines: list[tuple[str, str, float]], canvas: Canvas, top: float) -> float:
    """Lines of text one under the other; gives where the last one ends."""
    for words, kind, height in lines:
        top += height
        canvas.text(0, top - 0.4, words, f"ch-text {kind}")
    return top
