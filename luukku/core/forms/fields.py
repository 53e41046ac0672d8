"""Fields for what people here write: days as 21.11.2026 and times as 13.15, in one box."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luukku.core import text
from luukku.core.clock import HELSINKI
from luukku.core.days import in_digits

_WEEKDAY = re.compile(r"^[^\W\d]{2,}\.?\s+")
_DAY_FIRST = re.compile(r"(\d{1,2})[.,/ -]+(\d{1,2})[.,/ -]+(\d{4}|\d{2})\.?")
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})")
_DIGITS_ONLY = re.compile(r"(\d{2})(\d{2})(\d{4})")
_TIME = re.compile(r"(?:klo|kl\.?)?\s*(\d{1,2})(?:[.:,]?(\d{2}))?", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_LAST_SHORT_YEAR = 79
"""A year of two digits is 2000–2079 or 1980–1999: what people note here happened lately, or is to come."""


class DateField(forms.DateField):
    """A day in one text box, told and shown as 21.11.2026.

    Also read: 21.11.26, 1.2.2026 and 01.02.2026, 2026-11-21, and a day copied with its weekday (la 21.11.2026).
    """

    widget = forms.TextInput(attrs={"data-kind": "date", "autocomplete": "off", "inputmode": "decimal"})
    default_error_messages = {
        "required": _("Write the day like this: 21.11.2026."),
        "invalid": _("We could not read this day. Write it like this: 21.11.2026."),
        "no_such_day": _("This day is not in the calendar. Check the day and the month."),
        "year": _("Check the year. Write all four digits, for example 2026."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or _("For example 21.11.2026")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.astimezone(HELSINKI).date()
        if isinstance(value, date):
            return value
        return self._read(text.latin_digits(str(value)).strip())

    def _read(self, written: str) -> date:
        written = _WEEKDAY.sub("", written)
        if match := _DAY_FIRST.fullmatch(written) or _DIGITS_ONLY.fullmatch(written):
            day, month = int(match[1]), int(match[2])
            year = int(match[3]) if len(match[3]) > 2 else _whole_year(int(match[3]))
        elif match := _YEAR_FIRST.fullmatch(written):
            year, month, day = (int(part) for part in match.groups())
        else:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise ValidationError(self.error_messages["year"], code="year")
        try:
            return date(year, month, day)
        except ValueError as error:
            raise ValidationError(self.error_messages["no_such_day"], code="no_such_day") from error

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            value = value.astimezone(HELSINKI).date()
        return in_digits(value) if isinstance(value, date) else value


def _whole_year(short: int) -> int:
    return short + (2000 if short <= _LAST_SHORT_YEAR else 1900)


class TimeField(forms.TimeField):
    """A time of day in one text box: 13.15, 13:15, 1315 and plain 9 are understood."""

    widget = forms.TextInput(attrs={"data-kind": "time", "autocomplete": "off", "inputmode": "decimal"})
    default_error_messages = {
        "required": _("Write the time like this: 13.15."),
        "invalid": _("We could not read this time. Write it like this: 13.15."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or _("For example 13.15")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        match = _TIME.fullmatch(text.latin_digits(str(value)).strip())
        if match is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return time(int(match[1]), int(match[2] or 0))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour}.{value.minute:02}" if isinstance(value, time) else value


class ChoiceCards(forms.RadioSelect):
    """Radio buttons whose options carry a sentence of explanation.

    Args:
        hints: option value → one sentence shown under the option's words.
        in_row: short options (yes, no) side by side where there is room.
    """

    def __init__(self, *args: Any, hints: dict[str, Any] | None = None, in_row: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}
        self.in_row = in_row

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        return option
