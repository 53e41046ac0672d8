"""Rights to documents follow the case. A helper who was granted documents reads those that are marked for helpers."""

from django.db.models import Q

from luukku.casework.models import Case, CaseQuerySet, Document, DocumentQuerySet, Section
from luukku.casework.policies.cases import cases_answered_for, fully_visible_cases
from luukku.casework.policies.sections import cases_helped_in, cases_showing
from luukku.core.actor import Actor


def visible_documents(actor: Actor) -> DocumentQuerySet:
    """Documents that the actor may read; removed ones are told to who reads the case whole."""
    whole = Q(case__in=fully_visible_cases(actor))
    granted = Q(case__in=cases_helped_in(actor, Section.DOCUMENTS), is_shared=True, removed_at__isnull=True)
    return Document.objects.filter(whole | granted)


def readable_documents(actor: Actor) -> DocumentQuerySet:
    """Those of them that still have their content."""
    return visible_documents(actor).filter(removed_at__isnull=True)


def editable_documents(actor: Actor) -> DocumentQuerySet:
    """Documents, not removed, of the active cases that the actor answers for."""
    return Document.objects.filter(case__in=cases_answered_for(actor).active(), removed_at__isnull=True)


def may_edit_document(actor: Actor, document: Document) -> bool:
    return editable_documents(actor).filter(pk=document.pk).exists()


def cases_with_visible_documents(actor: Actor) -> CaseQuerySet:
    """Cases whose list of documents the actor may open."""
    return cases_showing(actor, Section.DOCUMENTS)


def may_see_documents(actor: Actor, case: Case) -> bool:
    return cases_with_visible_documents(actor).filter(pk=case.pk).exists()
