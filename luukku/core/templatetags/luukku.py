"""The words templates use everywhere: pictograms, days and times as people here write them, the idempotency key."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names
from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info, pgettext

from luukku.core import pictograms
from luukku.core.clock import HELSINKI
from luukku.core.days import in_digits
from luukku.core.law.provisions import cited, law_text

register = template.Library()

NO_BREAK_SPACE = "\u00a0"
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "prs", "ps", "ur", "yi"})


@register.simple_tag
def pictogram(name: str, variant: str = "") -> SafeString:
    """A line drawing hidden from screen readers: words always stand beside it. Variant: "big" or another modifier."""
    classes = "lk-pic" + (f" lk-pic--{variant}" if variant else "")
    if name in pictograms.TURNING:
        classes += " lk-turn"
    return format_html(
        '<svg class="{}" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        classes,
        mark_safe(pictograms.shape(name)),  # noqa: S308 - our own drawings
    )


@cache
def _weekdays(language: str, width: Literal["abbreviated", "wide"]) -> tuple[str, ...]:
    """Monday to Sunday by themselves (maanantai, not "on Monday" as Finnish has it inside a date)."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("fi")
    names = get_day_names(width, "stand-alone", locale)
    return tuple(names[number] for number in range(7))


def _day(value: date | datetime) -> date:
    return value.astimezone(HELSINKI).date() if isinstance(value, datetime) else value


def _weekday(day: date, width: Literal["abbreviated", "wide"] = "abbreviated") -> str:
    return _weekdays(get_language() or "fi", width)[day.weekday()]


@register.filter
def fi_day(value: date | datetime | None) -> str:
    """27.11.2026; a moment is first taken to Helsinki; nothing is an empty text."""
    return in_digits(_day(value)) if value else ""


@register.filter
def fi_date(value: date | datetime | None) -> str:
    """pe 27.11.2026, with the weekday in the language of the page."""
    if not value:
        return ""
    day = _day(value)
    return f"{_weekday(day)}{NO_BREAK_SPACE}{in_digits(day)}"


@register.filter
def fi_long_date(value: date | datetime | None) -> str:
    """Maanantai 23.11.2026, for the top of a page."""
    if not value:
        return ""
    day = _day(value)
    return f"{capfirst(_weekday(day, 'wide'))} {in_digits(day)}"


@register.filter
def fi_time(value: datetime | time | None, style: str = "") -> str:
    """13.15; with the style "at" as a phrase: klo 13.15."""
    if value is None:
        return ""
    moment = value.astimezone(HELSINKI) if isinstance(value, datetime) else value
    clock = f"{moment.hour}.{moment.minute:02}"
    if style != "at":
        return clock
    return (pgettext("time of day", "at %(time)s") % {"time": clock}).replace(" ", NO_BREAK_SPACE)


@register.simple_tag
def day(value: date | datetime | None, style: str = "short") -> SafeString | str:
    """A date as a `time` element, its digits isolated for right-to-left text.

    Style: short (pe 27.11.2026), plain (27.11.2026) or long (perjantai 27.11.2026).
    """
    if not value:
        return ""
    when = _day(value)
    weekday = "" if style == "plain" else _weekday(when, "wide" if style == "long" else "abbreviated")
    return format_html(
        '<time class="lk-num" datetime="{}">{}{}<bdi>{}</bdi></time>',
        when.isoformat(),
        weekday,
        NO_BREAK_SPACE if weekday else "",
        in_digits(when),
    )


@register.inclusion_tag("components/law_reference.html")
def cite(reference: str) -> dict[str, object]:
    """Cite sections from the table of provisions: `{% cite "681/2023, 14 §" %}`.

    Raises:
        LookupError: the table does not have them.
    """
    return asdict(cited(reference))


@register.simple_tag
def section(reference: str) -> str:
    """The number of a section alone, for pages in languages in which we have no names of acts.

    Raises:
        LookupError: the table does not have it.
    """
    return law(law_text(reference))


@register.filter
def law(reference: str) -> str:
    """A section that never breaks over lines: 681/2023, 22 §."""
    return reference.replace(" ", NO_BREAK_SPACE)


@register.filter
def bidi(code: str | None) -> str:
    """The direction of a language's text, for a `dir` attribute."""
    return "rtl" if (code or "").split("-")[0] in RIGHT_TO_LEFT else "ltr"


@register.simple_tag(takes_context=True)
def idempotency_key(context: Context, form: Any = None) -> SafeString:
    """The hidden field that makes a repeated POST harmless.

    A fresh key for a fresh form. A form that came back with errors keeps the key it was sent with, so that a lost
    answer followed by a second try stays one write.
    """
    form = form if form is not None else context.get("form")
    request = context.get("request")
    sent = request.POST.get("_key", "") if request is not None and request.method == "POST" else ""
    came_back = bool(form is not None and getattr(form, "is_bound", False) and form.errors)
    key = _uuid(sent) if came_back else None
    return format_html('<input type="hidden" name="_key" value="{}">', key or uuid.uuid4())


def _uuid(raw: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(raw)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class FormError:
    """One line of the error summary; without `focus_id` it concerns the whole form."""

    message: str
    label: str = ""
    focus_id: str = ""


@register.simple_tag
def error_list(form: Any = None, forms: Any = None) -> list[FormError]:
    """All errors of one or many forms in the order of their fields, those of the whole form first."""
    found: list[FormError] = []
    for each in forms or ([form] if form else []):
        if not each.is_bound:
            continue
        found += [FormError(str(message)) for message in each.non_field_errors()]
        for field in each:
            if field.is_hidden:
                found += [FormError(str(message)) for message in field.errors]
            else:
                focus_id = getattr(field, "focus_id", field.id_for_label)
                label = _of_whom(each, str(field.label))
                found += [FormError(str(message), label, focus_id) for message in field.errors]
    return found


def _of_whom(form: Any, label: str) -> str:
    """Where a page has a form for each of many persons, `form.whose` tells whose field it is."""
    whose = getattr(form, "whose", "")
    return f"{whose}: {label[:1].lower()}{label[1:]}" if whose else label


@register.simple_block_tag
def wrapped(content: str, classes: str) -> SafeString | str:
    """The content in a `div`, or nothing at all when it is empty: an empty bar would still take its place."""
    return format_html('<div class="{}">{}</div>', classes, content) if content.strip() else ""


@register.filter
def notice_tone(level: str) -> str:
    """Django's message level as one of our notices: good, info, needs or problem."""
    return {"success": "good", "warning": "needs", "error": "problem"}.get(level, "info")


@register.simple_tag
def shell_languages() -> list[tuple[str, str]]:
    """The languages of the staff pages, named as their speakers name them."""
    return [(code, str(get_language_info(code)["name_local"]).capitalize()) for code, _name in settings.LANGUAGES]
