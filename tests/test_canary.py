"""Where a protected family is, must come out nowhere: every page, mail, file, line and error is read as everybody.

Two rings. Street, postcode and home municipality are read by nobody outside the one answer that asks for a purpose.
Who looks after the family, in which unit and where, is read by nobody outside the organisation that does.
"""

import io
import json
import logging
import re
import subprocess
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from luukku.audit.models import AuditEvent
from luukku.casework import services
from luukku.core.actor import SystemActor
from luukku.delivery.models import Message
from luukku.delivery.services import deliver
from tests import crawl
from tests.access.cast import Cast
from tests.access.table import WORK
from tests.canary_scene import (
    HOME,
    NAMES,
    NOW,
    ORGANISATION,
    POST_OFFICE,
    POSTCODE,
    PUBLISHERS,
    STREET,
    SURROUNDINGS,
    UNIT,
    WHEREABOUTS,
    WRITTEN,
    a_helper_from_elsewhere,
    hide,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.no_cover]

INSIDERS = [
    Cast.RESPONSIBLE_WORKER,
    Cast.SUBSTITUTE,
    Cast.HELPER,
    Cast.EMERGENCY_OPENER,
    Cast.SUPERVISOR,
    Cast.SUPERVISOR_OTHER_UNIT,
    Cast.COLLEAGUE,
    Cast.ADMINISTRATOR,
    Cast.DATA_PROTECTION,
]
WITHOUT_RELATION = [Cast.SUPERVISOR_OTHER_UNIT, Cast.COLLEAGUE, Cast.ADMINISTRATOR]
OUTSIDERS = [Cast.OTHER_MUNICIPALITY, Cast.STRANGER_AT_OUR_ADDRESS, Cast.ANONYMOUS]
WHOLE = [Cast.RESPONSIBLE_WORKER, Cast.SUBSTITUTE, Cast.SUPERVISOR, Cast.EMERGENCY_OPENER]
LISTS_OF_PLACES = {"authorities"}
"""Pages that name every municipality to everybody."""

CENTRES = {"surveys:criteria", "surveys:criteria-csv", "surveys:assessment", "surveys:assessment-review"}
"""Pages on which a family centre tells its peers how it stands: it and its organisation are named, nobody in it."""

COMPARED = {
    "insight:working-group", "insight:municipality", "insight:figure", "insight:equality", "insight:chart-file",
    "insight:equality-file",
}  # fmt: skip
"""Pages of published figures, on which who leads an organisation compares it with the others of the region, by name."""


@pytest.fixture
def hidden(db):
    with time_machine.travel(NOW, tick=False):
        yield hide()


@pytest.fixture
def logged():
    """Everything that is logged meanwhile, as the log would print it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    handler.setFormatter(root.handlers[0].formatter)
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


def enter(hidden, cast):
    """A signed-in client, and the workplace whose address it types."""
    client = Client(raise_request_exception=False, HTTP_ACCEPT_LANGUAGE="fi")
    worker = hidden.scene.cast.get(cast)
    if worker is not None:
        client.force_login(worker.user)
    home = worker.organisation.code if worker and cast is Cast.OTHER_MUNICIPALITY else hidden.scene.ids["code"]
    return client, f"/w/{home}"


def inside(hidden, name, **ids):
    path = reverse(name, urlconf=crawl.INSIDE, kwargs=ids)
    return f"/w/{hidden.scene.ids['code']}{path}"


def doors(hidden):
    """Every address of the workplace, by link or by the access table."""
    found = []
    for cast in (Cast.RESPONSIBLE_WORKER, Cast.ADMINISTRATOR):
        client, home = enter(hidden, cast)
        found += [one.path for one in crawl.walk(client, f"{home}/", each=2)]
    for name, row in WORK.items():
        found.append(inside(hidden, name, **{key: hidden.scene.ids[which] for key, which in row.of.items()}))
    return sorted(set(found))


def leaks(visited, words):
    """Which page shows which of the words, with its address and title."""
    return [
        (one.name, one.status, word)
        for one in visited
        for word in words
        if re.search(rf"(?<!\w){re.escape(word)}", f"{one.path} {one.page.title} {readable(one)}")
        and not (word == HOME and one.name in LISTS_OF_PLACES)
        and not (word == ORGANISATION and one.name in PUBLISHERS | COMPARED)
        and not (word in {ORGANISATION, UNIT, UNIT.split()[0]} and one.name in CENTRES)
    ]


def readable(visited):
    """What a person reads in the answer; choices that are not chosen name every municipality."""
    if visited.kind == "application/pdf":
        done = subprocess.run(["pdftotext", "-", "-"], input=visited.content, capture_output=True, check=True)
        told = PdfReader(io.BytesIO(visited.content)).metadata or {}
        return f"{done.stdout.decode()} {' '.join(map(str, told.values()))}"
    return re.sub(r"<option(?![^>]*\bselected\b)[^>]*>[^<]*</option>", "", visited.text)


def search(client, home, text):
    return client.post(f"{home}/families/search/", {"q": text})


def test_nobody_reads_where_a_protected_family_lives_by_walking_the_site(hidden, pdftotext):
    """Attacks 15, 16, 20: pages, PDFs and relatives' pages, as everybody inside."""
    found = {}

    for cast in INSIDERS:
        client, home = enter(hidden, cast)
        found[cast.name] = leaks(crawl.walk(client, f"{home}/", "/me/", "/workplaces/"), WHEREABOUTS)

    assert {cast: told for cast, told in found.items() if told} == {}


