"""The whole site under hostile use: every page and every form, whatever is thrown at them. Numbers are attacks."""

import re
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import get_resolver

from luukku.audit.models import AuditEvent
from luukku.casework.models import Person
from tests import crawl
from tests.access.cast import Cast
from tests.visiting import enter
from tests.written import CODES, ONE_OF_MANY, OTHERWISE, TOLD, TOLD_APPS, WRITTEN

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.no_cover]

LEADS_OUT = {"/sign-out/"}
SPELL = '"\'></textarea></title><img src=x onerror=alert(1)><script>alert(1)</script>{{7*7}}#eval("7*7")$x$'
LIVE = ("<img src=x", "<script>alert", "</textarea></title><img")
JUNK = (
    "%00",
    "%ff%fe",
    "\u202e",
    "😀" * 40,
    "x" * 3000,
    "-1",
    "9" * 400,
    "'; DROP TABLE x; --",
    "../../etc/passwd",
)

KEYS = (
    "page",
    "show",
    "before",
    "order",
    "whose",
    "q",
    "next",
    "lang",
    "person",
    "interview",
    "domain",
    "parts",
    "years",
)


COOKIELESS = "answer:"
"""Pages that know no cookie, so that no token protects it: another site's form is refused by where it comes from."""


def everything(scene, each=2):
    """The pages of those who see most, each with the client that opened it."""
    for cast in (Cast.RESPONSIBLE_WORKER, Cast.ADMINISTRATOR, Cast.SUPERVISOR, Cast.DATA_PROTECTION):
        client, home = enter(scene, cast)
        for one in crawl.walk(client, f"{home}/", "/me/", each=each, public=False):
            yield client, one


# ---------------------------------------------------------------- forms


def test_attack_69_every_form_that_changes_something_carries_a_token_and_a_key(scene):
    """Attacks 44, 69: a form of another site is refused, and the same form sent twice is carried out once."""
    pages = [one for _client, one in everything(scene)]

    bare = {
        (page.name, form.action.removeprefix(crawl.HOST))
        for page, form in crawl.forms(pages)
        if not page.name.startswith(COOKIELESS)
        if not {"csrfmiddlewaretoken", "_key"} <= form.names | ({"_key"} if only_reads(form) else set())
    }

    assert len(list(crawl.forms(pages))) > 30
    assert bare == set()


def only_reads(form):
    """Sent by POST so that names and addresses stay out of the browser's history; nothing is changed by these.

    Outside a workplace the forms of sign-in have one-time states of their own.
    """
    target = form.action.removeprefix(crawl.HOST)
    reads = crawl.name_of(target) in {"desk:search", "casework:address"} or ("fetch", "1") in form.buttons
    return reads or not target.startswith("/w/")


def test_attack_69_no_form_is_carried_out_without_its_token(scene):
    """Attack 69: by somebody who is signed in and led here by another site."""
    answered = {}
    targets = {(cast_client, form.action) for cast_client, form in _targets(scene)}
    lines = AuditEvent.objects.count()

    for user_id, action in targets:
        client = Client(raise_request_exception=False, enforce_csrf_checks=True)
        client.force_login(apps.get_model("accounts.User").objects.get(pk=user_id))
        answered[action] = client.post(action.removeprefix(crawl.HOST), {"name": "x"}).status_code

    assert {action: status for action, status in answered.items() if status != 403} == {}
    written = AuditEvent.objects.order_by("pk")[lines:]
    assert {one.action for one in written} <= {"access.denied", "session.started"}


def _targets(scene):
    for client, one in everything(scene, each=1):
        for _page, form in crawl.forms([one] if not one.name.startswith(COOKIELESS) else []):
            yield client.session["_auth_user_id"], form


def test_no_form_breaks_whatever_is_sent(scene):
    """Attacks 3, 42, 58: empty, with rubbish in every field, with fields that are not the form's own."""
    broken = {}
    for user_id, form in {(user_id, form.action): (user_id, form) for user_id, form in _targets(scene)}.values():
        client = Client(raise_request_exception=False)
        client.force_login(apps.get_model("accounts.User").objects.get(pk=user_id))
        path = form.action.removeprefix(crawl.HOST)
        if urlsplit(path).path in LEADS_OUT:
            continue
        own = form.names - {"_key"}
        for rubbish in ({}, dict.fromkeys(own, SPELL), dict.fromkeys(own, "9" * 5000), FOREIGN):
            answer = client.post(path, rubbish)
            if answer.status_code >= 500:
                broken.setdefault(crawl.name_of(path), []).append(list(rubbish.items())[:2])

    assert broken == {}


