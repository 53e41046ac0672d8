"""`luukku import programme`: a programme from a file, wholly or not at all, and what is missing from it."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from luukku.accounts.models import Organisation
    from luukku.core.actor import Actor
    from luukku.programme.services.importing.bringing import Outcome, Told

SHOWN = 40
"""Differences that the terminal shows; --json tells all."""


def programme(options: argparse.Namespace) -> int:
    """Tell what a file would change, or bring it in."""
    from luukku.core.actor import Role, SystemActor
    from luukku.core.errors import RuleViolation
    from luukku.moving.services import moving
    from luukku.programme.services.importing import bringing

    try:
        content = Path(options.place).read_bytes()
        owner = _owner(options.organisation, content)
    except (moving.NoKeeperError, OSError) as error:
        print(f"luukku import: {error}", file=sys.stderr)
        return 2
    actor = replace(SystemActor.now(), organisation_id=owner.pk, roles=frozenset({Role.CASEWORKER}))
    told = bringing.Told(Path(options.place).name, bringing.form_of(options.place, content), content)
    try:
        outcome = _carry_out(actor, told, is_dry=options.dry_run)
    except RuleViolation as refusal:
        print(f"luukku import: {refusal.message}", file=sys.stderr)
        return 2
    _report(actor, outcome, is_dry=options.dry_run, as_json=options.json)
    return 1 if outcome.reading.faults else 0


def _owner(named: str, content: bytes) -> "Organisation":
    """Whose programme it becomes: the one that was named, the only one, or the county that the programme names.

    Raises:
        NoKeeperError: it is not clear which.
    """
    from luukku.accounts.models import Organisation
    from luukku.moving.services import moving
    from luukku.programme.rules import programme_json
    from luukku.programme.rules.rows import Kind

    if named:
        return moving.organisation_named(named)
    told = next((row for row in programme_json.read(content).rows if row.kind is Kind.PROGRAMME), None)
    words = f"{told.fields['text']} {told.fields['region']}" if told else ""
    counties = Organisation.objects.filter(kind=Organisation.Kind.WELLBEING_COUNTY)
    found = [one for one in counties if one.name_fi.split()[0].removesuffix("n") in words]
    if len(found) != 1:
        return moving.organisation_named("")
    print(f"for {found[0].name_fi}; another with --organisation", file=sys.stderr)
    return found[0]


def _carry_out(actor: "Actor", told: "Told", *, is_dry: bool) -> "Outcome":
    from django.db import transaction

    from luukku.programme.services.importing import bringing

    with transaction.atomic():
        outcome = bringing.compared(actor, told, is_writing=not is_dry)
        if not is_dry:
            bringing.bring_at_once(actor, told)
    return outcome


def _report(actor: "Actor", outcome: "Outcome", *, is_dry: bool, as_json: bool) -> None:
    from luukku.programme import labels
    from luukku.programme.services.importing import bringing

    faults = [bringing.as_data(fault) for fault in outcome.reading.faults]
    summary: dict[str, Any] = {
        "rows": len(outcome.reading.rows),
        "dry_run": is_dry,
        "faults": len(faults),
        "counts": outcome.difference.counts(),
        "left_out": dict(outcome.reading.left_out),
        "programmes": [] if faults else standings(actor, outcome),
    }
    if as_json:
        told = {"summary": summary, "faults": faults, "changes": outcome.difference.readable()}
        print(json.dumps(told, ensure_ascii=False))
        return
    for fault in faults:
        print(f"{fault['place']}: {labels.fault_line(fault)}")
    for kind, counted in summary["counts"].items():
        print(f"{kind}: {', '.join(f'{count} {what}' for what, count in counted.items())}")
    for why, count in summary["left_out"].items():
        print(f"left out ({why}): {count}")
    for change in outcome.difference.readable()[:SHOWN] if is_dry else ():
        print(f"{change['what']}: {change['kind']} {change['code']} {change['title'][:70]}")
        for part in change["fields"]:
            print(f"    {part['field']}: {part['before'][:70]!r} → {part['after'][:70]!r}")
    for one in summary["programmes"]:
        print(", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in one.items()))


def standings(actor: "Actor", outcome: "Outcome") -> list[dict[str, Any]]:
    """What each programme of the file lacks today; empty in a dry run of one that is not here yet."""
    from luukku.programme.models import Programme
    from luukku.programme.rules.rows import Kind
    from luukku.programme.services import gaps

    codes = [row.code for row in outcome.reading.rows if row.kind is Kind.PROGRAMME]
    found = Programme.objects.filter(organisation=actor.organisation_key, code__in=codes)
    told = []
    for one in found:
        holes = gaps.find(actor, one, actor.day)
        told.append({
            "code": one.code,
            "goals_without_measure": holes.goals_without_measure,
            "measures": holes.with_owner.of,
            "measures_with_owner": holes.with_owner.count,
            "measures_with_indicator": holes.with_indicator.count,
            "measures_without_goal": len(holes.unlinked),
            "tentative_measures": len(holes.proposals),
            "remarks_that_propose": len(holes.remarks),
            "duties_without_owner": len(holes.duties),
            "parties_without_duty": len(holes.idle),
            "outputs_without_owner": len(holes.outputs),
        })  # fmt: skip
    return told