def test_the_canaries_sing_where_they_may(hidden):
    """What the other tests look for does stand in the pages of those who work with the family."""
    client, home = enter(hidden, Cast.RESPONSIBLE_WORKER)

    seen = {
        word
        for _name, _status, word in leaks(crawl.walk(client, f"{home}/", each=2), [*SURROUNDINGS, *NAMES, *WRITTEN])
    }

    assert {*SURROUNDINGS, *NAMES, *WRITTEN} - seen == set()


def test_somebody_of_the_organisation_without_a_relation_does_not_read_the_familys_name(hidden, pdftotext):
    """Attack 5: nor what was written of it; by address or by link. The data protection officer reads ids alone."""
    paths, words = doors(hidden), ["Othmandar", "Zubaida", "Idris", *WRITTEN]
    found = {}

    for cast in [*WITHOUT_RELATION, Cast.DATA_PROTECTION]:
        client, _home = enter(hidden, cast)
        found[cast.name] = leaks([crawl.visit(client, path) for path in paths], words)

    assert {cast: told for cast, told in found.items() if told} == {}


def test_outsiders_meet_neither_the_family_nor_who_looks_after_it(hidden, pdftotext):
    """Attack 1: every address of the workplace, typed by another organisation's people and by nobody."""
    paths = doors(hidden)
    found, opened = {}, {}

    for cast in OUTSIDERS:
        client, home = enter(hidden, cast)
        mine = [path.replace(f"/w/{hidden.scene.ids['code']}", home, 1) for path in paths]
        visited = [crawl.visit(client, path) for path in mine] + crawl.walk(client, f"{home}/", "/sign-in/", "/me/")
        found[cast.name] = leaks(visited, [*WHEREABOUTS, *SURROUNDINGS, *NAMES, *WRITTEN])
        opened[cast.name] = [
            one.path for one in visited if one.status == 200 and str(hidden.case.pk) in urlsplit(one.path).path
        ]

    assert {cast: told for cast, told in found.items() if told} == {}
    assert {cast: told for cast, told in opened.items() if told} == {}


def test_a_helper_from_elsewhere_sees_the_granted_parts_without_whereabouts(hidden, pdftotext):
    helper = a_helper_from_elsewhere(hidden)
    client = Client(raise_request_exception=False)
    client.force_login(helper.user)

    visited = crawl.walk(client, helper.url("/"))

    assert leaks(visited, WHEREABOUTS) == []
    assert str(hidden.case.pk) in " ".join(one.path for one in visited)


def test_a_calendar_address_tells_days_and_nobody_and_only_of_ones_own_families(hidden):
    """Attack 1: everybody opens one and reads it without a session."""
    told = {}

    for cast in hidden.scene.cast:
        client, home = enter(hidden, cast)
        opened = client.post(f"{home}/calendar/new/").content.decode()
        for address in re.findall(r"/calendar/[\w-]+/dates\.ics", opened)[:1]:
            told[cast] = Client().get(address).content.decode().replace("\r\n ", "")

    secret = [*WHEREABOUTS, *SURROUNDINGS, *NAMES, *WRITTEN]
    assert [(cast.name, word) for cast, text in told.items() for word in secret if word in text] == []
    assert {cast for cast, text in told.items() if str(hidden.case.pk) in text} == {
        Cast.RESPONSIBLE_WORKER,
        Cast.SUBSTITUTE,
    }
    assert {Cast.COLLEAGUE, Cast.HELPER, Cast.OTHER_MUNICIPALITY} <= told.keys()


