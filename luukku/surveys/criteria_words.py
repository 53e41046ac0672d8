"""Words for how a criterion stands."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luukku.surveys.rules.criteria import Status

STATUSES: dict[Status, str | Promise] = {
    Status.MET: _("Fulfilled"),
    Status.NOT_CONCERNED: _("Does not concern"),
    Status.NOT_ANSWERED: _("Not answered"),
    Status.TOO_LOW: _("Level too low"),
    Status.NO_EVIDENCE: _("No evidence"),
    Status.OLD_EVIDENCE: _("Evidence too old"),
}

TONES: dict[Status | None, str] = {
    Status.MET: "met",
    Status.NOT_CONCERNED: "met",
    Status.NOT_ANSWERED: "gap",
    Status.TOO_LOW: "gap",
    Status.NO_EVIDENCE: "gap",
    Status.OLD_EVIDENCE: "gap",
}
"""How a cell is marked: its words stand in it, the mark only helps the eye."""
