"""What every form shares: no native browser bubbles, warm words in errors, no silent cutting of long text."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db import models
from django.forms.models import ModelFormMetaclass
from django.utils.translation import gettext_lazy as _

from luukku.core.forms.fields import DateField, TimeField

LONGEST_TEXT = 10_000

_TOO_LONG = _("This is too long: %(show_value)d characters, and %(limit_value)d fit. Please shorten it.")

# Our words for Django's own error codes, from the most particular field class to the most general.
_WORDS: list[tuple[type[forms.Field], dict[str, Any]]] = [
    (forms.EmailField, {"invalid": _("Write the e-mail address like this: name@example.fi.")}),
    (forms.URLField, {"invalid": _("Write the whole web address, for example https://www.example.fi.")}),
    (
        forms.IntegerField,
        {
            "invalid": _("Write a whole number with digits, for example 3."),
            "min_value": _("The smallest number that fits here is %(limit_value)s."),
            "max_value": _("The largest number that fits here is %(limit_value)s."),
        },
    ),
    (forms.FileField, {"required": _("Choose a file."), "empty": _("This file is empty. Choose another one.")}),
    (forms.BooleanField, {"required": _("Tick this box to go on.")}),
    (
        forms.MultipleChoiceField,
        {"required": _("Choose at least one."), "invalid_choice": _("Choose from the list once more.")},
    ),
    (
        forms.ModelMultipleChoiceField,
        {"required": _("Choose at least one."), "invalid_choice": _("Choose from the list once more.")},
    ),
    (
        forms.ChoiceField,
        {
            "required": _("Choose one."),
            "invalid_choice": _("That choice is no longer there. Choose one from the list."),
        },
    ),
    (forms.CharField, {"required": _("We need an answer here."), "max_length": _TOO_LONG}),
    (forms.Field, {"required": _("We need an answer here.")}),
]


def _speak_our_words(field: forms.Field) -> None:
    """Give Django's default messages our words; a message that the form's author wrote stays."""
    for kind, words in _WORDS:
        if not isinstance(field, kind):
            continue
        for code, words_here in words.items():
            if _is_djangos_own(field, code):
                field.error_messages[code] = words_here


def _is_djangos_own(field: forms.Field, code: str) -> bool:
    for kind in type(field).__mro__:
        default = vars(kind).get("default_error_messages", {}).get(code)
        if default is not None:
            return kind.__module__.startswith("django.") and field.error_messages.get(code) is default
    return code not in field.error_messages  # a validator's code, e.g. max_length


class _Shared:
    """Mixed into both bases. `mark_required`: say "required" after those labels instead of "optional" after others."""

    use_required_attribute = False
    mark_required = False
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _speak_our_words(field)
            if not isinstance(field, forms.CharField) or isinstance(field, forms.UUIDField):
                continue
            if field.max_length is None:
                field.max_length = LONGEST_TEXT
                field.validators.append(MaxLengthValidator(LONGEST_TEXT))


class Form(_Shared, forms.Form):
    """The base of our forms."""


def _our_field(column: "models.Field[Any, Any]", **options: Any) -> forms.Field | None:
    """Days and times of a model are written in our fields; everything else is Django's."""
    if isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField):
        options.setdefault("form_class", DateField)
    elif isinstance(column, models.TimeField):
        options.setdefault("form_class", TimeField)
    return column.formfield(**options)


class _ModelFormMaker(ModelFormMetaclass):
    def __new__(mcs, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> Any:
        meta = attrs.get("Meta")
        if meta is not None and not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = staticmethod(_our_field)
        return super().__new__(mcs, name, bases, attrs)


class ModelForm(_Shared, forms.ModelForm, metaclass=_ModelFormMaker):  # type: ignore[type-arg]
    """The base of our forms over one model; it never decides rights, it only reads what was typed."""
