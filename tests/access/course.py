"""The course in time of the scene's family: who was, who will be, what was joined, what is asked from elsewhere."""

from datetime import date, datetime
from uuid import UUID

from luukku.accounts.tests.factories import an_organisation
from luukku.casework import models as casework
from luukku.casework.tests.factories import a_member, a_person


def add_course(
    case: casework.Case, adult: casework.Person, child: casework.Person, at: datetime
) -> dict[str, UUID | str]:
    """Two who have left, one expected, one noted twice, a county in charge, a past protection, a question each way."""
    family, worker = case.family, case.organisation
    former = a_member(family, name="Entinen Jäsen", since=date(2025, 1, 1), until=date(2026, 1, 20))
    late = a_member(family, name="Muistettu Jäsen", since=date(2025, 1, 1), until=date(2026, 1, 20))
    casework.Person.objects.filter(pk=late.pk).update(died_on=date(2026, 1, 19))
    late.memberships.update(end_reason="died")
    expected = casework.ExpectedMember.objects.create(
        family=family, person=a_person("Odotettu Jäsen"), role="adult", noted_on=date(2026, 1, 5)
    )
    county = an_organisation(kind="wellbeing_county")
    care = casework.CountyCare.objects.create(child=child, county=county, during=(date(2026, 1, 5), None))
    past = casework.AddressProtection.objects.create(
        person=adult,
        source="register",
        during=(date(2020, 1, 1), date(2025, 1, 1)),
        end_confirmed_on=date(2025, 1, 1),
    )
    merge = casework.PersonMerge.objects.create(
        kept=adult, merged=a_person("Kahdesti Kirjattu", merged_into=adult), organisation=worker, done_at=at,
        done_by=case.organisation.memberships.first().user,
    )  # fmt: skip
    return {
        "former": former.memberships.get().pk,
        "late": late.pk,
        "expected": expected.pk,
        "care": care.pk,
        "past_protection": past.pk,
        "merge": merge.pk,
    } | _questions(case, at)


def _questions(case: casework.Case, at: datetime) -> dict[str, UUID | str]:
    family = casework.Family.objects.create(name="Muualla asuvat")
    a_member(family, name="Toisaalla Tunnettu")
    other = casework.Case.objects.create(
        family=family, organisation=an_organisation(), ground="contact", opened_on=date(2026, 1, 5)
    )
    casework.CaseInquiry.objects.create(case=case, about=other)
    asked = casework.CaseInquiry.objects.create(case=other, about=case, state="asked", asked_at=at)
    return {"inquiry": asked.pk}
