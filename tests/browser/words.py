"""What buttons and labels say, found by their English words: a better translation breaks no test."""

from datetime import timedelta

from django.utils import translation

from luukku.core import clock


def fi(english: str, context: str = "", **values: object) -> str:
    return told("fi", english, context, **values)


def told(language: str, english: str, context: str = "", **values: object) -> str:
    with translation.override(language):
        words = translation.pgettext(context, english) if context else translation.gettext(english)
    return words % values if values else words


def in_days(days: int) -> str:
    """A day as it is written into a form: 21.11.2026."""
    day = clock.today() + timedelta(days=days)
    return f"{day.day}.{day.month}.{day.year}"
