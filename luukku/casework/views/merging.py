"""Somebody noted twice: both side by side, joined, and taken apart."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luukku.casework import policies, services
from luukku.casework.forms import MergeForm, NothingForm, carry_out
from luukku.casework.models import Person, PersonMerge
from luukku.casework.views._scope import answered_case, member_of
from luukku.casework.views._step import Step, take_step
from luukku.core.forms import form_page
from luukku.core.http import Request, sent


@require_http_methods(["GET", "POST"])
def person_same(request: Request, case: UUID, person: UUID) -> HttpResponse:
    """People who may be the same one."""
    actor = request.actor
    found = answered_case(request, case)
    one = member_of(request, found, person, policies.mergeable_people(actor))
    services.note_view(actor, "person.viewed", one, case=found)
    context = {"case": found, "person": one, "similar": services.similar_people(actor, one)}
    return render(request, "casework/person_same.html", context)


@require_http_methods(["GET", "POST"])
def person_merge(request: Request, case: UUID, person: UUID, other: UUID) -> HttpResponse:
    actor = request.actor
    found = answered_case(request, case)
    kept = member_of(request, found, person, policies.mergeable_people(actor))
    same = get_object_or_404(policies.mergeable_people(actor).exclude(pk=kept.pk), pk=other)
    pairs = services.compare_people(actor, kept.pk, same.pk)
    form = MergeForm(sent(request), pairs=pairs)
    if request.method == "POST" and form.is_valid():
        merged = carry_out(
            form, lambda: services.merge_people(actor, kept_id=kept.pk, other_id=same.pk, chosen=form.chosen())
        )
        if merged:
            messages.success(request, _("Joined. It can be taken apart again on the person's page."))
            return HttpResponseRedirect(reverse("casework:person", args=[found.pk, kept.pk]))
    for one in (kept, same):
        services.note_view(actor, "person.viewed", one, case=found)
    context = {"case": found, "person": kept, "other": same, "pairs": pairs, "form": form}
    return form_page(request, "casework/person_merge.html", context | _families(request, kept, same))


@require_http_methods(["GET", "POST"])
def merge_undo(request: Request, case: UUID, merge: UUID) -> HttpResponse:
    found = answered_case(request, case)
    merges = policies.merges_to_undo(request.actor).filter(
        kept__memberships__family=found.family_id, kept__memberships__during__contains=request.actor.day
    )
    row = get_object_or_404(merges.select_related("kept", "merged").distinct(), pk=merge)
    form = NothingForm(sent(request))
    services.note_view(request.actor, "person.viewed", row.kept, case=found)
    step = Step(
        title=_("Take %(name)s apart again") % {"name": row.kept.short_name},
        button=_("Take apart"),
        back=reverse("casework:person", args=[found.pk, row.kept_id]),
        back_label=row.kept.short_name,
        explanation=(
            _("Memberships, guardianships, needs and protection go back to whom they belonged before the joining."),
            _("What was changed since stays with the one who stayed."),
        ),
        done=_("Taken apart. Look at both once more."),
        is_danger=True,
    )

    def save() -> PersonMerge:
        return services.unmerge_people(request.actor, row.pk)

    return take_step(request, found, step, form, save)


def _families(request: Request, kept: Person, other: Person) -> dict[str, object]:
    rows = policies.visible_memberships(request.actor).filter(person__in=[kept, other]).select_related("family")
    told: dict[str, list[str]] = {"kept_families": [], "other_families": []}
    for row in rows:
        told["kept_families" if row.person_id == kept.pk else "other_families"].append(row.family.name)
    protected = policies.protected_among([kept.pk, other.pk], request.actor.day)
    return told | {"kept_protected": kept.pk in protected, "other_protected": other.pk in protected}
