"""What a page or a file shows of a figure: a chart with its answer, and the same figures as a table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, pgettext
from django.utils.translation import gettext as _

from luukku.core.days import in_digits
from luukku.core.exports import Cell
from luukku.insight import answers
from luukku.insight.charts import Bars, Chart, Frame, Heat, Lines, Row, look, on_page, order_of
from luukku.insight.charts.scales import warmth
from luukku.insight.figure_words import DIMENSIONS, WORDS, Words, quality_of
from luukku.insight.rules.definitions import Direction, Time
from luukku.insight.services.figures import Definition, Hidden, Published, Series, Table, protected
from luukku.insight.services.heads import by_name

HIGHEST = 100
NARROW = 6


@dataclass(frozen=True)
class Field:
    """One cell of a table on a page: its words, how warm it is (0 when it has no share), the name of its column."""

    words: str
    warm: int
    is_hidden: bool
    column: str


@dataclass(frozen=True)
class Grid:
    """Published figures as a table: the twin of a chart, and what goes into files.

    Attributes:
        names, heading: what the rows and the columns are.
    """

    names: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Published, ...]], ...]

    def fields(self) -> Iterator[tuple[str, list[Field]]]:
        for name, figures in self.rows:
            yield name, [_field(one, column) for one, column in zip(figures, self.columns, strict=True)]

    def header(self) -> list[str]:
        note = pgettext("a figure", "Note")
        return [self.names, self.heading, _("How many"), _("Out of how many"), _("Share, %"), note]

    def lines(self) -> Iterator[list[Cell]]:
        """One line for each figure, for files. A hidden count is an empty cell with a note, never a nought."""
        for name, figures in self.rows:
            for column, one in zip(self.columns, figures, strict=True):
                note = answers.said(one) if one.hidden else ""
                yield [name, column, one.numerator, one.denominator, one.value, note]


@dataclass(frozen=True)
class Shown:
    """A chart as a page shows it.

    Attributes:
        code: of the chart within its page and address.
        beside: a line under the heading.
        files: endings, each with its address.
    """

    code: str
    chart: Chart
    grid: Grid
    beside: str = ""
    files: tuple[tuple[str, str], ...] = ()

    @property
    def is_heat(self) -> bool:
        """A table already: on a page it is drawn as one."""
        return isinstance(self.chart, Heat)

    @property
    def is_narrow(self) -> bool:
        """So few columns that a phone shows each row as a list of them."""
        return len(self.grid.columns) <= NARROW

    @property
    def answer(self) -> str:
        return self.chart.frame.title

    @property
    def is_empty(self) -> bool:
        """Nothing to draw: no figure has been published, not even a hidden one."""
        return not any(one.is_hidden or one.warm for _name, fields in self.grid.fields() for one in fields)

    @property
    def svg(self) -> SafeString:
        return mark_safe(on_page(self.chart))  # noqa: S308 -- the canvas escapes every text

    @property
    def why_hidden(self) -> str:
        """What a hidden figure means, when there is one."""
        return _why_hidden([one for _name, figures in self.grid.rows for one in figures])


def why_hidden(charts: Iterable[Shown]) -> str:
    """What a hidden figure means, once for a whole page; "" when nothing on it is hidden."""
    return next((one.why_hidden for one in charts if one.why_hidden), "")


@dataclass(frozen=True)
class Told:
    """A definition in words."""

    definition: Definition
    words: Words

    @property
    def quality(self) -> str:
        return quality_of(self.definition.code)

    @property
    def is_at_months_end(self) -> bool:
        return self.definition.time == Time.STANDS

    @property
    def is_more_better(self) -> bool:
        return self.definition.direction == Direction.UP


def told(definition: Definition) -> Told:
    return Told(definition, WORDS[definition.code])


def over_time(own: Series, region: Series | None) -> Shown:
    """A figure of a place month by month, with the whole region beside it to compare."""
    lines = [own.lines[0], *(region.lines if region is not None else ())]
    last = answers.last_told(lines[0].figures)
    at = lines[0].figures.index(last)
    rows = tuple(Row(line.head.label, tuple(map(answers.amount, line.figures))) for line in lines)
    times = tuple(map(answers.month_words, own.months))
    frame = _frame(
        own.definition, "time", title=answers.answer(last), description=answers.line_words(times, rows),
        about=str(WORDS[own.definition.code].name), of=[one for line in lines for one in line.figures],
    )  # fmt: skip
    grid = Grid(
        _("Month"), _("Place"), tuple(row.name for row in rows),
        tuple((time, tuple(line.figures[number] for line in lines)) for number, time in enumerate(times)),
    )  # fmt: skip
    beside = answers.beside(
        last,
        own.lines[0].figures[at - 12] if at >= 12 else None,
        region.lines[0].figures[at] if region is not None else None,
    )
    return Shown("time", Lines(frame, times, rows), grid, beside)


def side_by_side(series: Series) -> Shown | None:
    """A figure's newest month, place by place or language by language; None when there is nothing to compare."""
    if series.by is None or len(series.lines) < 2:
        return None
    at = max(line.figures.index(answers.newest(line.figures)) for line in series.lines)
    order = order_of([answers.amount(line.figures[at]) for line in series.lines])
    lines = [series.lines[number] for number in order]
    figures = [(line.head.label, line.figures[at]) for line in lines]
    rows = tuple(Row(name, (answers.amount(one),)) for name, one in figures)
    month = answers.month_words(series.months[at])
    frame = _frame(
        series.definition, series.by.value, title=answers.spread(rows), description=answers.bar_words(rows),
        about=f"{WORDS[series.definition.code].name}, {month}", of=[one for _name, one in figures],
    )  # fmt: skip
    names = str(DIMENSIONS[series.by])
    grid = Grid(names, _("Month"), (month,), tuple((name, (one,)) for name, one in figures))
    return Shown(series.by.value, Bars(frame, rows), grid, f"{frame.about}.")


