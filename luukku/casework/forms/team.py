"""Forms about days away, and about handing many families on."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from luukku.accounts.models import User
from luukku.casework.models import Case
from luukku.core.forms import DateField, Form

TO = "to-"


class WorkerChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A colleague to choose, told by name and job title."""

    def label_from_instance(self, obj: User) -> str:
        return worker_words(obj)


def worker_words(worker: User) -> str:
    return f"{worker.name}, {worker.title}" if worker.title else worker.name


class AbsenceForm(Form):
    """Which days, and who stands in."""

    from_on = DateField(label=_("First day away"))
    last_on = DateField(label=_("Last day away"), help_text=_("That day still counts. For example 21.11.2026"))
    substitute = WorkerChoice(
        label=_("Who stands in"),
        queryset=None,
        empty_label=pgettext_lazy("a worker", "Choose"),
        help_text=_("On those days they may do everything with the families that you may."),
    )

    def __init__(self, *args: Any, workers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["substitute"].queryset = workers  # type: ignore[attr-defined]


class TakeOnForm(Form):
    """That the family knows who answers for it now."""

    told_on = DateField(
        label=_("The family was told on"),
        required=False,
        help_text=_("Leave this empty if the family does not know yet. My day reminds you."),
    )


class HandOnForm(Form):
    """To whom each family of a worker goes. What is not chosen stays; the choice for all fills what is empty."""

    from_on = DateField(label=_("From"), required=False, help_text=_("Today, unless you write a later day."))
    to_all = forms.ChoiceField(
        label=_("All families to"),
        required=False,
        help_text=_("A choice at a family, below, goes before this one."),
    )

    def __init__(self, *args: Any, cases: Sequence[Case], choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_all"].choices = [("", _now("Nobody: choose family by family")), *choices]  # type: ignore[attr-defined]
        self.cases = cases
        for case in cases:
            label = _now("Who answers next: %(family)s") % {"family": case.family.name}
            self.fields[f"{TO}{case.pk}"] = forms.ChoiceField(
                label=label, required=False, choices=[("", _now("No change, or as chosen for all")), *choices]
            )

    @property
    def rows(self) -> list[tuple[Case, forms.BoundField]]:
        return [(case, self[f"{TO}{case.pk}"]) for case in self.cases]

    def chosen(self) -> dict[UUID, UUID]:
        """The new worker by case. Ids that were sent for families not on this page come along, to be refused."""
        typed = self.cleaned_data
        to = {case.pk: typed[f"{TO}{case.pk}"] or typed["to_all"] for case in self.cases}
        for name, value in self.data.items():
            if name.startswith(TO) and name not in self.fields:
                to[_id(name.removeprefix(TO))] = str(value)
        return {case_id: _id(user_id) for case_id, user_id in to.items() if user_id}


def worker_choices(workers: Sequence[User], families: dict[UUID, int]) -> list[tuple[str, str]]:
    """Names and titles with how many families each answers for already, the least loaded first."""
    ranked = sorted(workers, key=lambda one: (families.get(one.pk, 0), one.name))
    return [(str(one.pk), f"{worker_words(one)} ({_families(families.get(one.pk, 0))})") for one in ranked]


def _families(number: int) -> str:
    return ngettext("%(number)d family", "%(number)d families", number) % {"number": number}


def _id(text: str) -> UUID:
    """What is no id is nobody's."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
