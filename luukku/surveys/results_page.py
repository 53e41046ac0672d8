"""What the page of a wave's results shows beside the figures."""

from typing import Any

from luukku.core.actor import Actor
from luukku.surveys import policies
from luukku.surveys.models import Wave
from luukku.surveys.rules.waves import FEEDBACK_DAYS
from luukku.surveys.services import comparing, results
from luukku.surveys.wording import spoken


def context_of(actor: Actor, wave: Wave) -> dict[str, Any]:
    """The figures, what was found, and what the next wave says of it."""
    keeps = policies.kept_waves(actor).filter(pk=wave.pk).exists()
    findings = list(policies.readable_findings(actor).filter(wave=wave).select_related("wording__item"))
    effects = comparing.effects_of(actor, wave, findings) if keeps else {}
    return {
        "wave": wave,
        "instrument": wave.version.instrument,
        "rows": results.rows_of(wave),
        "findings": [(one, effects.get(one.pk)) for one in findings],
        "keeps": keeps,
        "reads_discussion": policies.discussed_waves(actor).filter(pk=wave.pk).exists(),
        "languages": [one for one in spoken(list(wave.version.placements.in_order())) if one.code != "fi"]
        if keeps
        else [],
        "is_analyst": keeps and wave.analyst_id == actor.user_id,
        "feedback_days": FEEDBACK_DAYS,
    }