@pytest.mark.parametrize("words", [STREET, POSTCODE, POST_OFFICE, HOME, "Kanarianpolku"])
def test_attack_13_a_search_by_whereabouts_finds_nothing_and_says_what_a_miss_says(hidden, words):
    """Attack 13."""
    said = {}

    for cast in (Cast.RESPONSIBLE_WORKER, Cast.SUPERVISOR, Cast.OTHER_MUNICIPALITY):
        client, home = enter(hidden, cast)
        hit, miss = (search(client, home, text) for text in (words, "Xqzwv Wqzxv"))
        said[cast.name] = [without_input(one.content.decode()) for one in (hit, miss)]

    assert {cast: told for cast, told in said.items() if told[0] != told[1]} == {}


def without_input(html):
    return re.sub(r'value="[^"]*"|Token": "[^"]*"|<mark>.*?</mark>', "", html)


def test_attack_14_no_filter_or_order_sorts_by_where_people_live(hidden):
    """Attack 14: words that are no filter change nothing."""
    client, home = enter(hidden, Cast.RESPONSIBLE_WORKER)
    plain = without_input(client.get(f"{home}/families/").content.decode())

    tried = [f"municipality={HOME}", "order=municipality", "order=postcode", f"q={STREET}", "order=-address__street"]
    answers = [without_input(client.get(f"{home}/families/?{query}").content.decode()) for query in tried]

    assert [answer for answer in answers if answer != plain] == []


@pytest.mark.parametrize("cast", list(Cast), ids=lambda one: one.name.lower())
def test_the_address_is_answered_to_those_who_read_the_case_whole_and_say_why(hidden, cast):
    client, _home = enter(hidden, cast)
    path = inside(hidden, "casework:address", case=hidden.case.pk, person=hidden.adult.pk)

    asked = client.get(path)
    without_purpose = client.post(path, {})
    told = client.post(path, {"purpose": "visit"})

    shows = [word for word in (STREET, POSTCODE, HOME) if word in told.content.decode()]
    assert shows == ([STREET, POSTCODE, HOME] if cast in WHOLE else [])
    assert STREET not in asked.content.decode() + without_purpose.content.decode()
    assert told.headers.get("Cache-Control") == "no-store" or cast is Cast.ANONYMOUS
    revealed = AuditEvent.objects.filter(action="address.revealed", purpose="visit")
    assert revealed.count() == (1 if cast in WHOLE else 0)
    assert STREET not in re.findall("<title>(.*?)</title>", told.content.decode(), re.DOTALL)[:1]


def test_attack_21_protection_that_begins_while_somebody_reads_changes_no_page_into_a_leak(hidden):
    """Attack 21: nothing was shown before, so nothing stays shown after; and an end publishes nothing."""
    client, home = enter(hidden, Cast.RESPONSIBLE_WORKER)
    page = inside(hidden, "casework:person", case=hidden.case.pk, person=hidden.spouse.pk)
    before = client.get(page)

    worker = hidden.scene.cast[Cast.RESPONSIBLE_WORKER].as_actor(NOW)
    protection = services.start_protection(worker, hidden.spouse.pk, source="own_word")
    during = client.get(page)
    services.end_protection(worker, hidden.spouse.pk, protection.pk, last_on=NOW.date())
    after = crawl.walk(client, f"{home}/")

    shown = [crawl.Visited(page, "", 200, one.content, "text/html") for one in (before, during)]
    assert leaks(shown + after, WHEREABOUTS) == []


