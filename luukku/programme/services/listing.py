"""Measures as a table that leaves the house: every share on a page can be worked out from it again."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luukku.core.actor import Actor
from luukku.core.exports import Cell
from luukku.programme import policies
from luukku.programme.models import Measure, Programme
from luukku.programme.rules import states
from luukku.programme.services.gaps import owned_on

MEASURE_COLUMNS: Final = (
    _("Code"), _("Theme"), _("Goals"), _("Measure"), pgettext_lazy("programme", "State"), _("Counts"), _("Completed"),
    _("Has an owner"), _("Has an indicator"), _("When"), _("Source"),
)  # fmt: skip


def measure_rows(actor: Actor, programme: Programme, day: date) -> Iterator[list[Cell]]:
    """A line for each measure that the actor sees; "see above" rows stay out, since they are no measures."""
    indicators = Measure.indicators.through._default_manager.filter(measure=OuterRef("pk"))
    found = policies.visible_measures(actor).filter(programme=programme).real().select_related("theme")
    rows = found.prefetch_related("goals").annotate(has_owner=owned_on(day, "measure"), has_one=Exists(indicators))
    row: Any
    for row in rows:
        yield [
            row.code, row.theme.name if row.theme else "", ", ".join(goal.anchor for goal in row.goals.all()), row.text,
            row.get_state_display(), row.state not in states.UNDECIDED | states.LEFT, row.state in states.COMPLETED,
            row.has_owner, row.has_one, row.due_text, row.source,
        ]  # fmt: skip
