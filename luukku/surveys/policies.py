"""Who may prepare surveys, read results, and look at family centres by the minimum criteria.

Nobody may read one person's answers: there is no policy for it, because there is nothing to read.
"""

from django.db.models import Q, QuerySet

from luukku.accounts.models import Membership, Organisation, OrganisationQuerySet, Unit, User
from luukku.core.actor import Actor, Role, SystemActor
from luukku.surveys.models import (
    Assessment,
    AssessmentQuerySet,
    CriteriaSet,
    Evidence,
    Finding,
    FindingQuerySet,
    Instrument,
    InstrumentQuerySet,
    InstrumentVersion,
    ItemVersion,
    OpenAnswer,
    Panel,
    Placement,
    Wave,
    WaveInvitation,
    WaveQuerySet,
)
from luukku.surveys.rules.criteria import OWN_KEY

KEEPERS = frozenset({Role.CASEWORKER, Role.SUPERVISOR})
"""Who writes questionnaires, asks, and looks at their own centre."""


def may_keep(actor: Actor) -> bool:
    """Whether the actor may prepare surveys for an organisation."""
    return actor.has(KEEPERS) and actor.organisation_id is not None


def visible_instruments(actor: Actor) -> InstrumentQuerySet:
    """The own organisation's questionnaires and the product's templates, for those who prepare surveys."""
    if not may_keep(actor):
        return Instrument.objects.none()
    return Instrument.objects.filter(Q(organisation=actor.organisation_key) | Q(organisation__isnull=True))


def own_instruments(actor: Actor) -> InstrumentQuerySet:
    """Questionnaires that the actor may change: templates are copied first."""
    return visible_instruments(actor).filter(organisation=actor.organisation_key)


def own_wordings(actor: Actor) -> QuerySet[ItemVersion]:
    """What questions of these are or were asked as."""
    return ItemVersion.objects.filter(item__instrument__in=own_instruments(actor))


def written_versions(actor: Actor) -> QuerySet[InstrumentVersion]:
    """Versions that nobody has been asked yet."""
    return InstrumentVersion.objects.filter(instrument__in=own_instruments(actor), is_sealed=False)


def written_placements(actor: Actor) -> QuerySet[Placement]:
    return Placement.objects.filter(version__in=written_versions(actor))


def kept_waves(actor: Actor) -> WaveQuerySet:
    """The own organisation's waves, for those who prepare surveys."""
    if isinstance(actor, SystemActor):
        return Wave.objects.all()
    if not may_keep(actor):
        return Wave.objects.none()
    return Wave.objects.filter(organisation=actor.organisation_key)


def analysed_waves(actor: Actor) -> WaveQuerySet:
    """Closed waves whose open answers the actor reads: it is named in the wave, before anybody was asked."""
    closed = kept_waves(actor).filter(state__in=[Wave.State.CLOSED, Wave.State.PUBLISHED])
    return closed.filter(analyst=actor.user_key)


def readable_waves(actor: Actor) -> WaveQuerySet:
    """Published waves: of the own organisation for everybody at work there, and what is shown to everybody."""
    if not actor.roles:
        return Wave.objects.none()
    found = Wave.objects.filter(state=Wave.State.PUBLISHED)
    return found.filter(Q(organisation=actor.organisation_key) | Q(is_public=True))


def readable_open_answers(actor: Actor) -> QuerySet[OpenAnswer]:
    """What people wrote in own words, for the wave's analyst alone."""
    return OpenAnswer.objects.filter(wave__in=analysed_waves(actor))


def readable_findings(actor: Actor) -> FindingQuerySet:
    """What was understood from waves that the actor reads; of another organisation's once it has been told back."""
    told = Q(wave__organisation=actor.organisation_key) | Q(wave__told_back_at__isnull=False)
    return Finding.objects.filter(told, wave__in=readable_waves(actor))


def discussed_waves(actor: Actor) -> WaveQuerySet:
    """Published waves whose discussion the actor reads: it is the own organisation's, also where results are public."""
    return readable_waves(actor).filter(organisation=actor.organisation_key)


def own_findings(actor: Actor) -> FindingQuerySet:
    return Finding.objects.filter(wave__in=kept_waves(actor))


