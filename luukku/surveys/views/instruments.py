"""Writing questionnaires."""

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core.forms import Page, edit
from luukku.core.http import Request, sent
from luukku.core.page_language import page_language
from luukku.surveys import policies
from luukku.surveys.forms.instruments import InstrumentForm, QuestionForm, Text, WordsForm, lines_of
from luukku.surveys.models import Instrument, InstrumentVersion, Placement
from luukku.surveys.models.instruments import said
from luukku.surveys.services import instruments, legacy
from luukku.surveys.wording import LANGUAGES, spoken, tongue


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
        row = instruments.create_instrument(request.actor, **form.cleaned_data, language=page_language())
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
        instruments.add_question(request.actor, version.pk, form.told(page_language()))
        return version.instrument.get_absolute_url()

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def question(request: Request, pk: UUID) -> HttpResponse:
    placement = _placement(request, pk)
    wording, language = placement.wording, page_language()
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
    asked = tongue(language)
    form = WordsForm(sent(request), texts=[one for one in _texts(version, language) if one.original], language=asked)
    lead = _("A language is offered to those who answer when every question and choice has its words.")
    if language != asked.interface:
        lead = _("The questions in plain Finnish. Short sentences, common words.")
    page = Page(
        asked.native_name, _("Save the words"), version.instrument.get_absolute_url(), version.instrument.title, lead,
        "surveys/words.html", {"language": asked},
    )  # fmt: skip

    def save() -> None:
        instruments.save_words(request.actor, version.pk, language, form.cleaned_data)

    return edit(request, form, page, save)


def _texts(version: InstrumentVersion, language: str) -> Iterator[Text]:
    """Everything that is read and has words to be said in the language."""
    instrument = version.instrument
    yield Text("title", instrument.title, instrument.titles.get(language, ""))
    if version.intros:
        yield Text("intro", said(version.intros), version.intros.get(language, ""), is_long=True)
    for placement in version.placements.in_order():
        key, wording = placement.wording.item.key, placement.wording
        if placement.headings:
            yield Text(f"heading.{key}", said(placement.headings), placement.headings.get(language, ""))
        yield Text(f"text.{key}", wording.text, wording.texts.get(language, ""), is_long=True)
        if wording.helps:
            yield Text(f"help.{key}", said(wording.helps), wording.helps.get(language, ""))
        for one in wording.options:
            yield Text(f"option.{key}.{one['code']}", said(one["labels"]), one["labels"].get(language, ""))


def _placement(request: Request, pk: UUID) -> Placement:
    found: Placement = get_object_or_404(
        policies.written_placements(request.actor).select_related("version__instrument", "wording__item"), pk=pk
    )
    return found


def _page(found: Instrument, title: str, button: str, lead: str = "") -> Page:
    return Page(title, button, found.get_absolute_url(), found.title, lead)
