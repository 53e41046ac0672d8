"""How casework's pages fetch: a case through a policy, a row through its case, and back to the family."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from luukku.casework import policies
from luukku.casework.models import Case, CaseQuerySet, Person, PersonQuerySet
from luukku.core.http import Request


def answered_case(request: Request, pk: UUID) -> Case:
    """An active case that the reader answers for, or 404."""
    return _case(policies.cases_answered_for(request.actor).active(), pk)


def whole_case(request: Request, pk: UUID) -> Case:
    """A case that the reader reads whole, or 404."""
    return _case(policies.fully_visible_cases(request.actor), pk)


def seen_case(request: Request, pk: UUID) -> Case:
    """A case that the reader may open, whole or in parts, or 404. What hangs on it is asked for by its own policy."""
    return _case(policies.visible_cases(request.actor), pk)


def member_of(request: Request, case: Case, pk: UUID, people: PersonQuerySet) -> Person:
    """Somebody who belongs today to the family of this very case, or 404."""
    here = people.filter(memberships__family=case.family_id, memberships__during__contains=request.actor.day)
    return get_object_or_404(here, pk=pk)


def to_family(case: Case | UUID) -> HttpResponse:
    return HttpResponseRedirect(family_url(case))


def family_url(case: Case | UUID) -> str:
    """The family's page. It belongs to an app above: linked by name, never imported."""
    return reverse("desk:family", args=[case.pk if isinstance(case, Case) else case])


def _case(cases: CaseQuerySet, pk: UUID) -> Case:
    return get_object_or_404(cases.select_related("family"), pk=pk)
