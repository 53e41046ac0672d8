"""Figures of surveys in templates."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template

from luukku.surveys.models.instruments import said as text_of
from luukku.surveys.services.results import comma as with_comma

register = template.Library()


@register.filter
def comma(number: Decimal | None) -> str:
    """4,20; nothing is an empty text."""
    return with_comma(number)


@register.filter
def of(told: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds under a key that is known only when the page is drawn."""
    return told.get(key, "")


@register.filter
def said(words: Mapping[str, str]) -> str:
    """A text of a questionnaire in the language of the page, or in the one that stands in for it."""
    return text_of(dict(words))
