"""Who may see and change whom among the people of an organisation."""

from django.db import models
from django.http import HttpRequest

from luukku.accounts.actors import memberships_at_work, workplaces_among
from luukku.accounts.models import AuthorityName, Membership, MembershipQuerySet, Organisation, Unit, User
from luukku.core import clock
from luukku.core.actor import Actor, Role


def administered_organisations(actor: Actor) -> models.QuerySet[Organisation]:
    """The one organisation whose people the actor may administer: its own, as an administrator of the whole of it."""
    if actor.organisation_id is None or None not in actor.units_as(Role.ADMINISTRATOR):
        return Organisation.objects.none()
    return Organisation.objects.filter(pk=actor.organisation_id)


def may_administer(actor: Actor) -> bool:
    return administered_organisations(actor).exists()


def administered_memberships(actor: Actor) -> MembershipQuerySet:
    """Memberships of the organisation, past and coming ones too."""
    return Membership.objects.filter(organisation__in=administered_organisations(actor))


def administered_people(actor: Actor) -> models.QuerySet[User]:
    """Everybody who has, had or will have a membership in the organisation."""
    return User.objects.filter(pk__in=administered_memberships(actor).values("user"))


def changeable_memberships(actor: Actor) -> MembershipQuerySet:
    """Memberships the actor may change: everybody's but the actor's own, so that nobody raises their own rights."""
    return administered_memberships(actor).exclude(user=actor.user_id)


def changeable_people(actor: Actor) -> models.QuerySet[User]:
    """People whose roles and second factor the actor may change: all of the organisation but the actor."""
    return administered_people(actor).exclude(pk__in=[actor.user_id] if actor.user_id else [])


def people_of_this_organisation_only(actor: Actor) -> models.QuerySet[User]:
    """Changeable people without a present or coming membership elsewhere: only these may be locked out altogether."""
    elsewhere = Membership.objects.exclude(organisation=actor.organisation_id).filter(
        models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=actor.day)
    )
    return changeable_people(actor).exclude(pk__in=elsewhere.values("user"))


def people_at_home(actor: Actor) -> models.QuerySet[User]:
    """Changeable people whose longest-held present role is here: only their second factor may be reset.

    Whoever invites somebody else's worker gets no hand on that worker's sign-in by it.
    """
    held = Membership.objects.filter(user=models.OuterRef("pk")).valid_on(actor.day).order_by("starts_on", "created_at")
    at_home = changeable_people(actor).annotate(home=models.Subquery(held.values("organisation")[:1]))
    return at_home.filter(home=actor.organisation_key)


def grantable_units(actor: Actor) -> models.QuerySet[Unit]:
    return Unit.objects.filter(organisation__in=administered_organisations(actor))


def colleagues(actor: Actor) -> models.QuerySet[User]:
    """People who work in the actor's organisation that day, for lists of names to choose from."""
    at_work = Membership.objects.filter(organisation=actor.organisation_id).valid_on(actor.day)
    return User.objects.filter(is_active=True, pk__in=at_work.values("user")).order_by("name")


def workplaces_of(request: HttpRequest, user: User) -> list[Organisation]:
    """Where a person may work today. Inside a workplace the middleware has read it already."""
    known: list[Organisation] | None = getattr(request, "workplaces", None)
    return workplaces_among(memberships_at_work(user, clock.now())) if known is None else known


def authority_names() -> models.QuerySet[AuthorityName]:
    """What authorities are and were called: public facts, for everybody who works here."""
    return AuthorityName.objects.order_by("authority", models.F("valid_from").desc(nulls_last=True))
