"""A birth in one box: the whole day, the month or the year, as far as it is known."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luukku.casework.rules.births import Birth, NotABirthError, read_birth


class BirthField(forms.Field):
    """3.4.1992, 4/1992 or 1992; with ~ in front it is an estimate."""

    widget = forms.TextInput(attrs={"data-kind": "date", "autocomplete": "off"})
    default_error_messages = {
        "required": _("Write the day of birth like this: 3.4.1992. The year alone will do."),
        "invalid": _("We could not read this. Write the day like this: 3.4.1992. The year alone will do."),
        "no_such_day": _("This day is not in the calendar. Check the day, the month and the year."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or _("Example 3.4.1992. If only the year is known: 1992")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Birth | None:
        if value in self.empty_values or isinstance(value, Birth):
            return value or None
        try:
            return read_birth(str(value))
        except NotABirthError as error:
            code = "no_such_day" if error.is_calendar else "invalid"
            raise ValidationError(self.error_messages[code], code=code) from error

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, date):
            value = Birth(value)
        return value.told() if isinstance(value, Birth) else value
