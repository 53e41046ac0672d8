"""Writing questionnaires."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core import text as texts
from luukku.core.forms import Page, edit
from luukku.core.http import Request, sent
from luukku.language import languages as reference
from luukku.surveys import policies
from luukku.surveys.forms.instruments import InstrumentForm, QuestionForm, lines_of
from luukku.surveys.models import Instrument, InstrumentVersion, ItemVersion, Placement
from luukku.surveys.models.instruments import said
from luukku.surveys.services import instruments, legacy
from luukku.surveys.wording import LANGUAGES, spoken, tongue


def _language() -> str:
    return (get_language() or "fi")[:2]


@require_GET
def instrument_list(request: Request) -> HttpResponse:
    """Own questionnaires and the product's templates."""
    if not policies.may_keep(request.actor):
        raise Http404
    found = list(policies.visible_instruments(request.actor).order_by("created_at"))
    context = {
        "own": [one for one in found if one.organisation_id],
        "templates": [one for one in found if not one.organisation_id],
    }
    return render(request, "surveys/instruments.html", context)


@require_http_methods(["GET", "POST"])
def instrument_new(request: Request) -> HttpResponse:
    if not policies.may_keep(request.actor):
        raise Http404
    form = InstrumentForm(sent(request))
    page = Page(
        _("A new questionnaire"), _("Begin the questionnaire"), reverse("surveys:instruments"), _("Questionnaires")
    )

    def save() -> str:
        row = instruments.create_instrument(request.actor, **form.cleaned_data, language=_language())
        return row.get_absolute_url()

    return edit(request, form, page, save)


@require_GET
def instrument(request: Request, pk: UUID) -> HttpResponse:
    """A questionnaire's newest version with its questions, languages and waves."""
    found = get_object_or_404(policies.visible_instruments(request.actor), pk=pk)
    version = found.versions.first()
    if version is None:
        raise Http404
    placements = list(version.placements.in_order())
    own = found.organisation_id is not None
    context = {
        "instrument": found,
        "version": version,
        "intro": said(version.intros),
        "placements": placements,
        "is_own": own,
        "is_written": own and not version.is_sealed,
        "languages": spoken(placements) if placements else [],
        "all_languages": [(tongue(code), code) for code in LANGUAGES],
        "waves": policies.kept_waves(request.actor).filter(version__instrument=found).order_by("-created_at"),
        "legacy": legacy.legacy_of(request.actor, found),
    }
    return render(request, "surveys/instrument.html", context)


@require_POST
def instrument_copy(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(policies.visible_instruments(request.actor), pk=pk)
    return redirect(instruments.copy_template(request.actor, found.pk))


@require_POST
def version_start(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(policies.own_instruments(request.actor), pk=pk)
    instruments.start_version(request.actor, found.pk)
    return redirect(found)


@require_http_methods(["GET", "POST"])
def question_new(request: Request, pk: UUID) -> HttpResponse:
    version = get_object_or_404(policies.written_versions(request.actor), pk=pk)
    form = QuestionForm(sent(request), earlier=[one.wording for one in version.placements.in_order()])
    page = _page(version.instrument, _("A new question"), _("Add the question"))

    def save() -> str:
        instruments.add_question(request.actor, version.pk, form.told(_language()))
        return version.instrument.get_absolute_url()

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def question(request: Request, pk: UUID) -> HttpResponse:
    placement = _placement(request, pk)
    wording, language = placement.wording, _language()
    all_before = list(placement.version.placements.in_order().filter(position__lt=placement.position))
    condition = placement.condition
    initial = {
        "version": wording.number,
        "kind": wording.kind,
        "text": said(wording.texts, language),
        "help": said(wording.helps, language),
        "options": lines_of(wording, language),
        "lowest": wording.lowest,
        "highest": wording.highest,
        "heading": said(placement.headings, language),
        "is_required": placement.is_required,
        "depends_on": f"{condition['question']}={condition['is'][0]}" if "is" in condition else "",
    }
    form = QuestionForm(sent(request), initial=initial, earlier=[one.wording for one in all_before], wording=wording)
    lead = _("People have been asked this. Saving makes a new wording; the old one stays with its answers.")
    page = _page(placement.version.instrument, _("Question"), _("Save the question"), lead if wording.is_sealed else "")

    def save() -> str:
        instruments.change_question(
            request.actor, placement.pk, form.told(language), version=form.cleaned_data["version"] or wording.number
        )
        if form.cleaned_data["text"] != initial["text"] and len(wording.texts) > 1:
            messages.warning(request, _("Look at the other languages, too: they still have the earlier words."))
        return placement.version.instrument.get_absolute_url()

    return edit(request, form, page, save)


@require_POST
def question_remove(request: Request, pk: UUID) -> HttpResponse:
    placement = _placement(request, pk)
    return redirect(instruments.remove_question(request.actor, placement.pk).instrument)


@require_POST
def question_move(request: Request, pk: UUID) -> HttpResponse:
    placement = _placement(request, pk)
    version = instruments.move_question(request.actor, placement.pk, up=request.POST.get("to") == "up")
    return redirect(version.instrument)


@require_http_methods(["GET", "POST"])
def words(request: Request, pk: UUID, language: str) -> HttpResponse:
    """All texts in one language, beside the originals."""
    version = get_object_or_404(policies.written_versions(request.actor), pk=pk)
    if language not in LANGUAGES:
        raise Http404
    if request.method == "POST":
        told = {
            name: texts.clean(str(value))[:2000]
            for name, value in request.POST.items()
            if name not in ("csrfmiddlewaretoken", "_key")
        }
        instruments.save_words(request.actor, version.pk, language, told)
        return HttpResponseRedirect(version.instrument.get_absolute_url())
    asked = tongue(language)
    context = {
        "version": version,
        "instrument": version.instrument,
        "language": asked,
        "rows": _rows(version, language),
        "name": reference.get(asked.interface).name(_language()),
        "is_plain": language != asked.interface,
    }
    return render(request, "surveys/words.html", context)


def _rows(version: InstrumentVersion, language: str) -> list[tuple[str, str, str, bool]]:
    """(field name, original, translation, is long) of everything that is read."""
    rows = [
        ("title", version.instrument.title, version.instrument.titles.get(language, ""), False),
        ("intro", said(version.intros), version.intros.get(language, ""), True),
    ]
    for placement in version.placements.in_order():
        key, wording = placement.wording.item.key, placement.wording
        if placement.headings:
            rows.append((f"heading.{key}", said(placement.headings), placement.headings.get(language, ""), False))
        rows.append((f"text.{key}", wording.text, wording.texts.get(language, ""), True))
        if wording.helps:
            rows.append((f"help.{key}", said(wording.helps), wording.helps.get(language, ""), False))
        rows += _option_rows(key, wording, language)
    return [row for row in rows if row[1]]


def _option_rows(key: str, wording: ItemVersion, language: str) -> list[tuple[str, str, str, bool]]:
    return [
        (f"option.{key}.{one['code']}", said(one["labels"]), one["labels"].get(language, ""), False)
        for one in wording.options
    ]


def _placement(request: Request, pk: UUID) -> Placement:
    found: Placement = get_object_or_404(
        policies.written_placements(request.actor).select_related("version__instrument", "wording__item"), pk=pk
    )
    return found


def _page(found: Instrument, title: str, button: str, lead: str = "") -> Page:
    return Page(title, button, found.get_absolute_url(), found.title, lead)
