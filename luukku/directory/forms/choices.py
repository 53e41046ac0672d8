"""What several forms let one choose from: places, languages of families, municipalities."""

from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from luukku.directory import policies, towns
from luukku.directory.models import Channel
from luukku.directory.reading import words_of
from luukku.language import languages

NO_PLACE = pgettext_lazy("a place", "No place")


class PlaceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the places that are offered, by its Finnish name; or none."""

    def __init__(self, *, empty_label: Any = NO_PLACE) -> None:
        super().__init__(None, label=_("Place"), required=False, empty_label=empty_label)

    def __deepcopy__(self, memo: Any) -> "PlaceField":
        """Each form asks for the places anew."""
        copy: PlaceField = super().__deepcopy__(memo)
        copy.queryset = policies.public_channels().places().with_texts()
        return copy

    def label_from_instance(self, place: Channel) -> str:
        return words_of(place, "fi")["name"]


def municipality_codes(told: str, *, is_one: bool = False) -> list[str]:
    """Official codes of the municipalities that were typed by name.

    Args:
        told: names separated by commas, each in any of its languages; empty for none.
        is_one: more than one is not understood.

    Raises:
        ValidationError: no municipality has one of the names.
    """
    found, unknown = towns.codes_named(told)
    if unknown or (is_one and len(found) > 1):
        words = _("We do not know this municipality: %(name)s. Check how it is written.")
        raise forms.ValidationError(words, params={"name": (", ".join(unknown) or told)[:100]})
    return found


def family_languages() -> list[tuple[str, str]]:
    """The languages of families with their names for whoever works here."""
    return languages.family_choices(get_language() or "fi")


def municipalities() -> list[tuple[str, str]]:
    """All municipalities by name."""
    names = towns.names_by_code(get_language() or "fi")
    return sorted(names.items(), key=lambda one: one[1].casefold())
