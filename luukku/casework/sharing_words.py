"""What a family reads about telling others, and what the sections of acts are called.

A permit and a law are never said in the same words: one is what somebody allows, the other is not asked.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from luukku.accounts.models import Organisation
from luukku.casework.law.disclosures import basis_of
from luukku.casework.models import DataClass, Section, StatutoryDisclosure
from luukku.casework.rules.disclosing import Basis
from luukku.core.days import in_digits
from luukku.core.page_language import page_language
from luukku.language import languages as reference

if TYPE_CHECKING:
    from luukku.casework.services.permits import PermitFacts

BASES: dict[str, str | Promise] = {
    "plan_review": _("What is necessary to review the plan, when the new municipality, county or authority asks"),
    "directed_person": _("What the municipality and the county need about somebody directed to the municipality"),
    "unaccompanied_child": _("What the county needs to arrange care for a child who came without a guardian"),
    "service_provider": _("Plan data that a service provider needs"),
    "childs_interest": _("The interest of a child, or somebody who cannot care for themselves, requires it"),
    "joint_work": _("What is necessary in joint work of social care and other offices"),
    "social_care_exception": _("Evident need, a child's interest or essential interests in social care"),
}
"""What each basis of law/disclosures.toml means, for the worker who chooses."""

SECTIONS: dict[str, str | Promise] = {
    Section.SHARED: _p("family", "The shared part of the family's plan"),
    Section.CHILDREN: _p("family", "The children's parts of the plan"),
    Section.ADULTS: _p("family", "The adults' own parts of the plan"),
    Section.NOTES: _p("family", "What the workers have written about our meetings"),
    Section.DOCUMENTS: _p("family", "Documents"),
    Section.MEETINGS: _p("family", "When we meet and what we have agreed"),
    Section.ASSESSMENT: _p("family", "What we have told in interviews and what we need"),
}
"""The sections as a family reads them."""

BY_LAW = _p("family", "By law, not by consent")
"""How every statute-based disclosure is headed, on pages and on paper."""


def law_of(disclosure: StatutoryDisclosure) -> Basis:
    return basis_of(disclosure.basis, disclosure.basis_version)


def law_line(basis: Basis) -> str:
    """Act and section, e.g. "681/2023, 86 §"."""
    return f"{basis.act}, {basis.section}"


def basis_hint(basis: Basis) -> str:
    """What a basis means and whom it lets tell, for the worker who chooses."""
    receivers = ", ".join(str(kind.label) for kind in Organisation.Kind if kind in basis.receivers)
    return gettext("%(meaning)s. To: %(receivers)s.") % {"meaning": BASES[basis.code], "receivers": receivers}


def what(sections: list[str], data_classes: list[str]) -> list[str]:
    """What is told, in the words of the language that is active."""
    told = [str(SECTIONS[section]) for section in Section.values if section in sections]
    return told + [str(DataClass(one).label) for one in DataClass.values if one in data_classes]


def permit_lines(facts: "PermitFacts", language: str) -> list[str]:
    """The permit as it is read to the giver, one sentence a line, in the family language of a language."""
    with translation.override(reference.interface_language(language)):
        names = ", ".join(person.short_name for person in facts.people)
        purpose = facts.purpose_family if facts.purpose_family and not _is_ours(language) else facts.purpose
        first, last = (in_digits(day) for day in (facts.from_on, facts.last_on))
        return [
            pgettext("family", "%(name)s gives this permission.") % {"name": facts.giver.short_name},
            pgettext("family", "%(teller)s may tell %(listener)s about: %(names)s.")
            % {"teller": facts.from_organisation.name, "listener": facts.to_organisation.name, "names": names},
            pgettext("family", "This may be told: %(what)s.")
            % {"what": "; ".join(what(list(facts.sections), list(facts.data_classes)))},
            pgettext("family", "Why: %(purpose)s") % {"purpose": purpose},
            pgettext("family", "The permission holds from %(first)s to %(last)s.") % {"first": first, "last": last},
            pgettext("family", "You may take it back at any time. Tell your worker. Then nothing more is told."),
            pgettext("family", "You do not have to give it. The law gives you the same services without it."),
        ]


@dataclass(frozen=True, slots=True)
class ReadLines:
    """A permit as worker and giver read it side by side; `theirs` are empty where both read the same language."""

    our_language: str
    their_language: str
    pairs: list[tuple[str, str]]


def read_lines(facts: "PermitFacts", language: str) -> ReadLines:
    """The permit in the language of the page beside the family language of `language`."""
    ours, theirs = page_language(), reference.interface_language(language)
    if ours == theirs:
        return ReadLines(ours, "", [(line, "") for line in permit_lines(facts, language)])
    pairs = zip(permit_lines(facts, ours), permit_lines(facts, language), strict=True)
    return ReadLines(ours, theirs, list(pairs))


def _is_ours(language: str) -> bool:
    return reference.interface_language(language) in reference.STAFF_LANGUAGES
