"""What is shared of the scene's family: a permit, an opening by law, a helper from outside."""

from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from luukku.accounts.models import User
from luukku.accounts.tests.factories import an_organisation
from luukku.casework import models as casework

DAYS = DateRange(date(2026, 1, 5), date(2027, 1, 5))


def put(case: casework.Case, worker: User, adult: casework.Person, child: casework.Person) -> dict[str, UUID]:
    """Towards an organisation whose helper is nobody yet, so that nobody of the cast reads more by it."""
    elsewhere = an_organisation()
    permit = casework.InformationPermit.objects.create(
        case=case,
        giver=adult,
        from_organisation=case.organisation,
        to_organisation=elsewhere,
        sections=["shared"],
        data_classes=["health"],
        purpose="Neuvola",
        recorded_by=worker,
        during=DAYS,
    )
    casework.PermitSubject.objects.create(permit=permit, person=adult, capacity="self")
    other = casework.Person.objects.create(name="Muu Huoltaja", name_key="muu huoltaja")
    childs = casework.InformationPermit.objects.create(
        case=case,
        giver=other,
        from_organisation=case.organisation,
        to_organisation=elsewhere,
        data_classes=["school"],
        purpose="Koulu",
        recorded_by=worker,
        during=DAYS,
    )
    casework.PermitSubject.objects.create(permit=childs, person=child, capacity="guardian")
    disclosure = casework.StatutoryDisclosure.objects.create(
        case=case,
        to_organisation=elsewhere,
        basis="plan_review",
        sections=["children"],
        reason="Uusi kunta tarkistaa suunnitelman.",
        recorded_by=worker,
        during=DAYS,
    )
    casework.DisclosedPerson.objects.create(disclosure=disclosure, person=child)
    contact = casework.ExternalContact.objects.create(
        case=case, name="Eino Auttaja", function="Valmentaja", during=DateRange(date(2026, 1, 5), None)
    )
    return {"permit": permit.pk, "childs_permit": childs.pk, "disclosure": disclosure.pk, "contact": contact.pk}
