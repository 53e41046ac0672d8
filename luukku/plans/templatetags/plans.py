"""Small words for the letter's templates: labels by name, and lines with a name in them."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from luukku.plans.helper_titles import title_in
from luukku.plans.labels import PlanLabels, day
from luukku.plans.law.periods import place_law_on
from luukku.plans.letter import Letter, Side
from luukku.plans.models import Topic
from luukku.plans.rules import childhood
from luukku.plans.rules.content import Text
from luukku.plans.services.reading import Reader, Readers

Row = TypeVar("Row")

register = template.Library()


@register.filter
def label(labels: PlanLabels, name: str) -> str:
    """A label whose name is only known in the template."""
    return str(getattr(labels, name))


@register.filter
def both(letter: Letter, name: str) -> Text:
    """The same label for both columns."""
    return Text(label(letter.ours.labels, name), label(letter.theirs.labels, name))


@register.simple_tag
def thinks(side: Side, name: str) -> str:
    """ "Leena thinks:" in the language of one column."""
    return side.labels.thinks_line % {"name": side.labels.isolated(name)}


@register.simple_tag
def seen_by(side: Side, letter: Letter, readers: Readers) -> SafeString:
    """Who reads the shared part, and the children's parts where the letter has them.

    What a helper does was written in the worker's language: it is marked as such, also among words of another.
    """
    shown = [("shared_part_seen_by_line", readers.shared)]
    if letter.children:
        shown.append(("childrens_parts_seen_by_line", readers.children))
    written_in = "" if side is letter.ours else letter.ours.html_lang
    lines = [
        format_html(getattr(side.labels, line).replace("%(names)s", "{names}"), names=_listed(side, people, written_in))
        for line, people in shown
        if people
    ]
    return mark_safe(" ".join(lines))  # noqa: S308 - each line is escaped


def _listed(side: Side, people: Sequence[Reader], written_in: str) -> SafeString:
    """Names with what they do, as a list in the language of one column."""
    told = [_with_function(one, side, written_in) for one in people]
    return mark_safe(side.labels.listed(told))  # noqa: S308 - each name is escaped, the words between are our own


def _with_function(reader: Reader, side: Side, written_in: str) -> SafeString:
    name = format_html("<bdi>{}</bdi>", reader.name)
    if not reader.function:
        return name
    known, rest = title_in(side.labels.language, reader.function) if written_in else ("", "")
    if rest:
        return format_html('{} (<bdi>{}</bdi>, <bdi lang="{}">{}</bdi>)', name, known, written_in, rest)
    if known:
        return format_html("{} (<bdi>{}</bdi>)", name, known)
    lang = format_html(' lang="{}"', written_in) if written_in else ""
    return format_html("{} (<bdi{}>{}</bdi>)", name, lang, reader.function)


@register.filter
def after(rows: Sequence[Row], position: int) -> Row | None:
    """The row that follows a list's row number `position` (from 1); None after the last."""
    return rows[position] if position < len(rows) else None


@register.simple_tag
def ask(side: Side, name: str) -> str:
    """Whom to ask, in the language of one column."""
    return side.labels.ask_line % {"name": side.labels.isolated(name)}


@register.filter
def filled(line: str, on: date) -> str:
    """A label's line with its day in it."""
    return line % {"date": day(on)}


@register.simple_tag
def service(side: Side, name: str) -> str:
    """The service that is used, in the language of one column."""
    return side.labels.service_line % {"name": side.labels.isolated(name)}


@register.filter
def apply_by(topic: Topic) -> date | None:
    """The last day for applying for the place in early education that is wished for."""
    if topic.place_from is None:
        return None
    return childhood.apply_by(topic.place_from, place_law_on(topic.place_from), is_sudden=topic.is_sudden)
