"""What surveys heard becomes a corrective action, and those who answered learn how it goes.

The finding stays in its survey and the action in its programme; each shows how far the other is.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.programme import policies
from luukku.programme.models import CorrectiveAction, Programme
from luukku.programme.services import placing
from luukku.programme.services.transitions import lock_programme
from luukku.surveys import policies as surveys
from luukku.surveys.models import Finding
from luukku.surveys.services import comparing, findings
from luukku.surveys.services.comparing import Point

FOUND_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a corrective action comes from, as somebody sees it who may read the survey.

    Attributes:
        next_round: how the same question stood in the next round, once there is one.
    """

    finding: Finding
    next_round: Point | None


def suggest(actor: Actor, finding: Finding) -> CorrectiveAction | None:
    """Suggest a corrective action for a finding in the organisation's programme.

    With several programmes, or none, nobody guesses: the finding waits on their pages until a person takes it. So it
    does where the region reads the programme and not yet what the survey heard, which is so until its results are
    public and it has been told back: a person decides what is told.
    """
    running = list(policies.editable_programmes(actor)[:2])
    is_told = finding.wave.is_public and finding.wave.told_back_at is not None
    if len(running) != 1 or (running[0].is_shared and not is_told):
        return None
    return take(actor, running[0].pk, finding.pk)


@transaction.atomic
def take(actor: Actor, programme_id: UUID, finding_id: UUID) -> CorrectiveAction:
    """Suggest in a programme what a survey found. Its survey shows from now on how far it is.

    Raises:
        PermissionDenied: the programme or the finding is not the actor's.
        RuleViolation: another programme has taken it already.
    """
    programme = lock_programme(actor, programme_id)
    rows = policies.heard_findings(actor).select_for_update(of=("self",)).select_related("wave")
    finding = ensure_found(rows.filter(pk=finding_id).first())
    if finding.action_ref is not None:
        raise RuleViolation(_("A programme has taken this already."))
    action = CorrectiveAction(
        programme=programme, text=finding.action or finding.text, survey_finding=finding, due_on=finding.due_on,
        finding=(_("Survey: %(name)s") % {"name": finding.wave.name})[:FOUND_LENGTH],
        position=placing.last(programme.corrections),
    )  # fmt: skip
    action.full_clean()
    action.save()
    trail.record(actor, "programme.finding_taken", action, finding=str(finding.pk))
    tell(actor, action)
    return action


def tell(actor: Actor, action: CorrectiveAction) -> None:
    """Tell the survey how far its finding is; nothing where the action comes from elsewhere."""
    if action.survey_finding_id is None:
        return
    deed = findings.Deed(
        ref=action.pk,
        progress=action.state,
        text=action.text,
        owner=action.owner.text if action.owner else "",
        due_on=action.due_on,
        outcome=action.reason if action.state == CorrectiveAction.State.DROPPED else action.effect,
    )
    findings.note_action(actor, action.survey_finding_id, deed)


def waiting(actor: Actor, programme: Programme) -> list[Finding]:
    """What surveys of the actor's organisation heard and no programme has taken, for whoever may take it."""
    if not policies.may_edit(actor, programme):
        return []
    return list(policies.heard_findings(actor).waiting().select_related("wave", "wording").order_by("created_at"))


def origin_of(actor: Actor, action: CorrectiveAction) -> Origin | None:
    """The finding behind a corrective action, for whoever may read its survey."""
    if action.survey_finding_id is None:
        return None
    seen = surveys.readable_findings(actor).filter(pk=action.survey_finding_id)
    finding = seen.select_related("wave__version__instrument", "wording").first()
    if finding is None:
        return None
    return Origin(finding, comparing.effects_of(actor, finding.wave, [finding]).get(finding.pk))