FOREIGN = {
    "state": "in_force",
    "organisation": "1",
    "organisation_id": "1",
    "version": "x\x00",
    "case": "00000000-0000-0000-0000-000000000000",
    "responsible_worker": "1",
    "person": "\x00",
    "form-TOTAL_FORMS": "99999",
    "_key": "not a key",
}


# ---------------------------------------------------------------- addresses


def test_no_page_breaks_whatever_stands_behind_its_address(scene):
    """Attacks 2, 5, 58: junk in the query, where numbers, days and choices are read."""
    broken = []
    for client, one in everything(scene, each=1):
        path = urlsplit(one.path).path
        for turn in range(0, len(JUNK), 3):  # another kind of junk for each key, and another one the next time
            query = "&".join(f"{key}={JUNK[(turn + place) % len(JUNK)]}" for place, key in enumerate(KEYS))
            answer = client.get(f"{path}?{query}")
            if answer.status_code >= 500:
                broken.append((one.name, turn))

    assert broken == []


def test_no_address_breaks_whatever_stands_in_it(scene):
    """Attacks 2, 58: ids that are none, of other kinds, too long, with signs that no id has."""
    client, home = enter(scene)
    broken = []

    for urlconf, start in ((crawl.INSIDE, home), (crawl.OUTSIDE, "")):
        for route in routes(get_resolver(urlconf).url_patterns):
            for wrong in ("x", "%00", "00000000-0000-0000-0000-000000000000", "9" * 500, "..", "%2e%2e%2f", "ä"):
                path = f"{start}/{re.sub(r'<[^>]+>', wrong, route)}"
                answer = client.get(path)
                if answer.status_code >= 500:
                    broken.append((route, wrong[:8], answer.status_code))

    assert broken == []


def routes(patterns, prefix=""):
    for pattern in patterns:
        route = f"{prefix}{getattr(pattern.pattern, '_route', '')}"
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        elif "<" in route:
            yield route


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_no_page_answers_a_method_that_it_does_not_know(scene, method):
    """Attack 12: nothing is shown or changed by a method that nobody thought of."""
    shown = {}
    for client, one in everything(scene, each=1):
        answer = client.generic(method, urlsplit(one.path).path)
        if answer.status_code not in (302, 403, 404, 405, 422) and not (method == "OPTIONS" and not answer.content):
            shown[one.name] = answer.status_code

    assert shown == {}


def test_attack_19_no_name_stands_in_an_address_or_a_pages_title_of_somebody_else(scene):
    """Attack 19: what the browser's history and the proxy's log would keep."""
    pages = [one for _client, one in everything(scene)]
    links = " ".join(link for one in pages for link in one.page.links)

    assert [name for name in ("Amal", "Ahmed", "Sami", "amal", "ahmed") if name in links] == []


def test_attack_69_after_sign_in_nobody_is_sent_to_another_site(scene):
    """Attack 69: open redirect in `next`, on every page that reads it."""
    client, _home = enter(scene)
    targets = ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)")

    led = [
        (path, target)
        for path in ("/sign-in/", "/language/", "/me/again/code/", "/workplaces/", "/sign-out/")
        for target in targets
        for answer in (client.get(path, {"next": target}), client.post(path, {"next": target, "language": "fi"}))
        if urlsplit(answer.headers.get("Location", "")).netloc or "javascript:" in answer.headers.get("Location", "")
    ]

    assert led == []


# ---------------------------------------------------------------- what was typed


def test_every_column_of_free_text_is_tried(db):
    """A new one must be added to WRITTEN, or to the codes that nobody types freely."""
    told = {
        f"{model._meta.label}.{field.name}"
        for app in ("casework", "plans", "accounts", *TOLD_APPS)
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField) and not field.choices and field.editable
    }

    tried = {f"{label}.{name}" for label, names in WRITTEN.items() for name in names}
    assert tried - told == set()
    assert {one for one in told - tried - OTHERWISE if not one.endswith(CODES)} == set()


def test_every_table_of_words_is_tried(db):
    """Words inside lists and tables of the apps that show them to everybody."""
    kept = {
        f"{model._meta.label}.{field.name}"
        for app in TOLD_APPS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.JSONField)
    }

    tried = {f"{label}.{name}" for label, names in TOLD.items() for name in names}
    assert kept - tried == {"directory.ImportRun.counts", "directory.FollowedCalendar.counts"}
    assert tried - kept == set()


