"""Counts and publishes the figures of one world, in the database of this process, and signs in who leads its largest
region and who leads a town of it. One JSON object on standard output. Used by `bench.insight`.
"""

import json
import sys
import time
from datetime import date
from typing import Any, Final
from uuid import UUID

from luukku.project.environment import DatabaseRole, prepare

CHANGED: Final = 500


def main() -> None:
    prepare(DatabaseRole.APP)
    import django

    django.setup()
    from luukku.core.actor import SystemActor
    from luukku.insight.models import Cell, Fact
    from luukku.insight.services import refreshing

    actor = SystemActor.now()
    told: dict[str, Any] = {"from_nothing_seconds": _seconds(lambda: refreshing.refresh(actor))}
    told["changed"] = _change()
    told["changed_seconds"] = _seconds(lambda: refreshing.refresh(actor))
    _take_back_a_month(actor)
    told["month_seconds"] = _seconds(lambda: refreshing.refresh(actor))
    before = _fingerprint()
    refreshing.rebuild(actor)
    told["same_rows_as_a_rebuild"] = before == _fingerprint()
    told |= {"facts": Fact.objects.count(), "cells": Cell.objects.count()}
    sys.stdout.write(json.dumps(told | _published(actor)))


def _seconds(do: Any) -> float:
    began = time.monotonic()
    do()
    return round(time.monotonic() - began, 2)


def _change() -> int:
    """Some families speak another language now: all that was counted of them moves."""
    from luukku.casework.models import Family

    keys = list(Family.objects.order_by("pk").values_list("pk", flat=True)[:CHANGED])
    return Family.objects.filter(pk__in=keys).update(language="tr")


def _take_back_a_month(actor: Any) -> None:
    """The read model as it stood on the last day of the newest full month."""
    from luukku.insight.models import Cell, ReadModel
    from luukku.insight.rules import months

    newest = months.last_full(actor.day)
    Cell.objects.filter(month=newest).delete()
    ReadModel.objects.update(until=newest)


def _fingerprint() -> list[tuple[Any, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT figure, count(*), sum(numerator), sum(denominator), sum(cases), sum(cases_in), sum(cases_out),"
            " sum(hashtextextended(concat_ws(' ', month, organisation_id, unit_id, language, is_apart, numerator), 0))"
            " FROM insight_cell GROUP BY figure ORDER BY figure"
        )
        return list(cursor.fetchall())


def _published(actor: Any) -> dict[str, Any]:
    """One region's newest month published; the year before is filled with the same, which reads as slowly."""
    from luukku.insight.rules import months
    from luukku.insight.services import publishing

    newest = months.last_full(actor.day)
    region = _largest_region()
    seconds = _seconds(lambda: publishing.publish(actor, newest, region.pk))
    for back in range(1, months.SHOWN):
        _fill(region.pk, newest, months.shifted(newest, -back))
    return {"published_seconds": seconds, "visits": _visits(region, actor)}


def _visits(region: Any, actor: Any) -> dict[str, tuple[str, str]]:
    """The pages that are timed: each address with the session of who asks for it."""
    town = _largest_town(region)
    county, municipality = _leader(region, actor), _leader(town, actor)
    base = f"/w/{region.code}/figures/county/{region.pk}/"
    return {
        "county": (base, county),
        "figure": (f"{base}plan_in_force/", county),
        "equality": (f"{base}equality/", county),
        "municipality": (f"/w/{town.code}/figures/municipality/{town.pk}/", municipality),
    }


def _leader(place: Any, actor: Any) -> str:
    """The session of somebody who leads all of an organisation."""
    from allauth.mfa.models import Authenticator

    from luukku.accounts.models import Membership, User
    from luukku.core.actor import Role
    from luukku.project.bench.preparing import sign_in

    user = User.objects.create(email=f"figures-{place.code}@bench.example", name="Lukujen lukija")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
    Membership.objects.create(user=user, organisation=place, role=Role.SUPERVISOR, starts_on=actor.day)
    return sign_in(user, actor.at)


def _largest_region() -> Any:
    from django.db.models import Count

    from luukku.accounts.models import Organisation
    from luukku.casework.models import Case

    rows = Case.objects.values("organisation__county").annotate(count=Count("pk")).order_by("-count")
    return Organisation.objects.get(pk__in=rows.values("organisation__county")[:1])


def _largest_town(region: Any) -> Any:
    from django.db.models import Count

    from luukku.accounts.models import Organisation

    towns = Organisation.objects.filter(county=region).annotate(count=Count("cases"))
    return towns.order_by("-count", "pk").first()


def _fill(region: UUID, newest: date, month: date) -> None:
    from luukku.insight.models import PublishedCell, PublishedMonth

    for row in PublishedMonth.objects.filter(region=region, month=newest).prefetch_related("cells"):
        cells = list(row.cells.all())
        made = PublishedMonth.objects.create(
            figure=row.figure,
            version=row.version,
            month=month,
            region_id=region,
            state=row.state,
            published_at=row.published_at,
        )
        PublishedCell.objects.bulk_create(
            PublishedCell(
                publication=made, figure=one.figure, month=month, organisation_id=one.organisation_id,
                unit_id=one.unit_id, language=one.language, numerator=one.numerator, denominator=one.denominator,
            )
            for one in cells
        )  # fmt: skip


if __name__ == "__main__":
    main()
