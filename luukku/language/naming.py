"""What a language is called in the language of the page."""

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

from luukku.language import languages


def language_name(code: str) -> str:
    """The language's name in the language of the page; a code we do not know stays as it is."""
    language = languages.find(code)
    if language is None:
        return code
    active = get_language() or "en"
    if active in languages.STAFF_LANGUAGES:
        return language.name(active)
    try:
        return str(Locale.parse(active).languages.get(code, language.native_name))
    except UnknownLocaleError:
        return language.native_name