def crossed(table: Table) -> Shown | None:
    """Places × languages of one month; None when fewer than two of either have figures."""
    if len(table.heads) < 2 or len(table.lines) < 2:
        return None
    rows = tuple(Row(line.head.label, tuple(map(answers.amount, line.figures))) for line in table.lines)
    columns = tuple(head.label for head in table.heads)
    about = f"{WORDS[table.definition.code].name}: {DIMENSIONS[table.rows]}, {DIMENSIONS[table.columns]}"
    frame = _frame(
        table.definition, "both", title=_("Places and languages together"), about=about,
        description=answers.heat_words(columns, rows), of=[one for line in table.lines for one in line.figures],
    )  # fmt: skip
    names = str(DIMENSIONS[table.rows])
    grid = Grid(
        names, str(DIMENSIONS[table.columns]), columns, tuple((line.head.label, line.figures) for line in table.lines)
    )
    return Shown("both", Heat(frame, columns, rows), grid, f"{about}.")


def equality(by_figure: Sequence[Series]) -> Shown | None:
    """Language groups × figures of the newest published month: does everybody get the same service?"""
    heads = sorted({line.head for one in by_figure for line in one.lines}, key=by_name)
    if len(heads) < 2:
        return None
    at = max(line.figures.index(answers.newest(line.figures)) for one in by_figure for line in one.lines)
    found = {(line.head, one.definition): line.figures[at] for one in by_figure for line in one.lines}
    as_of = next(iter(found.values())).as_of
    columns = tuple(str(WORDS[one.definition.code].name) for one in by_figure)
    told_rows = tuple(
        (
            head.label,
            tuple(
                found.get((head, one.definition)) or protected(one.definition, by_figure[0].months[at])
                for one in by_figure
            ),
        )
        for head in heads
    )
    rows = tuple(Row(name, tuple(map(answers.amount, figures))) for name, figures in told_rows)
    about = _("Shares by language group, %(month)s") % {"month": answers.month_words(as_of)}
    frame = _framed(
        "equality", title=answers.widest(columns, rows), about=about, description=answers.heat_words(columns, rows),
        of=[one for _name, figures in told_rows for one in figures], source=_("The figures on these pages"),
    )  # fmt: skip
    return Shown(
        "equality", Heat(frame, columns, rows), Grid(_("Language"), _("Figure"), columns, told_rows),
        f"{about}.",
    )  # fmt: skip


def _frame(
    definition: Definition, code: str, *, title: str, about: str, description: str, of: Sequence[Published]
) -> Frame:
    key = f"{definition.code}-{code}".replace("_", "-")
    source = str(WORDS[definition.code].source)
    return _framed(key, title=title, about=about, description=description, of=of, source=source)


def _framed(key: str, *, title: str, about: str, description: str, of: Sequence[Published], source: str) -> Frame:
    as_of = max((one.as_of for one in of if one.hidden not in answers.NOT_YET), default=None)
    notes = [_("Source: %(source)s.") % {"source": source}]
    if as_of is not None:
        notes.append(_("As of %(day)s.") % {"day": in_digits(as_of)})
    if reason := _why_hidden(of):
        notes.append(reason)
    return Frame(
        key=key, title=title, about=about, description=description, words=answers.words(), notes=tuple(notes),
        language=get_language() or "fi", right_to_left=get_language_bidi(), highest=HIGHEST,
    )  # fmt: skip


def _why_hidden(figures: Sequence[Published]) -> str:
    if not any(one.hidden == Hidden.PROTECTED for one in figures):
        return ""
    return answers.why_hidden(max(one.definition.threshold for one in figures))


def _field(one: Published, column: str) -> Field:
    words = answers.said(one, 1)
    if one.numerator is not None and one.denominator:
        words = _("%(share)s (%(some)s of %(all)s)") % {"share": words, "some": one.numerator, "all": one.denominator}
    warm = 0 if one.value is None else warmth(float(one.value), HIGHEST, look.STEPS)
    return Field(words, warm, one.hidden == Hidden.PROTECTED, column)
