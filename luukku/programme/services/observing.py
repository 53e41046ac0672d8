"""What is aimed at and what was seen: by hand, from a table, or from the figures that the product works out itself."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor, SystemActor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.insight.definitions import counted
from luukku.insight.services import figures
from luukku.programme import policies
from luukku.programme.models import Indicator, Observation, Programme, Target
from luukku.programme.rules.observed import Seen

FORMULA: Final = "100 * numerator / denominator"


@transaction.atomic
def set_target(actor: Actor, indicator_id: UUID, *, by_on: date, value: Decimal) -> Target:
    """Say what should be seen by a day; a target for the same day is set anew.

    Raises:
        PermissionDenied: the programme is not the actor's.
    """
    indicator = _locked(actor, indicator_id)
    row = Target.objects.filter(indicator=indicator, by_on=by_on).first() or Target(indicator=indicator, by_on=by_on)
    row.value = value
    row.full_clean()
    row.save()
    trail.record(actor, "programme.target_set", row, indicator=str(indicator.pk))
    return row


@transaction.atomic
def observe(actor: Actor, indicator_id: UUID, *, on: date, value: Decimal, note: str = "") -> Observation:
    """Write down what was seen. What was seen the same day before is corrected, and both stay.

    Raises:
        PermissionDenied: the programme is not the actor's.
        RuleViolation: the day is still to come.
    """
    indicator = _locked(actor, indicator_id)
    return _observe(actor, indicator, Seen(on, value, note))


@transaction.atomic
def observe_all(actor: Actor, indicator_id: UUID, seen: Sequence[Seen]) -> int:
    """Write down what a table tells; the same value on the same day is no news. Returns how many were new.

    Raises:
        PermissionDenied: the programme is not the actor's.
        RuleViolation: a day is still to come; nothing is written then.
    """
    indicator = _locked(actor, indicator_id)
    return sum(_is_news(indicator, one) and bool(_observe(actor, indicator, one)) for one in seen)


@transaction.atomic
def link_figure(actor: Actor, indicator_id: UUID, *, figure: str) -> Indicator:
    """Let the product work the indicator out by itself, or by hand again when no figure is told.

    Raises:
        PermissionDenied: the programme is not the actor's.
        RuleViolation: the figure is not counted.
    """
    indicator = _locked(actor, indicator_id)
    if figure and figure not in counted():
        raise RuleViolation(_("Choose a figure that is counted today."), field="figure")
    indicator.figure = figure
    indicator.version += 1
    indicator.full_clean()
    indicator.save()
    trail.record(actor, "programme.figure_linked", indicator, figure=figure)
    return indicator


@transaction.atomic
def take_figures(actor: Actor, indicator_id: UUID) -> int:
    """Write down the months that have been published of the linked figure. Returns how many were new.

    Raises:
        PermissionDenied: the programme is not the actor's.
        RuleViolation: no figure is linked.
    """
    indicator = _locked(actor, indicator_id)
    if not indicator.figure:
        raise RuleViolation(_("Choose first which figure is taken."))
    return _take(actor, indicator)


def take_all(actor: SystemActor) -> int:
    """Write down what has been published since, for every linked indicator of a running programme."""
    ensure(isinstance(actor, SystemActor))
    linked = Indicator.objects.filter(figure__in=counted(), programme__state=Programme.State.RUNNING)
    return sum(_take_for(actor, key) for key in list(linked.values_list("pk", flat=True)))


@transaction.atomic
def _take_for(actor: SystemActor, indicator_id: UUID) -> int:
    rows = Indicator.objects.select_for_update(of=("self",)).select_related("programme__organisation")
    indicator = rows.get(pk=indicator_id)
    return _take(actor, indicator)


def _take(actor: Actor, indicator: Indicator) -> int:
    """The figures of the programme's own organisation, or of its region for a county's."""
    told = figures.series(actor, indicator.figure, place=figures.place_at(indicator.programme.organisation))
    taken = 0
    for one in told.lines[0].figures:
        if one.value is None:
            continue
        inputs = {
            "figure": one.definition.code, "version": one.definition.version, "formula": FORMULA,
            "numerator": one.numerator, "denominator": one.denominator, "place": told.place.name,
        }  # fmt: skip
        seen = Seen(one.as_of, one.value, "")
        if _is_news(indicator, seen):
            _observe(actor, indicator, seen, inputs)
            taken += 1
    return taken


def _is_news(indicator: Indicator, seen: Seen) -> bool:
    before = _standing(indicator, seen.on)
    return before is None or before.value != seen.value


def _standing(indicator: Indicator, on: date) -> Observation | None:
    """What counts of a day: the one that nothing corrects."""
    return Observation.objects.filter(indicator=indicator, on=on, corrected_by=None).order_by("-created_at").first()


def _observe(actor: Actor, indicator: Indicator, seen: Seen, inputs: dict[str, Any] | None = None) -> Observation:
    if seen.on > actor.day:
        raise RuleViolation(_("That day is still to come. Choose today or an earlier day."), field="on")
    row = Observation(
        indicator=indicator, on=seen.on, value=seen.value, note=seen.note, inputs=inputs or {},
        noted_by_id=actor.user_id, corrects=_standing(indicator, seen.on),
    )  # fmt: skip
    row.full_clean()
    row.save()
    home = indicator.programme.organisation_id
    trail.record(actor, "programme.observed", row, indicator=str(indicator.pk), chain=home)
    return row


def _locked(actor: Actor, indicator_id: UUID) -> Indicator:
    rows = policies.editable_indicators(actor).select_for_update(of=("self",)).select_related("programme__organisation")
    return ensure_found(rows.filter(pk=indicator_id).first())
