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
