"""Figures of surveys in templates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from luukku.surveys.models.instruments import said as text_of
from luukku.surveys.rules.questions import Kind
from luukku.surveys.services.results import Row
from luukku.surveys.services.results import comma as with_comma

register = template.Library()


@dataclass
class Part:
    """Questions that stand below one heading."""

    heading: str
    rows: list[Row] = field(default_factory=list)

    @property
    def scale(self) -> str:
        """Both ends of the scale on which all of them are answered, in words."""
        scales = {row.ends for row in self.rows}
        return scales.pop() if len(scales) == 1 else ""

    @property
    def is_silent(self) -> bool:
        """Whether nothing of what was written here is shown."""
        return all(row.kind is Kind.TEXT and not row.texts for row in self.rows)


@register.filter
def by_heading(rows: Iterable[Row]) -> list[Part]:
    """The questions in their order, a part beginning at each heading; those in own words are a part of their own."""
    parts: list[Part] = []
    for row in rows:
        is_written = row.kind is Kind.TEXT
        was_written = bool(parts) and parts[-1].rows[-1].kind is Kind.TEXT
        if not parts or row.heading or is_written != was_written:
            parts.append(Part(row.heading or (_("Own words") if is_written else "")))
        parts[-1].rows.append(row)
    return parts


@register.filter
def comma(number: Decimal | None) -> str:
    """4,20; nothing is an empty text."""
    return with_comma(number)


@register.filter
def signed(change: Decimal | None) -> str:
    """+0,39 and −0,12: a change always has its sign."""
    if not change:
        return with_comma(change)
    return f"{'+' if change > 0 else '−'}{with_comma(abs(change))}"


@register.filter
def of(told: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds under a key that is known only when the page is drawn."""
    return told.get(key, "")


@register.filter
def said(words: Mapping[str, str]) -> str:
    """A text of a questionnaire in the language of the page, or in the one that stands in for it."""
    return text_of(dict(words))
