"""What a report tells, read from the rows of a programme as plain values.

Codes, days, numbers and typed words only: labels are added where it is read, so that one report reads in three
languages. Nobody's name and no private measure goes in.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from luukku.core.actor import Actor
from luukku.programme import policies
from luukku.programme.models import Measure, MeasureLink, Meeting, Programme, Responsibility, StatusReport
from luukku.programme.models.base import Sourced
from luukku.programme.rules.progress import Share
from luukku.programme.rules.reporting import hash_of
from luukku.programme.services import documents, embedding

Told = dict[str, Any]


def row_of(row: Sourced) -> Told:
    """One row with its words as the source has them, and the hash of these words."""
    return {
        "id": str(row.pk), "code": row.code, "text": row.text, "sv": row.text_sv, "en": row.text_en,
        "source": row.source, "hash": hash_of(row.text),
    }  # fmt: skip


def share_of(share: Share) -> Told:
    return {"count": share.count, "of": share.of, "percent": share.percent}


def day_of(day: date | None) -> str:
    return day.isoformat() if day else ""


def programme_of(programme: Programme) -> Told:
    return {
        "row": row_of(programme), "short": programme.short_text, "region": programme.region,
        "funder": programme.funder, "starts_on": day_of(programme.starts_on), "ends_on": day_of(programme.ends_on),
        "state": programme.state, "organisation": programme.organisation.name,
    }  # fmt: skip


def measures_of(actor: Actor, programme: Programme, day: date) -> dict[UUID, Told]:
    """Every measure with its state, who answers for it on the day, and when it was last told of."""
    seen = policies.visible_measures(actor)
    answering = Responsibility.objects.answering().on(day).select_related("party")
    found: Any = seen.filter(programme=programme).prefetch_related(
        "goals", "indicators",
        Prefetch("links", MeasureLink.objects.filter(other__in=seen).select_related("other"), to_attr="seen_links"),
        Prefetch("responsibilities", answering, to_attr="answering_now"),
        Prefetch("reports", StatusReport.objects.order_by("-reported_on", "-created_at"), to_attr="told_reports"),
    )  # fmt: skip
    return {row.pk: _measure(row) for row in found}


def _measure(row: Any) -> Told:
    owner: Responsibility | None = next(iter(row.answering_now), None)
    last: StatusReport | None = next(iter(row.told_reports), None)
    return {
        "row": row_of(row), "state": row.state, "is_reference": row.is_reference,
        "same_as": [link.other.text for link in row.seen_links if link.kind == MeasureLink.Kind.REFERS_TO],
        "goals": [str(goal.pk) for goal in row.goals.all()], "due": row.due_text, "start": row.start_text,
        "places": list(row.places), "partners": list(row.partners), "owner": owner.party.text if owner else "",
        "has_indicator": bool(row.indicators.all()),
        "told": {"on": day_of(last.reported_on), "standing": last.standing} if last else None,
    }  # fmt: skip


def themes_of(actor: Actor, programme: Programme, measures: dict[UUID, Told]) -> list[Told]:
    """Goals with their measures, theme by theme: the first document's own view."""
    return [_theme(table, measures) for table in documents.goal_tables(actor, programme)]


def _theme(table: documents.ThemeTable, measures: dict[UUID, Told]) -> Told:
    def known(rows: Iterable[Measure]) -> list[Told]:
        return [measures[one.pk] for one in rows if one.pk in measures]

    theme = table.theme
    return {
        "row": row_of(theme) if theme else None,
        "short": theme.short_text if theme else "",
        "above": [row_of(one) for one in table.above],
        "challenges": [row_of(one) for one in table.challenges],
        "goals": [
            {
                "row": row_of(one.goal), "level": one.goal.level, "standing": one.standing.value,
                "done": share_of(one.done), "means": [row_of(row) for row in one.means],
                "remarks": [row_of(row) for row in one.remarks], "measures": known(one.measures),
            }
            for one in table.rows
        ],
        "unlinked": known(table.unlinked),
        "results": [row_of(one) for one in table.results],
    }  # fmt: skip


def parties_of(actor: Actor, programme: Programme, day: date) -> list[Told]:
    """Who takes part, with their duties: the second document's own view."""
    return [
        {
            "row": row_of(one.party), "ends_on": day_of(one.party.ends_on), "end_scope": one.party.end_scope,
            "has_ended": one.has_ended, "successor": one.party.successor.text if one.party.successor else "",
            "duties": [
                {
                    "row": row_of(held.duty), "role": held.role, "is_statutory": held.duty.is_statutory,
                    "is_tentative": held.duty.is_tentative, "last_day": day_of(held.last_day),
                }
                for held in one.duties if held.duty
            ],
        }
        for one in documents.party_rows(actor, programme, day)
    ]  # fmt: skip


def visions_of(programme: Programme) -> list[Told]:
    """Statements under their headings, occasion by occasion: the third document's own view."""
    return [
        {
            "row": row_of(vision), "question": vision.question, "held_on": day_of(vision.held_on),
            "sections": [
                {
                    "row": row_of(head) if head else None,
                    "statements": [{"row": row_of(one), "is_tentative": one.is_tentative} for one in statements],
                }
                for head, statements in groups
            ],
        }
        for vision, groups in documents.visions(programme)
    ]  # fmt: skip


def outputs_of(programme: Programme, day: date) -> list[Told]:
    """What the programme leaves behind: who answers for it, and how far each municipality is with it."""
    owners = {row.pk: owner for row, owner in documents.outputs(programme, day)}
    _places, rows = embedding.spread(programme, day)
    found = []
    for one in rows:
        owner = owners.get(one.output.pk)
        steps = [
            {"place": place.name, "level": step.level, "since_on": day_of(step.since_on)}
            for place, step in one.levels if step
        ]  # fmt: skip
        row = row_of(one.output)
        found.append({"row": row, "kind": one.output.kind, "owner": owner.party.text if owner else "", "steps": steps})
    return found


def passages_of(programme: Programme) -> Told:
    """What the sources say of the programme, and what was answered when it was talked over."""
    return {
        "about": [{"row": row_of(one), "kind": one.kind} for one in documents.about(programme)],
        "questions": [
            {"row": row_of(question), "answers": [row_of(one) for one in answers]}
            for question, answers in documents.group_answers(programme)
        ],
    }


def corrections_of(actor: Actor, programme: Programme) -> list[Told]:
    """Corrective actions with whoever has promised them, and whether they helped."""
    found = policies.visible_corrections(actor).filter(programme=programme).select_related("owner")
    return [
        {
            "row": row_of(one), "state": one.state, "owner": one.owner.text if one.owner else "",
            "due_on": day_of(one.due_on), "done_on": day_of(one.done_on), "assessed_on": day_of(one.assessed_on),
            "effect": one.effect,
        }
        for one in found
    ]  # fmt: skip


def meetings_of(programme: Programme) -> list[Told]:
    """Meetings of which a source tells. What is said in meetings held here is read by those who were asked to them."""
    rows: Any = Meeting.objects.filter(programme=programme).exclude(code="").prefetch_related("agenda")
    return [
        {"row": row_of(one), "held_on": day_of(one.held_on), "agenda": [row_of(item) for item in one.agenda.all()]}
        for one in rows
    ]


def sources_of(actor: Actor, programme: Programme) -> list[Told]:
    """Every line that was brought in, document by document."""
    return [
        {"code": document.code, "title": document.text, "rows": [row_of(row) for row in rows]}
        for document, rows in documents.lines(actor, programme)
    ]
