"""14 § in words: each group, each fact, and what follows from what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luukku.core.law.provisions import act_url, law_text
from luukku.plans.labels import day
from luukku.plans.models import GroundDecision, Interview
from luukku.plans.rules.assessment_groups import Finding, Outcome, Suggested, Window

GROUPS: dict[str, Any] = {
    "jobseeker": gettext_lazy("Unemployed jobseeker"),
    "protection": gettext_lazy("Came on protection grounds, or is a family member of somebody who did"),
    "home_care_allowance": gettext_lazy("Looks after a child at home with child home-care allowance"),
    "asked": gettext_lazy("Asks for the assessment, or an authority has made contact, and seems to need it"),
    "social_assistance": gettext_lazy("Gets social assistance, and not only for the time being"),
    "came_alone": gettext_lazy("Came or was left alone as a minor and is under 23"),
    "trafficking": gettext_lazy("Victim of human trafficking"),
}

FACTS: dict[str, Any] = {
    "unemployed_jobseeker": gettext_lazy("Registered as an unemployed jobseeker"),
    "protection_based": gettext_lazy("The permit is based on protection, or on a family tie to somebody whose is"),
    "home_care_allowance": gettext_lazy("Gets child home-care allowance"),
    "asked_for_it": gettext_lazy("Has asked for the assessment"),
    "authority_contacted": gettext_lazy("Another authority has made contact with the person's consent"),
    "seems_to_need_it": gettext_lazy("Seems to need the assessment"),
    "lasting_social_assistance": gettext_lazy("Gets social assistance, and not only for the time being"),
    "came_alone_as_minor": gettext_lazy("Came, or was left, without a guardian as a minor"),
    "trafficking_victim": gettext_lazy("Is a victim of human trafficking"),
}


@dataclass(frozen=True, slots=True)
class FindingView:
    """One group as the page tells it."""

    label: str
    outcome: str
    section: str
    url: str
    see: str
    because: str
    missing: str
    note: str


def fact(code: str) -> str:
    return str(FACTS.get(code, code))


def group(code: str) -> str:
    return str(GROUPS.get(code, code))


def findings(told: Suggested, act: str) -> list[FindingView]:
    """What follows for each group, those that follow first, those that do not last."""
    order = [Outcome.FOLLOWS, Outcome.UNKNOWN, Outcome.DOES_NOT]
    return [_finding(one, act) for one in sorted(told.findings, key=lambda one: order.index(one.outcome))]


def _finding(one: Finding, act: str) -> FindingView:
    notes = []
    if one.is_too_old:
        notes.append(_("The age is over the group's limit."))
    if one.lacks_age:
        notes.append(_("The date of birth is not known."))
    if one.group.code == "jobseeker" and one.outcome is Outcome.FOLLOWS:
        notes.append(
            _("For registered jobseekers the employment authority does this (%(law)s).")
            % {"law": law_text("681/2023, 8 §")}
        )
    if one.group.code == "trafficking" and one.outcome is Outcome.FOLLOWS:
        notes.append(_trafficking())
    return FindingView(
        label=group(one.group.code),
        outcome=one.outcome.value,
        section=f"{act}, 14 § 1 mom. {one.group.number} k.",
        url=act_url(act),
        see=one.group.see,
        because=_listed(one.because),
        missing=_listed(one.missing),
        note=" ".join(notes),
    )


def _trafficking() -> str:
    words = _("The three years have an exception for victims of trafficking (%(law)s). Check it.")
    return words % {"law": law_text("681/2023, 20 §")}


def window(told: Suggested) -> str:
    """Whether the three years run, as a sentence."""
    if told.window is Window.NO_END:
        return _trafficking()
    if told.window is Window.NOT_YET:
        return _("The first permit begins later than today.")
    if told.last_on is None:
        return _("When the first permit, card or registration began is not known. The duty lasts three years from it.")
    on = {"date": day(told.last_on)}
    if told.window is Window.PASSED:
        return _("Three years from the first permit ended on %(date)s. The assessment may still be made.") % on
    return _("Three years from the first permit run until %(date)s.") % on


def hints(said: Mapping[str, Interview]) -> dict[str, str]:
    """What answers point at, by fact: a reason to ask, not a fact."""
    return {
        code: _("An answer in the interview on %(date)s points at this. Ask to be sure.") % {"date": day(one.held_on)}
        for code, one in said.items()
    }


def decided(row: GroundDecision) -> str:
    """A decision in one line."""
    told = [group(code) for code in row.groups]
    if row.other_ground:
        told.append(row.other_ground)
    return "; ".join(told) or _("No ground")


def _listed(codes: Iterable[str]) -> str:
    return "; ".join(fact(code) for code in codes)
