"""Asking people by name without ever learning what they said."""

import secrets
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from luukku.accounts.models import User
from luukku.accounts.models.organisations import CODE_LETTERS
from luukku.accounts.places import outside_url
from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.delivery import services as delivery
from luukku.surveys import policies
from luukku.surveys.events import finding_needs_action
from luukku.surveys.models import Finding, Panel, Wave, WaveInvitation
from luukku.surveys.services.boxes import used_in

MOST_CODES = 2000
CODE_LENGTH = 12
SHEAF = 50
"""Codes printed at a time."""


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))


@transaction.atomic
def invite(
    actor: Actor, wave_id: UUID, *, people: Iterable[UUID] = (), panel_id: UUID | None = None, codes: int = 0
) -> int:
    """Give each of these people a link of their own, and make codes to hand out. Mails leave when the wave opens.

    Returns:
        How many were added; who has been invited already is not invited again.

    Raises:
        RuleViolation: the wave has opened, asks everybody who has the link, would ask more than `MOST_CODES`, or
            would have codes beside people who are invited by name.
    """
    wave = _locked(actor, wave_id)
    if wave.reach != Wave.Reach.INVITED:
        raise RuleViolation(_("This survey is answered by everybody who has the link."))
    if not wave.is_draft:
        raise RuleViolation(_("Whom you ask is settled when the survey opens."))
    wanted = set(policies.people_to_ask(actor).filter(pk__in=list(people)).values_list("pk", flat=True))
    if panel_id is not None:
        panel = ensure_found(policies.own_panels(actor).filter(pk=panel_id).first())
        wanted |= set(policies.people_to_ask(actor).filter(pk__in=panel.people.all()).values_list("pk", flat=True))
    wanted -= set(wave.invitations.filter(person__isnull=False).values_list("person_id", flat=True))
    if wave.invitations.count() + len(wanted) + codes > MOST_CODES:
        raise RuleViolation(_("At most %(most)d people can be invited.") % {"most": MOST_CODES})
    rows = [WaveInvitation(wave=wave, person_id=one, code=new_code()) for one in sorted(wanted)]
    rows += [WaveInvitation(wave=wave, code=new_code()) for _number in range(codes)]
    WaveInvitation.objects.bulk_create(rows)
    ensure_names_or_codes(wave)
    trail.record(actor, "survey.invited", wave)
    return len(rows)


def ensure_names_or_codes(wave: Wave) -> None:
    """Whoever made the codes can fill them in, and takes their own answers off what is shown of the others'.

    Raises:
        RuleViolation: some are invited by name and others with codes.
    """
    named = wave.invitations.filter(person__isnull=False).count()
    if 0 < named < wave.invitations.count():
        raise RuleViolation(
            _(
                "A survey has either people invited by name or codes, never both: whoever made the codes could find out"
                " what the others answered. Prepare another survey for the others."
            )
        )


@transaction.atomic
def keep_panel(actor: Actor, *, name: str, people: Iterable[UUID]) -> Panel:
    """Keep people who are asked again and again, under a name.

    Raises:
        PermissionDenied: the actor prepares no surveys.
    """
    ensure(policies.may_keep(actor))
    panel = Panel(organisation_id=actor.organisation_key, name=name)
    panel.full_clean()
    panel.save(force_insert=True)
    panel.people.set(policies.people_to_ask(actor).filter(pk__in=list(people)))
    trail.record(actor, "survey.panel_kept", panel)
    return panel


@transaction.atomic
def send_invitations(actor: Actor, wave_id: UUID) -> int:
    """Mail everybody who is invited by name. Called when the wave has opened."""
    wave = _locked(actor, wave_id)
    return _tell(wave, wave.invitations.filter(person__isnull=False), "survey_invitation")


@transaction.atomic
def remind(actor: Actor, wave_id: UUID) -> int:
    """Mail those whose link has not been used. Who they are is shown to nobody; the trail says that it was done.

    Raises:
        RuleViolation: the wave is not open, or nobody was invited by name.
    """
    wave = _locked(actor, wave_id)
    if wave.state != Wave.State.OPEN:
        raise RuleViolation(_("Reminders can be sent while the survey is open."))
    named = wave.invitations.filter(person__isnull=False)
    if not named.exists():
        raise RuleViolation(_("Nobody has been invited by name, so nobody can be reminded."))
    count = _tell(wave, named.exclude(pk__in=used_in(wave).marks), "survey_reminder")
    trail.record(actor, "survey.reminded", wave)
    return count


@transaction.atomic
def tell_back(actor: Actor, wave_id: UUID) -> Wave:
    """Show what was heard and what is done at the address where people answered; mail it to all who were invited.

    Nobody knows any more which of them did answer.

    Raises:
        RuleViolation: the results are not out, or nothing has been found yet.
    """
    wave = _locked(actor, wave_id)
    if wave.state != Wave.State.PUBLISHED:
        raise RuleViolation(_("Publish the results first."))
    if not wave.findings.exists():
        raise RuleViolation(_("Write at least one thing that you heard."))
    if wave.told_back_at is None:
        _tell(wave, wave.invitations.filter(person__isnull=False), "survey_told_back")
    wave.told_back_at = actor.at
    wave.save(update_fields=["told_back_at", "updated_at"])
    trail.record(actor, "survey.told_back", wave)
    for finding in wave.findings.waiting():
        finding_needs_action.send(sender=Finding, finding=finding, actor=actor)
    return wave


def sheaves(actor: Actor, wave: Wave) -> list[tuple[int, int]]:
    """The codes to hand out in sheaves for printing: the first and the last number of each."""
    count = policies.handed_codes(actor).filter(wave=wave).count() if wave.reach == Wave.Reach.INVITED else 0
    return [(first, min(first + SHEAF - 1, count)) for first in range(1, count + 1, SHEAF)]


def codes_from(actor: Actor, wave: Wave, first: int) -> list[str]:
    """A sheaf of codes, the same ones each time; none where everybody answers at the common address."""
    if wave.reach != Wave.Reach.INVITED:
        return []
    codes = policies.handed_codes(actor).filter(wave=wave).order_by("code").values_list("code", flat=True)
    return list(codes[first - 1 : first - 1 + SHEAF])


def public_path(wave: Wave) -> str:
    """Where the wave is answered, and later told back."""
    return outside_url("answer:begin", code=wave.code)


def _tell(wave: Wave, invitations: QuerySet[WaveInvitation], kind: str) -> int:
    count = 0
    people = {one.pk: one for one in User.objects.filter(pk__in=[row.person_id for row in invitations])}
    path = public_path(wave)
    for row in invitations:
        person = people.get(row.person_id) if row.person_id else None
        if person is not None and delivery.nudge(person, kind, path=f"{path}?i={row.code}") is not None:
            count += 1
    return count


def _locked(actor: Actor, wave_id: UUID) -> Wave:
    return ensure_found(policies.kept_waves(actor).select_for_update(of=("self",)).filter(pk=wave_id).first())
