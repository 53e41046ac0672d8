"""What the lines of a figure are called."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luukku.accounts.models import Organisation, Unit
from luukku.insight.rules.definitions import Dimension
from luukku.insight.rules.languages import OTHER
from luukku.insight.services.places import Place
from luukku.language import languages


@dataclass(frozen=True, slots=True)
class Head:
    """A line or a column. Attributes: code: an id or a language code; empty for the place itself."""

    code: str
    label: str


def heads_of(by: Dimension | None, place: Place, codes: set[str]) -> tuple[Head, ...]:
    """The lines in the order in which they are shown: by name, all other languages last."""
    if by is None:
        return (Head("", place.name),)
    if by == Dimension.LANGUAGE:
        return tuple(sorted((Head(code, language_words(code)) for code in codes), key=by_name))
    rows: QuerySet[Organisation] | QuerySet[Unit]
    rows = Organisation.objects.all() if by == Dimension.ORGANISATION else Unit.objects.all()
    named = [Head(str(row.pk), row.name) for row in rows.filter(pk__in=codes)]
    return tuple(sorted(named, key=by_name))


def by_name(head: Head) -> tuple[bool, str]:
    """The key of that order."""
    return head.code == OTHER, head.label.casefold()


def language_words(code: str) -> str:
    """The language's name in the language of the page."""
    found = languages.find(code)
    return _("Other languages") if found is None else found.name(languages.interface_language(get_language() or "fi"))
