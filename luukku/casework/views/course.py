"""A family's course in time: its history, who comes back, who is born, who dies, and where each lives."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.casework import policies, services
from luukku.casework.forms import BornForm, DeathForm, ResidenceForm, ReturnForm
from luukku.casework.models import Case, FamilyMembership
from luukku.casework.views._scope import answered_case, family_url, member_of, whole_case
from luukku.casework.views._step import Step, take_step
from luukku.core.http import Request, sent


@require_GET
def family_history(request: Request, case: UUID) -> HttpResponse:
    """Who belonged when, who decides for whom, whom the family waits for. Shown, never edited."""
    actor = request.actor
    found = whole_case(request, case)
    services.note_view(actor, "family.history_viewed", found, case=found)
    rows = list(
        policies.membership_history(actor)
        .filter(family=found.family_id)
        .select_related("person")
        .order_by("-during", "person__name", "pk")
    )
    may_answer = policies.may_answer_for(actor, found)
    back = policies.returnable_memberships(actor).filter(family=found.family_id).values_list("pk", flat=True)
    relations = policies.guardian_history(actor).filter(child_id__in=[row.person_id for row in rows])
    waiting = policies.expected_members(actor).filter(family=found.family_id).select_related("person")
    context = {
        "case": found,
        "rows": rows,
        "may_answer": may_answer,
        "returnable": set(back) if may_answer else set(),
        "relations": relations.select_related("child", "guardian").order_by("child__name", "-during", "pk"),
        "expected": waiting.order_by("given_up_on", "membership", "expected_on", "pk"),
        "day": actor.day,
    }
    return render(request, "casework/family_history.html", context)


@require_http_methods(["GET", "POST"])
def member_return(request: Request, case: UUID, membership: UUID) -> HttpResponse:
    found = answered_case(request, case)
    rows = policies.returnable_memberships(request.actor).filter(family=found.family_id)
    row = get_object_or_404(rows.select_related("person"), pk=membership)
    form = ReturnForm(sent(request))
    services.note_view(request.actor, "person.viewed", row.person, case=found)
    step = Step(
        title=_("%(name)s belongs to the family again") % {"name": row.person.short_name},
        button=_("Note the return"),
        back=_history_url(found),
        back_label=_("The family's history"),
        explanation=(_("What was before stays in the history. From that day on they are shown and met again."),),
        done=_("Noted. What was before stays in the history."),
    )

    def save() -> FamilyMembership:
        typed = form.cleaned_data
        return services.return_to_family(
            request.actor, found.pk, row.pk, from_on=typed["from_on"], residence=typed["residence"]
        )

    return take_step(request, found, step, form, save)


@require_http_methods(["GET", "POST"])
def member_residence(request: Request, case: UUID, membership: UUID) -> HttpResponse:
    found = answered_case(request, case)
    rows = policies.editable_memberships(request.actor).filter(family=found.family_id)
    row = get_object_or_404(rows.select_related("person"), pk=membership)
    form = ResidenceForm(sent(request), initial={"residence": row.residence})
    services.note_view(request.actor, "person.viewed", row.person, case=found)
    step = Step(
        title=_("Where %(name)s lives") % {"name": row.person.short_name},
        button=_("Note where they live"),
        back=reverse("casework:person", args=[found.pk, row.person_id]),
        back_label=row.person.short_name,
        explanation=(_("This tells with whom, not where: no address stands here."),),
        done=_("Noted. What was before stays in the history."),
    )

    def save() -> FamilyMembership:
        typed = form.cleaned_data
        return services.change_residence(
            request.actor, found.pk, row.pk, residence=typed["residence"], from_on=typed["from_on"]
        )

    return take_step(request, found, step, form, save)


@require_http_methods(["GET", "POST"])
def child_born(request: Request, case: UUID) -> HttpResponse:
    actor = request.actor
    found = answered_case(request, case)
    people = policies.possible_guardians(actor, found).order_by("name", "pk")
    initial = {"contact_language": found.family.language, "interpreter_need": "none", "reading": "not"}
    form = BornForm(sent(request), initial=initial, people=people)
    services.note_view(actor, "case.viewed", found, case=found)
    step = Step(
        title=_("A child is born"),
        button=_("Add the child"),
        back=family_url(found),
        back_label=found.family.name,
        explanation=(_("The child belongs to the family, and its guardians decide, from the day of birth."),),
        done=_("Congratulations to the family. The child is added."),
    )

    def save() -> FamilyMembership:
        facts = services.born_facts(form.facts(), placeholder=_("Newborn child"))
        guardians = [one.pk for one in form.cleaned_data["guardians"]]
        return services.note_birth(actor, found.pk, facts=facts, guardian_ids=guardians)

    return take_step(request, found, step, form, save)


@require_http_methods(["GET", "POST"])
def person_died(request: Request, case: UUID, person: UUID) -> HttpResponse:
    found = answered_case(request, case)
    one = member_of(request, found, person, policies.editable_people(request.actor))
    form = DeathForm(sent(request))
    services.note_view(request.actor, "person.viewed", one, case=found)
    step = Step(
        title=_("%(name)s has died") % {"name": one.short_name},
        button=_("Note the death"),
        back=family_url(found),
        back_label=found.family.name,
        explanation=(
            _("The membership ends that day, and so does every right to decide for a child."),
            _("Protection of the address stays until somebody ends it: others may still need it."),
        ),
        done=_("Noted. The history of the family keeps what was."),
        is_danger=True,
    )

    def save() -> object:
        return services.note_death(request.actor, found.pk, one.pk, died_on=form.cleaned_data["died_on"])

    return take_step(request, found, step, form, save)


@require_POST
def death_withdraw(request: Request, case: UUID, person: UUID) -> HttpResponse:
    found = answered_case(request, case)
    rows = policies.membership_history(request.actor).filter(family=found.family_id, person__died_on__isnull=False)
    row = get_object_or_404(rows.filter(person=person).distinct("person"))
    services.withdraw_death(request.actor, found.pk, row.person_id)
    return HttpResponseRedirect(_history_url(found))


def _history_url(case: Case) -> str:
    return reverse("casework:family-history", args=[case.pk])