def own_panels(actor: Actor) -> QuerySet[Panel]:
    if not may_keep(actor):
        return Panel.objects.none()
    return Panel.objects.filter(organisation=actor.organisation_key)


def people_to_ask(actor: Actor) -> QuerySet[User]:
    """Everybody at work in the own organisation today."""
    held = Membership.objects.filter(organisation=actor.organisation_key).valid_on(actor.day)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name")


def possible_analysts(actor: Actor) -> QuerySet[User]:
    """Who may read a wave's open answers: those who prepare surveys in the own organisation."""
    held = Membership.objects.filter(organisation=actor.organisation_key, role__in=KEEPERS).valid_on(actor.day)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name")


def handed_codes(actor: Actor) -> QuerySet[WaveInvitation]:
    """Codes without a person, to print and hand out."""
    return WaveInvitation.objects.filter(wave__in=kept_waves(actor), person__isnull=True)


def visible_sets(actor: Actor) -> QuerySet[CriteriaSet]:
    """Published criteria: everybody at work reads them."""
    return CriteriaSet.objects.filter(is_published=True) if actor.roles else CriteriaSet.objects.none()


def binding_sets(actor: Actor) -> QuerySet[CriteriaSet]:
    """The product's own criteria, the newest first: by these centres look at themselves and stand on the wall.

    What came in a package is read beside them and never takes their place.
    """
    return visible_sets(actor).filter(key=OWN_KEY).order_by("-number")


def visible_assessments(actor: Actor) -> AssessmentQuerySet:
    """The own organisation's, and those of others in the region that are no longer drafts."""
    if not actor.roles:
        return Assessment.objects.none()
    own = Q(organisation=actor.organisation_key) if actor.has(KEEPERS) else Q(pk__in=[])
    return Assessment.objects.filter(own | Q(~Q(state=Assessment.State.DRAFT), organisation__in=_region(actor)))


def _region(actor: Actor) -> OrganisationQuerySet:
    """The organisations of the actor's region."""
    return Organisation.objects.in_regions(Organisation.objects.filter(pk=actor.organisation_key).region_ids())


def written_assessments(actor: Actor) -> AssessmentQuerySet:
    """Drafts of the centres that the actor works in: whoever may write one is never its peer."""
    return Assessment.objects.filter(unit__in=own_units(actor), state=Assessment.State.DRAFT)


def reviewable_assessments(actor: Actor) -> AssessmentQuerySet:
    """What waits for a peer of the region: of another organisation, or of another unit, who has written none of it.

    Whoever works for their whole organisation works in each of its centres, so none of those is another's.
    """
    if not may_keep(actor):
        return Assessment.objects.none()
    waiting = Assessment.objects.filter(state=Assessment.State.SENT).exclude(writer=actor.user_key)
    waiting = waiting.exclude(answers__evidence__added_by=actor.user_key)  # also of somebody who works elsewhere now
    waiting = waiting.filter(organisation__in=_region(actor)).exclude(unit__in=[one for one in actor.unit_ids if one])
    return waiting.exclude(organisation=actor.organisation_key) if None in actor.unit_ids else waiting


def confirmable_assessments(actor: Actor) -> AssessmentQuerySet:
    """Reviewed ones of the units that the actor leads, unless the actor was the peer."""
    led = actor.units_as(Role.SUPERVISOR)
    reviewed = Assessment.objects.filter(organisation=actor.organisation_key, state=Assessment.State.REVIEWED)
    if None not in led:
        reviewed = reviewed.filter(unit__in=led)
    return reviewed.exclude(reviewer=actor.user_key)


def own_units(actor: Actor) -> QuerySet[Unit]:
    """Centres that the actor works in: of the own organisation, and all of them if the work is for all of it."""
    if not may_keep(actor):
        return Unit.objects.none()
    found = Unit.objects.filter(organisation=actor.organisation_key).order_by("name_fi")
    if None not in actor.unit_ids:
        found = found.filter(pk__in=[one for one in actor.unit_ids if one])
    return found


def own_evidence(actor: Actor) -> QuerySet[Evidence]:
    """Evidence in drafts of the centres that the actor works in."""
    return Evidence.objects.filter(answer__assessment__in=written_assessments(actor))
