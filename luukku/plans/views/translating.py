"""Who translated each text of a plan, and noting that somebody checked them."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from luukku.casework.services import note_view
from luukku.core.forms import carry_out
from luukku.core.http import Request, sent
from luukku.language import languages as reference
from luukku.plans import policies
from luukku.plans.forms.talk import CheckForm
from luukku.plans.models import FamilyPlan, TextTranslation
from luukku.plans.rules.translated import Standing, TextKey, Translated, pair_hash, texts_of
from luukku.plans.services import contents, translations

STANDINGS: dict[Standing, str | Promise] = {
    Standing.MISSING: gettext_lazy("Not translated yet"),
    Standing.UNKNOWN: gettext_lazy("Nobody has noted who translated this"),
    Standing.OUTDATED: gettext_lazy("Outdated: the text was changed after it was translated"),
    Standing.DRAFT: gettext_lazy("Draft translation, not checked"),
    Standing.UNCHECKED: gettext_lazy("Translated by a professional, not checked by anybody else"),
    Standing.CHECKED: gettext_lazy("Checked"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One text with its translation; `seen` is what is sent when it is ticked as read."""

    text: Translated
    standing: Standing
    words: str | Promise
    made: TextTranslation | None
    source_language: str
    target_language: str
    seen: str

    @property
    def needs_check(self) -> bool:
        return self.standing in (Standing.UNKNOWN, Standing.OUTDATED, Standing.DRAFT, Standing.UNCHECKED)

    @property
    def source_direction(self) -> str:
        return reference.direction(self.source_language)

    @property
    def target_direction(self) -> str:
        return reference.direction(self.target_language)


@require_http_methods(["GET", "POST"])
def plan_translations(request: Request, pk: UUID) -> HttpResponse:
    """Every text beside its translation: made by whom, from which wording, checked by whom."""
    plan = get_object_or_404(policies.managed_plans(request.actor).select_related("case__family"), pk=pk)
    note_view(request.actor, "plan.translations_viewed", plan, case=plan.case)
    form = CheckForm(sent(request))
    if request.method == "POST" and form.is_valid() and _check(request, plan, form):
        return HttpResponseRedirect(reverse("plans:plan-translations", args=[plan.pk]))
    context = {"plan": plan, "form": form, "rows": _rows(plan), "ticked": request.POST.getlist("seen")}
    return render(request, "plans/plan_translations.html", context, status=422 if form.is_bound else 200)


def _check(request: Request, plan: FamilyPlan, form: CheckForm) -> bool:
    seen = dict(one for one in map(_told, request.POST.getlist("seen")) if one is not None)
    if not seen:
        form.add_error(None, _("Tick the translations that were read and found right."))
        return False
    name = form.cleaned_data["checker_name"]
    checked = carry_out(
        form, lambda: translations.check_translations(request.actor, plan.pk, checker_name=name, seen=seen)
    )
    if checked is None:
        return False
    text = ngettext(
        "One translation is noted as checked.", "%(count)d translations are noted as checked.", len(checked)
    )
    messages.success(request, text % {"count": len(checked)})
    return True


def _told(written: str) -> tuple[TextKey, str] | None:
    """What one tick says: the row, the field and the hash of what was read."""
    row, _first, rest = written.partition(":")
    field, _second, shown = rest.partition(":")
    try:
        return (UUID(row), field), shown
    except ValueError:
        return None


def _rows(plan: FamilyPlan) -> list[Row]:
    content = contents.content_of(plan)
    made = translations.made_of(plan)
    standings = translations.standings_of(plan, content, made)
    rows = []
    for key, text in texts_of(content, plan.pk).items():
        standing = standings[key]
        if standing is Standing.NOTHING_TO_TRANSLATE:
            continue
        languages = [plan.worker_language, plan.family_language]
        source, target = reversed(languages) if text.is_from_family else languages
        seen = f"{key[0]}:{key[1]}:{pair_hash(text.source, text.target)}"
        rows.append(Row(text, standing, STANDINGS[standing], made.get(key), source, target, seen))
    return rows
