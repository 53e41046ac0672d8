"""Words for what a run counted."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "provider": _("Organisations"),
    "general_description": _("General descriptions"),
    "service": _("Services"),
    "channel": _("Channels"),
    "connection": _("Connections"),
    "unreadable": _("Could not be read"),
}
COUNTED = {
    "new": _("new"),
    "changed": _("changed"),
    "same": _("the same"),
    "archived": _("archived"),
    "returned": _("back again"),
    "failed": _("could not be read"),
    "waiting": _("waiting for their other end"),
}


def told(counts: dict[str, dict[str, int]]) -> list[tuple[object, list[tuple[object, int]]]]:
    """Counts with their words, in the order of reading."""
    return [
        (words, [(COUNTED[what], counts[kind][what]) for what in COUNTED if what in counts[kind]])
        for kind, words in KINDS.items()
        if kind in counts
    ]


CALENDAR = {
    "new": _("new"),
    "changed": _("changed"),
    "same": _("the same"),
    "cancelled": _("cancelled"),
    "private": _("left out as private"),
    "unreadable": _("could not be read"),
}


def told_of_calendar(counts: dict[str, int]) -> list[tuple[int, object]]:
    """What a calendar brought, with its words; what is none is left out."""
    return [(counts[what], words) for what, words in CALENDAR.items() if counts.get(what)]