def test_attack_60_what_is_typed_is_shown_as_text_on_every_page(scene):
    """Attack 60: markup, templates and typesetting in every field that somebody writes."""
    write_spells(scene)
    live, harmless = [], set()

    for _client, one in everything(scene):
        if one.kind == "text/html":
            live += [(one.name, sign) for sign in LIVE if sign in one.text]
            live += [(one.name, "49")] * ("onerror=alert(1)&gt;" in one.text and "49#eval" in one.text)
        if "&lt;script&gt;alert(1)" in one.text:
            harmless.add(one.name)

    assert live == []
    assert {"desk:my-day", "desk:family", "plans:plan", "casework:person", "people"} <= harmless


def test_attack_60_what_is_typed_is_printed_as_text(scene, pdf_text):
    """Attack 60: no typesetting command runs, whatever a goal says."""
    write_spells(scene)
    client, home = enter(scene)

    answer = client.get(f"{home}/plans/{scene.ids['draft']}/pdf/")

    assert answer.status_code == 200
    words = re.sub(r"[^!-~]", "", pdf_text(answer.content))
    assert "#eval(" in words
    assert "<script>alert(1)</script>" in words


@pytest.fixture
def pdf_text(pdftotext):
    import subprocess

    def read(content):
        done = subprocess.run([pdftotext, "-", "-"], input=content, capture_output=True, check=True)
        return done.stdout.decode()

    return read


TO_PLAN = {
    "plans.FamilyPlan": "pk",
    "plans.PlanPart": "plan_id",
    "plans.Words": "part__plan_id",
    "plans.Goal": "part__plan_id",
    "plans.Action": "goal__part__plan_id",
    "plans.Author": "plan_id",
    "plans.OtherPlan": "part__plan_id",
    "plans.Topic": "part__plan_id",
}


def write_spells(scene):
    for label, names in WRITTEN.items():
        model = apps.get_model(label)
        rows = model.objects.all()
        if label in TO_PLAN:  # what is offered can't be changed any more
            rows = rows.filter(**{TO_PLAN[label]: scene.ids["draft"]})
        typed = names - ONE_OF_MANY.get(label, set())
        for number, pk in enumerate(rows.values_list("pk", flat=True) if typed else ()):
            longest = {name: model._meta.get_field(name).max_length or 1000 for name in typed}
            spells = {name: f"{number}{SPELL}"[:most] for name, most in longest.items()}
            model.objects.filter(pk=pk).update(**spells)
    write_spells_into_tables()


def write_spells_into_tables():
    """The same into the words that stand inside lists and tables."""
    for label, names in TOLD.items():
        for row in apps.get_model(label).objects.all():
            told = {name: _spelled(getattr(row, name)) for name in names}
            apps.get_model(label).objects.filter(pk=row.pk).update(**told)


NAMES = {"id", "ref"}
TYPED = {"text", "alt", "url", "note", "cost", "address", "name", "number", "title", "before", "after"}


def _spelled(value, key=""):
    """A list or table with the spell in every place where somebody writes; languages are keys of two or three."""
    if isinstance(value, list):
        return [_spelled(one, key) for one in value]
    if isinstance(value, dict):
        return {name: _spelled(one, name) for name, one in value.items()}
    return SPELL if isinstance(value, str) and (key in TYPED or (len(key) in (2, 3) and key not in NAMES)) else value


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Amal \u202eanigirO\u202c", "Amal anigirO"),
        ("A\u200bmal\u2060 Ah\ufeffmed", "Amal Ahmed"),
        ("\x00Amal\x07", "Amal"),
        ("علي‌رضا", "علي‌رضا"),
        ("Ы" * 300, "Ы" * 300),
        ("Åsa", "Åsa"),
        ("أمل 😀", "أمل 😀"),
    ],
)
def test_attack_58_a_name_is_kept_as_written_without_what_nobody_sees(scene, typed, kept):
    """Attack 58."""
    client, home = enter(scene)
    path = f"{home}/cases/{scene.ids['case']}/people/{scene.ids['person']}/edit/"
    form = next(one for one in crawl.visit(client, path).page.forms if "name" in one.names)

    answer = client.post(path, form.data(name=typed))

    assert answer.status_code == 302
    assert Person.objects.get(pk=scene.ids["person"]).name == kept
    assert crawl.visit(client, f"{home}/cases/{scene.ids['case']}/").status == 200


def test_attack_58_a_name_longer_than_any_name_is_refused_in_words_and_kept_in_the_form(scene):
    client, home = enter(scene)
    path = f"{home}/cases/{scene.ids['case']}/people/{scene.ids['person']}/edit/"
    form = next(one for one in crawl.visit(client, path).page.forms if "name" in one.names)

    answer = client.post(path, form.data(name="Ы" * 301))

    assert answer.status_code == 422
    assert "Ы" * 301 in answer.content.decode()
