"""The kinds of entries as addresses name them."""

from typing import Any

from django.urls import reverse

from luukku.directory import policies
from luukku.directory.models import Activity, Channel, Service, Sourced
from luukku.directory.services.additions import OPEN
from luukku.language import languages

KINDS: dict[str, type[Sourced]] = {"services": Service, "channels": Channel, "activities": Activity}
VISIBLE: dict[type[Sourced], Any] = {
    Service: policies.visible_services,
    Channel: policies.visible_channels,
    Activity: policies.visible_activities,
}


class EntryKind:
    """The part of an address that tells of which kind an entry is."""

    regex = "|".join(KINDS)

    def to_python(self, value: str) -> type[Sourced]:
        return KINDS[value]

    def to_url(self, value: "str | type[Sourced]") -> str:
        return value if isinstance(value, str) else name_of_kind(value)


class OpenKind(EntryKind):
    """The kinds that have opening hours."""

    regex = "channels|activities"


def name_of_kind(kind: type[Sourced]) -> str:
    return next(name for name, one in KINDS.items() if one is kind)


def page_of_entry(row: Sourced) -> str:
    """The address of the page of an entry."""
    name = {Service: "service", Channel: "channel", Activity: "activity"}[type(row)]
    return reverse(f"directory:{name}", args=[row.pk])


def words_to_write(actor: Any, row: Sourced, shown_in: str) -> list[tuple[str, str]]:
    """Languages in which the actor may write words of our own beside the entry, with their names; plain Finnish too."""
    if not OPEN[type(row)](actor).filter(pk=row.pk).exists():
        return []
    return [("fi-plain", ""), *languages.family_choices(shown_in)]
