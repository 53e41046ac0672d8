"""Relations to cases, written out once."""

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.casework.models import Case
from luukku.casework.policies.relations import NONE, Ids, any_of
from luukku.casework.tests.factories import a_case


@pytest.mark.django_db
def test_no_relation_at_all_leads_to_no_case():
    case = a_case(a_worker())
    it = Ids.of(Case.objects.filter(pk=case.pk).values_list("pk", flat=True))

    assert not Case.objects.filter(pk__in=any_of([])).exists()
    assert not Case.objects.filter(pk__in=NONE).exists()
    assert Ids.of(Case.objects.none().values_list("pk", flat=True)) is NONE
    assert list(Case.objects.filter(pk__in=any_of([NONE, it]))) == [case]
