"""Words for what the rules name by codes."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luukku.toolkit.rules.blocks import Kind
from luukku.toolkit.rules.freshness import Status
from luukku.toolkit.rules.proposing import Outcome

STATUSES: dict[Status, str | Promise] = {
    Status.MISSING: _("Not translated"),
    Status.DRAFT: _("Unfinished"),
    Status.OUTDATED: _("The original has changed"),
    Status.MACHINE: _("Machine translation, not checked"),
    Status.PERSON: _("Translated"),
    Status.REVIEWED: _("Checked"),
}

TONES: dict[Status, str] = {
    Status.MISSING: "calm",
    Status.DRAFT: "calm",
    Status.OUTDATED: "alert",
    Status.MACHINE: "alert",
    Status.PERSON: "calm",
    Status.REVIEWED: "good",
}

LEFT_OUT: dict[Outcome, str | Promise] = {
    Outcome.SAME: _("The same words stand here already."),
    Outcome.EMPTY: _("The file has no translation for it."),
    Outcome.TOO_LONG: _("It is longer than 10,000 characters."),
    Outcome.UNKNOWN: _("The text has no such piece any more."),
}

KINDS: dict[Kind, str | Promise] = {
    Kind.PARAGRAPH: _("Text"),
    Kind.HEADING: _("Heading"),
    Kind.LIST: _("List"),
    Kind.STEPS: _("Steps in order"),
    Kind.CALLOUT: _("Box that stands out"),
    Kind.LINK: _("Link"),
    Kind.CARD: _("Card of a service"),
    Kind.CONTACT: _("Contact card"),
    Kind.PICTURE: _("Picture"),
    Kind.EMBED: _("Another item of the toolkit"),
}

CALLOUTS = [("info", _("Good to know")), ("needs", _("Do this")), ("important", _("Important"))]
EXTRA_UNITS = {"title": _("Title"), "summary": _("Summary")}


def unit_kind(kind: str) -> str:
    """What is translated, in words."""
    return str(EXTRA_UNITS[kind]) if kind in EXTRA_UNITS else str(KINDS[Kind(kind)])
