"""From draft to readers: sending to review, the queue, comments, approving now or on a day."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luukku.core.errors import RuleViolation
from luukku.core.forms import Form, carry_out
from luukku.core.http import Request
from luukku.core.templatetags.luukku import fi_day
from luukku.toolkit import policies
from luukku.toolkit.forms.items import ApproveForm, CommentForm, SubmitForm
from luukku.toolkit.models import ItemVersion, ToolkitItem
from luukku.toolkit.rules.blocks import Block
from luukku.toolkit.services import listing, reading, reviewing, upkeep

State = ItemVersion.State


@require_GET
def queue(request: Request) -> HttpResponse:
    """What waits for a look in the own organisation."""
    if not policies.may_write(request.actor):
        raise Http404
    context = {"queue": listing.queue_of(request.actor), "day": request.actor.day}
    return render(request, "toolkit/queue.html", context)


@require_GET
def version(request: Request, pk: UUID, version: UUID) -> HttpResponse:
    """One version as readers see it or will see it; for its organisation with what can be done next."""
    rows = policies.visible_versions(request.actor).filter(item=pk).select_related("item", "author", "approver")
    return _page(request, get_object_or_404(rows, pk=version))


@require_POST
def submit(request: Request, pk: UUID, version: UUID) -> HttpResponse:
    found = _open(request, pk, version)
    form = SubmitForm(request.POST)
    if not form.is_valid():
        return _page(request, found, submitting=form)
    done = carry_out(form, lambda: reviewing.submit(request.actor, found.pk, **form.cleaned_data))
    if done is None:
        return _page(request, _open(request, pk, version), submitting=form)
    messages.success(request, _("The text waits for somebody else to approve it."))
    return HttpResponseRedirect(found.get_absolute_url())


@require_POST
def comment(request: Request, pk: UUID, version: UUID) -> HttpResponse:
    found = _open(request, pk, version)
    form = CommentForm(request.POST, places=places(found.content))
    if form.is_valid():
        reviewing.comment(request.actor, found.pk, **form.cleaned_data)
        return HttpResponseRedirect(f"{found.get_absolute_url()}#comments")
    return _page(request, found, commenting=form)


@require_POST
def comment_settle(request: Request, pk: UUID, comment: UUID) -> HttpResponse:
    get_object_or_404(policies.editable_items(request.actor), pk=pk)
    row = get_object_or_404(policies.open_comments(request.actor).filter(version__item=pk), pk=comment)
    row = reviewing.settle_comment(request.actor, row.pk)
    return HttpResponseRedirect(f"{row.version.get_absolute_url()}#comments")


@require_POST
def give_back(request: Request, pk: UUID, version: UUID) -> HttpResponse:
    found = _open(request, pk, version)
    reviewing.return_to_writer(request.actor, found.pk)
    messages.info(request, _("The text is a draft again."))
    return HttpResponseRedirect(found.get_absolute_url())


@require_POST
def approve(request: Request, pk: UUID, version: UUID) -> HttpResponse:
    """Approve a text that one has not written in, and publish it now or on its day."""
    found = _open(request, pk, version)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return _page(request, found, approving=form)
    told = {"publish_at": form.publish_at(), "edits": form.cleaned_data["edits"]}
    done = carry_out(form, lambda: reviewing.approve(request.actor, found.pk, **told))
    if done is None:
        return _page(request, _open(request, pk, version), approving=form)
    is_out = done.state == State.PUBLISHED
    messages.success(
        request, _("The text is out.") if is_out else _("Approved. The text comes out by itself on its day.")
    )
    return HttpResponseRedirect(done.item.get_absolute_url() if is_out else done.get_absolute_url())


@require_POST
def reviewed(request: Request, pk: UUID) -> HttpResponse:
    """ "Reviewed, no changes", in one click."""
    found = get_object_or_404(policies.editable_items(request.actor), pk=pk)
    try:
        item = upkeep.confirm_unchanged(request.actor, found.pk)
    except RuleViolation as refusal:
        messages.error(request, str(refusal.message))
        return HttpResponseRedirect(found.get_absolute_url())
    messages.success(request, _("Noted. The next review is on %(day)s.") % {"day": fi_day(item.review_on)})
    back = reverse("toolkit:queue") if request.POST.get("from") == "queue" else item.get_absolute_url()
    return HttpResponseRedirect(back)


def places(blocks: list[Block]) -> list[tuple[str, str]]:
    """The pieces of a text that a comment can be about, by their first words."""
    return [(block.id, block.text[:60] or block.kind.value) for block in blocks]


def _open(request: Request, pk: UUID, version: UUID) -> ItemVersion:
    rows = policies.open_versions(request.actor).filter(item=pk).select_related("item", "author", "approver")
    return get_object_or_404(rows, pk=version)


def _page(
    request: Request,
    found: ItemVersion,
    *,
    submitting: Form | None = None,
    commenting: Form | None = None,
    approving: Form | None = None,
) -> HttpResponse:
    actor = request.actor
    is_own = policies.may_edit(actor, found.item)
    bound = submitting or commenting or approving
    context = {
        "item": found.item,
        "version": found,
        "text": reading.text_of(actor, found.item, found),
        "is_own": is_own and found.is_open,
        "may_approve": policies.may_approve(actor, found),
        "comments": list(found.comments.select_related("author", "settled_by")) if is_own else [],
        "submitting": submitting or SubmitForm(),
        "commenting": commenting or CommentForm(places=places(found.content)),
        "approving": approving or ApproveForm(initial={"edits": found.edits}),
        "bound": bound,
        "block_names": dict(places(found.content)),
        "may_start": is_own and not found.is_open and found.item.state != ToolkitItem.State.ARCHIVED,
    }
    return render(request, "toolkit/version.html", context, status=422 if bound else 200)
