"""All clocks with their sources, and the organisation's own targets."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luukku.casework import policies, services
from luukku.casework.clock_words import ROLES, TRIGGERS, WAITS
from luukku.casework.explaining import checked_words
from luukku.casework.forms import TargetForm, carry_out
from luukku.casework.labels import length_of, source_of_rule, title_of
from luukku.casework.law.clocks import day_rules, rules_on
from luukku.casework.rules.clocks import ClockRule, Kind
from luukku.core.forms import form_page
from luukku.core.http import Request, sent

FILTERS = ("all", "live", "waiting", "unchecked")


@require_GET
def clock_rules(request: Request) -> HttpResponse:
    """The 39 clocks: each with its section, whether it was read, and whether it runs."""
    chosen = request.GET.get("show", "all")
    chosen = chosen if chosen in FILTERS else "all"
    day = request.actor.day
    own = dict(policies.local_targets(request.actor).on(day).values_list("rule", "length"))
    rows = [_told(rule, own.get(rule.code)) for rule in rules_on(day) if _is_shown(rule, chosen)]
    context = {
        "rows": rows,
        "shown": chosen,
        "filters": [
            ("all", _("All")),
            ("live", _("Live")),
            ("waiting", _("Waiting")),
            ("unchecked", _("Text not checked")),
        ],
        "days": day_rules(),
        "may_set": policies.may_set_targets(request.actor),
    }
    return render(request, "casework/clock_rules.html", context)


@require_http_methods(["GET", "POST"])
def clock_targets(request: Request) -> HttpResponse:
    """Setting how many days we give ourselves where the law says "without delay"."""
    actor = request.actor
    if not policies.may_set_targets(actor):
        raise Http404
    rules = services.rules_with_targets(actor.day)
    form = TargetForm(sent(request), rules=rules, today=actor.day)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        target = carry_out(
            form,
            lambda: services.set_target(
                actor, rule_code=typed["rule"], length=typed["length"], from_on=typed["from_on"]
            ),
        )
        if target:
            messages.success(request, _("The target is set. Dates that run already keep their number."))
            return redirect("casework:clock-targets")
    rows = policies.local_targets(actor).select_related("set_by").order_by("rule", "-during")
    context = {"form": form, "targets": [(title_of(one.rule), one) for one in rows]}
    return form_page(request, "casework/clock_targets.html", context)


def _is_shown(rule: ClockRule, chosen: str) -> bool:
    return {
        "live": rule.is_live,
        "waiting": not rule.is_live,
        "unchecked": not rule.verified,
    }.get(chosen, True)


def _told(rule: ClockRule, own: int | None) -> dict[str, object]:
    return {
        "rule": rule,
        "title": title_of(rule.code),
        "starts": TRIGGERS[rule.trigger],
        "length": "" if rule.kind is Kind.COUNTING else length_of(rule),
        "own": length_of(rule, own) if own else "",
        "source": source_of_rule(rule),
        "checked": checked_words(rule),
        "role": ROLES[rule.role],
        "waits": WAITS.get(rule.waits_for, ""),
    }
