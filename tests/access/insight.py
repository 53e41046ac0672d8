"""Figures of the scene's organisation, its unit and its county, with which another municipality's leader compares."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from luukku.accounts.models import Organisation
from luukku.accounts.tests.factories import Worker, an_organisation
from luukku.insight.tests import published


def put(worker: Worker, other: Worker) -> Mapping[str, UUID | str]:
    """The ids that the doors of figures need. `worker` works in the unit; `other` leads another municipality."""
    county = an_organisation(Organisation.Kind.WELLBEING_COUNTY, name_fi="Kuvitelman hyvinvointialue")
    for each in (worker, other):
        Organisation.objects.filter(pk=each.organisation.pk).update(county=county)
    month = published.a_month(county, month=date(2026, 1, 1))
    published.a_cell(month, (500, 1000))
    published.a_cell(month, (64, 100), town=worker.organisation)
    published.languages(month, worker.organisation, {"ar": (12, 20), "so": (18, 20), "uk": (None, None)})
    unit = worker.memberships[0].unit
    return {
        "figure_county": county.pk,
        "figure_town": worker.organisation.pk,
        "figure_unit": unit.pk if unit else "",
        "figure_board": "municipality",
        "figure_key": "plan_in_force",
        "figure_chart": "time",
        "figure_kind": "csv",
    }
