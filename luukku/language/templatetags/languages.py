"""Words about languages in templates: {{ code|language_name }}, {{ code|native_name }}, {{ code|dir }}."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from luukku.language import dialects, drafts
from luukku.language import languages as reference
from luukku.language.naming import language_name
from luukku.language.plain import CHECKED_LANGUAGES

register = template.Library()


register.filter(language_name)


@register.filter
def native_name(code: str) -> str:
    """The language's name as its speakers write it."""
    language = reference.find(code)
    return language.native_name if language else code


@register.filter(name="dir")
def direction(code: str) -> str:
    """For a `dir` attribute: ltr or rtl."""
    return reference.direction(code)


@register.filter
def html_lang(code: str) -> str:
    """For a `lang` attribute."""
    language = reference.find(code)
    return language.html_lang if language else code


@register.filter
def is_draft(code: str) -> bool:
    """Whether the family texts of this language wait for a native speaker's check."""
    return drafts.is_draft(code)


@register.filter
def dialect_name(code: str) -> str:
    """The name of a language's variant in the language of the page; a code we do not know stays as it is."""
    dialect = dialects.find(code)
    return dialect.name(get_language() or "en") if dialect else code


@register.simple_tag
def plain_check(field: Any, language: str = "") -> str:
    """The plain-language check of a text field, put right after it: {% plain_check form.agreed %}.

    It checks while somebody writes, and at the press of a button; without JavaScript the button opens a page of its
    own. Nothing where the text is in a language without rules, or where there is no such page (outside a workplace).

    Args:
        language: of the text; what the field itself says (`lang`) when it is not told, and guessed when that says
            nothing.
    """
    told = language or str(field.field.widget.attrs.get("lang", ""))
    return _check(field.id_for_label, field.html_name, str(field.label), told)


@register.simple_tag
def plain_check_of(box: str, name: str, label: str, language: str) -> str:
    """The same beside a text box that no form draws.

    Args:
        box: the id of the text box. name: its name in the form. label: what it is called, for who does not see it.
    """
    return _check(box, name, label, language)


def _check(box: str, name: str, label: str, language: str) -> str:
    if language and language not in CHECKED_LANGUAGES:
        return ""
    try:
        address = reverse("language:plain")
    except NoReverseMatch:
        return ""
    asked = {"field": name, "box": box, "lang": language}
    context = {
        "box": box,
        "name": name,
        "label": label,
        "live_url": f"{address}?{urlencode(asked)}",
        "url": f"{address}?{urlencode(asked | {'asked': '1'})}",
    }
    return render_to_string("language/plain_check.html", context)
