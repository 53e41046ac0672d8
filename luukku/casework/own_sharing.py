"""To whom data on one person was allowed to be told, and told: by permits and by law, for a copy of their data."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from luukku.casework.events import OwnDataAsked
from luukku.casework.law.disclosures import basis_of
from luukku.casework.models import DataClass, DisclosureEntry, InformationPermit, Section, StatutoryDisclosure
from luukku.casework.own_facts import facts_of, span
from luukku.casework.rules.own_data import Chapter, Entry, Fact, fact

KEPT_FROM_OTHERS = frozenset({"childs_interest", "social_care_exception"})
"""Grounds by which something was told in a child's interest: a guardian who asks is not told of these here."""


def chapter_of(asked: OwnDataAsked) -> Chapter:
    entries = [*_permits(asked), *_by_law(asked), *_told(asked)]
    return Chapter("sharing", _("To whom data may be told, and was told"), tuple(entries))


def _permits(asked: OwnDataAsked) -> Iterator[Entry]:
    rows = InformationPermit.objects.filter(case__in=asked.cases, subjects__person=asked.person).distinct()
    for permit in rows.select_related("to_organisation").order_by("during", "pk"):
        told = (*_what(permit), *facts_of(permit, ("purpose", "revoked_at")), _days(permit))
        yield Entry(_to(asked, permit, _("A permit")), told)


def _by_law(asked: OwnDataAsked) -> Iterator[Entry]:
    rows = StatutoryDisclosure.objects.filter(case__in=asked.cases, people__person=asked.person).distinct()
    for row in rows.select_related("to_organisation").order_by("during", "pk"):
        if not _is_kept_back(asked, row):
            yield Entry(_to(asked, row, _("By law")), (*_what(row), *_law(row), _days(row)))


def _told(asked: OwnDataAsked) -> Iterator[Entry]:
    rows = DisclosureEntry.objects.filter(case__in=asked.cases, person_ids__contains=[asked.person.pk])
    for row in rows.select_related("to_organisation", "statutory", "permit").order_by("given_at", "pk"):
        if row.statutory is None or not _is_kept_back(asked, row.statutory):
            yield Entry(
                _to(asked, row, _("Told")), (*_what(row), *_ground(row), *facts_of(row, ("purpose", "given_at")))
            )


def _is_kept_back(asked: OwnDataAsked, row: StatutoryDisclosure) -> bool:
    return asked.shield.for_another and row.basis in KEPT_FROM_OTHERS


def _to(asked: OwnDataAsked, row: Any, how: str) -> str:
    """Where a service is may tell where somebody lives."""
    return how if asked.shield.whereabouts else f"{how}: {row.to_organisation.name}"


def _what(row: Any) -> tuple[Fact, ...]:
    labels = [str(Section(one).label) for one in row.sections] + [str(DataClass(one).label) for one in row.data_classes]
    return fact(_("What"), ", ".join(labels))


def _ground(row: DisclosureEntry) -> tuple[Fact, ...]:
    """By which section of an act, or by a permit of which days, it was told (703/2023, 10 §)."""
    if row.statutory:
        return _law(row.statutory)
    return (Fact(_("By a permit of these days"), span(row.permit.first_on, row.permit.last_on)),) if row.permit else ()


def _law(row: StatutoryDisclosure) -> tuple[Fact, ...]:
    basis = basis_of(row.basis, row.basis_version)
    line = f"{basis.act}, {basis.section}"
    return fact(
        _("By which law"), line if basis.verified else f"{line} {_('(the text of the law has not been checked)')}"
    )


def _days(row: Any) -> Fact:
    return Fact(_("Days"), span(row.first_on, row.last_on))
