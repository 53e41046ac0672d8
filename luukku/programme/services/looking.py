"""What the page of one measure or one output tells beside it."""

from typing import Any

from luukku.core.actor import Actor
from luukku.programme import policies
from luukku.programme.models import Measure, Output
from luukku.programme.rules import states
from luukku.programme.services.meetings import minutes


def at_measure(actor: Actor, measure: Measure) -> dict[str, Any]:
    """Goals, owners, links, indicators, reports and promises of a measure."""
    may_write = policies.editable_measures(actor).filter(pk=measure.pk).exists()
    owners = list(measure.responsibilities.select_related("party", "person"))
    day = actor.day
    now = set(measure.responsibilities.answering().on(day).values_list("pk", flat=True))
    seen = policies.visible_measures(actor)
    return {
        "goals": measure.goals.select_related("theme"),
        "owners": owners,
        "owner": next((one for one in owners if one.pk in now), None),
        "links": measure.links.filter(other__in=seen).select_related("other"),
        "replaced_by": seen.filter(pk=measure.replaced_by_id).first() if measure.replaced_by_id else None,
        "indicators": measure.indicators.all(),
        "reports": measure.reports.select_related("author"),
        "request_open": measure.requests.filter(report=None).first(),
        "remarks": measure.proposed_in.all(),
        "decided": minutes.chains_of_measure(actor, measure.pk),
        "promises": policies.visible_corrections(actor).filter(measure=measure).select_related("owner", "person"),
        "may_write": may_write,
        "may_report": policies.reportable_measures(actor).filter(pk=measure.pk).exists(),
        "may_move": may_write and bool(states.MEASURE[measure.state]),
    }


def at_output(actor: Actor, output: Output) -> dict[str, Any]:
    """Owners of an output, and how far each municipality is with it."""
    owners = list(output.responsibilities.select_related("party", "person"))
    now = set(output.responsibilities.answering().on(actor.day).values_list("pk", flat=True))
    latest = output.embeddings.all().latest_on(actor.day).values("pk")
    steps = output.embeddings.select_related("organisation", "noted_by")
    current = sorted(steps.filter(pk__in=latest), key=lambda one: (one.organisation.name, one.area))
    return {
        "owners": owners,
        "owner": next((one for one in owners if one.pk in now), None),
        "steps": current,
        "earlier": [one for one in steps if one.pk not in {row.pk for row in current}],
        "may_note": policies.embedding_organisations(actor, output).exists(),
    }
