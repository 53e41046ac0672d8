"""Our answers to what the apps below tell."""

from typing import Any

from django.dispatch import receiver

from luukku.core.actor import Actor
from luukku.programme.services import heard
from luukku.surveys.events import finding_needs_action
from luukku.surveys.models import Finding


@receiver(finding_needs_action, dispatch_uid="programme.suggest_what_a_survey_found")
def suggest_what_a_survey_found(*, finding: Finding, actor: Actor, **_more: Any) -> None:
    """What people said in a survey becomes a suggestion where it is clear in which programme."""
    heard.suggest(actor, finding)
