"""Which figures stand on one page together, and the answer that each gives as a sentence."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Theme:
    """A page of a dashboard.

    Attributes:
        question: what the page answers.
        pictogram: as `core.pictograms` names it.
        figures: codes of definitions, in order.
    """

    code: str
    name: str | Promise
    question: str | Promise
    pictogram: str
    figures: tuple[str, ...]


THEMES: Final = (
    Theme("plans", _("Plans"), _("Does every family that wants a plan have one?"), "document",
          ("plan_in_force", "small_children_without_part", "services_used")),
    Theme("dates", _("Dates"), _("Do we keep the dates that families count on?"), "calendar",
          ("dates_missed", "reviews_in_time", "taken_on_in_time")),
    Theme("interpreting", _("Interpreting"), _("Is everybody understood, and do they understand us?"), "interpreter",
          ("interpreters_found", "meetings_interpreted", "texts_understood")),
    Theme("services", _("Services and tools"), _("Are our services and tools in shape?"), "organisation",
          ("criteria_met", "survey_answered", "services_in_plain_words", "toolkit_reviewed")),
)  # fmt: skip

EQUALITY: Final = (
    "plan_in_force", "reviews_in_time", "interpreters_found", "texts_understood", "services_used",
)  # fmt: skip
"""What is compared between language groups: what families get from us, each told for languages."""

ANSWERS: Final[dict[str, str | Promise]] = {
    "plan_in_force": _("%(share)s of families have a plan in force"),
    "small_children_without_part": _("%(share)s of children under school age have no part of their own in a plan"),
    "services_used": _("%(share)s of plans name a service"),
    "dates_missed": _("%(share)s of dates set by law were missed"),
    "reviews_in_time": _("%(share)s of plans were looked at again in time"),
    "taken_on_in_time": _("%(share)s of families handed on were taken on in time"),
    "interpreters_found": _("An interpreter was found for %(share)s of the meetings that needed one"),
    "meetings_interpreted": _("%(share)s of the meetings for which an interpreter was booked were held"),
    "texts_understood": _("%(share)s of the texts that were checked were understood"),
    "criteria_met": _("%(share)s of the minimum criteria are met"),
    "survey_answered": _("%(share)s of those who were asked answered"),
    "services_in_plain_words": _("%(share)s of services are told in plain words too"),
    "toolkit_reviewed": _("%(share)s of tools have been reviewed in time"),
}
"""By code. `share` is a percentage as the reader writes it, with its sign."""