def test_attack_18_mails_tell_neither_where_nor_about_whom(hidden):
    """Attacks 18, 63: somebody opens the family in an emergency, and the one who answers for it is told."""
    client, home = enter(hidden, Cast.COLLEAGUE)
    client.post(
        f"{home}/emergency/",
        {
            "name": NAMES[0],
            "birth_on": "4.5.1990",
            "reason": "Äiti on sairaalassa Kanarialassa ja lapsi odottaa yksin.",
        },
    )

    for message in Message.objects.all():
        deliver(SystemActor.now(), message.pk)

    sent = " ".join(f"{one.subject} {one.body} {one.to} {one.extra_headers}" for one in mail.outbox)
    assert mail.outbox
    assert [word for word in (*WHEREABOUTS, *SURROUNDINGS, *NAMES, *WRITTEN) if word in sent] == []


def test_only_the_table_of_addresses_holds_whereabouts_and_only_people_and_families_hold_names(hidden, as_reader):
    """Attacks 19, 68: after everybody has done everything, queues, sessions, caches and the trail hold none of it."""
    for cast in (*INSIDERS, *OUTSIDERS):
        client, home = enter(hidden, cast)
        search(client, home, f"{NAMES[0]} {STREET}")
        address = inside(hidden, "casework:address", case=hidden.case.pk, person=hidden.adult.pk)
        client.post(address, {"purpose": "visit"})

    where = as_reader(*WHEREABOUTS)
    named = as_reader("Zubaida", "Idris", "Yasmin", "Othmandar", "othmandar")
    written = as_reader(*WRITTEN)

    assert where - {"accounts_organisation"} == set()
    assert named == {"casework_person", "casework_family"}
    assert written == {"casework_meeting", "casework_casenote", "casework_task", "casework_document"}


@pytest.fixture
def as_reader():
    """The tables in which some row, printed whole, holds one of the words."""

    def tables_with(*words):
        found = set()
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT string_agg(to_jsonb(t)::text, ' ') FROM \"{table}\" AS t")
                text = cursor.fetchone()[0] or ""
                if any(re.search(rf"(?<![\w-]){re.escape(word)}", text) for word in words):
                    found.add(table)
        return found

    return tables_with


def test_attack_19_logs_hold_no_name_and_no_address(hidden, logged):
    """Attack 19: of every page, every search and every refusal."""
    for cast in Cast:
        client, home = enter(hidden, cast)
        crawl.walk(client, f"{home}/", each=2)
        search(client, home, NAMES[0])
        client.get(f"{home}/families/?q={STREET}")
        client.get(f"{home}/{STREET}/{NAMES[0]}/")

    told = logged.getvalue()

    assert "families" in told
    assert [word for word in (*WHEREABOUTS, *SURROUNDINGS, *NAMES, *WRITTEN) if word in told] == []


def test_attack_19_an_error_with_an_address_in_its_text_is_logged_and_shown_without_it(hidden, logged, monkeypatch):
    """Attack 19: the error's text, its page and its log line."""

    def fail(*_told, **_more):
        raise RuntimeError(f"{NAMES[0]} lives at {STREET}, {POSTCODE} {POST_OFFICE}")

    monkeypatch.setattr("luukku.casework.views.addresses.services.reveal", fail)
    client, _home = enter(hidden, Cast.RESPONSIBLE_WORKER)

    answer = client.post(
        inside(hidden, "casework:address", case=hidden.case.pk, person=hidden.adult.pk), {"purpose": "visit"}
    )

    assert answer.status_code == 500
    assert "RuntimeError" in logged.getvalue()
    told = logged.getvalue() + answer.content.decode()
    assert [word for word in (*WHEREABOUTS, *NAMES, *WRITTEN) if word in told] == []


def test_the_trail_holds_codes_and_no_words(hidden):
    """Attack 19: what is typed into any field of a form stays out of the lines about it."""
    client, home = enter(hidden, Cast.RESPONSIBLE_WORKER)
    visited = crawl.walk(client, f"{home}/")
    for _page, form in list(crawl.forms(visited)):
        filled = {name: f"{NAMES[0]} {STREET}" for name, value in form.fields if not value and name != "_key"}
        client.post(form.action.removeprefix(crawl.HOST), form.data(**filled))

    lines = json.dumps(
        list(AuditEvent.objects.values("action", "purpose", "codes", "subject_type")), ensure_ascii=False, default=str
    )

    assert AuditEvent.objects.count() > 20
    assert [word for word in (*WHEREABOUTS, *SURROUNDINGS, *NAMES, *WRITTEN) if word in lines] == []
