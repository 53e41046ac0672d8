"""A questionnaire with a round in every state, and a centre's looks at itself in three."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from luukku.accounts.tests.factories import Worker
from luukku.surveys.services import findings, instruments, waves
from luukku.surveys.services.templates import load_templates
from luukku.surveys.tests import factories as make


def put(keeper: Worker, peer: Worker, at: datetime) -> Mapping[str, UUID | str]:
    """The ids that the surveys' doors need. The keeper's organisation asks; the keeper reads the open answers."""
    load_templates()
    actor = keeper.as_actor(at)
    instrument = make.an_instrument(keeper, at=at)
    wording = instrument.versions.get().placements.in_order()[0].wording
    opened = make.an_open_wave(keeper, instrument, at=at)
    closed = make.an_open_wave(keeper, instrument, at=at)
    waves.close_wave(actor, closed.pk)
    published = make.a_published_wave(keeper, instrument, at=at)
    draft = make.a_wave(keeper, instrument, at=at)
    finding = findings.add_finding(actor, published.pk, {"tone": "strength", "text": "Hyvin menee."})
    version = instruments.start_version(actor, instrument.pk)
    placement = version.placements.in_order()[0]
    looked = make.an_assessment(keeper, at=at)
    sent = make.a_sent_assessment(keeper, at=at)
    reviewed = make.a_reviewed_assessment(keeper, peer, at=at)
    return {
        "survey": instrument.pk,
        "survey_wording": wording.pk,
        "survey_version": version.pk,
        "survey_question": placement.pk,
        "survey_language": "sv",
        "survey_draft": draft.pk,
        "survey_open": opened.pk,
        "survey_closed": closed.pk,
        "survey_published": published.pk,
        "survey_own_words": published.open_answers.get().pk,
        "survey_finding": finding.pk,
        "criteria_set": looked.criteria_set_id,
        "assessment": looked.pk,
        "assessment_sent": sent.pk,
        "assessment_reviewed": reviewed.pk,
        "criterion_key": "fit",
        "criterion_evidence": make.an_evidence(keeper, looked, "fit", at=at).pk,
    }
