"""Links that do not answer: where they stand, and replacing them everywhere after a look."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from luukku.core.forms import carry_out
from luukku.core.http import Request, sent
from luukku.toolkit import policies
from luukku.toolkit.forms.translating import AddressForm
from luukku.toolkit.services import links


@require_GET
def link_list(request: Request) -> HttpResponse:
    """Addresses in the own items, those that do not answer first."""
    if not policies.may_write(request.actor):
        raise Http404
    rows = links.links_of(request.actor, only_broken=request.GET.get("show") != "all")
    context = {"rows": rows, "shows_all": request.GET.get("show") == "all"}
    return render(request, "toolkit/links.html", context)


@require_http_methods(["GET", "POST"])
def link(request: Request, link: UUID) -> HttpResponse:
    """One address: every place that leads there, and how each would read with another address. Two steps, then done."""
    found = get_object_or_404(policies.own_links(request.actor), pk=link)
    form = AddressForm(sent(request), initial={"url": found.url})
    new, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            new = form.cleaned_data["url"].strip()
            if request.POST.get("then") == "replace":
                count = carry_out(form, lambda: links.replace_everywhere(request.actor, found.pk, new=new))
                if count is not None:
                    words = ngettext(
                        "Replaced in %(count)d item. The text is a draft now; somebody approves it.",
                        "Replaced in %(count)d items. The texts are drafts now; somebody approves them.",
                        count,
                    )
                    messages.success(request, words % {"count": count})
                    return HttpResponseRedirect(reverse("toolkit:links"))
                new = ""
            else:
                status = 200
    context = {
        "link": found,
        "places": links.places_of(request.actor, found),
        "form": form,
        "new": new,
        "is_address": links.is_address(new),
    }
    return render(request, "toolkit/link.html", context, status=status)
