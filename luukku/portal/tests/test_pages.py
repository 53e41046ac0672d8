import gzip
import json
import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from luukku.accounts.tests.factories import a_worker
from luukku.directory.models import Channel
from luukku.language.languages import FAMILY_LANGUAGES
from luukku.portal import help_numbers, needs
from luukku.portal.keeping import KEEPING
from luukku.portal.services import publishing
from luukku.portal.tests.test_near import a_place
from luukku.portal.views import pack
from luukku.toolkit.services import items
from luukku.toolkit.tests import factories as make
from luukku.toolkit.tests.test_pictures import with_picture

pytestmark = pytest.mark.django_db

OUTSIDE = "luukku.project.urls"
STILL = ("home", "help", "pages", "search", "accessibility", "discrimination", "keep", "offline")


def address(name, language="en", **named):
    return reverse(f"portal:{name}", urlconf=OUTSIDE, kwargs={"language": language, **named})


NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def writer(db):
    return a_worker()


@pytest.mark.parametrize("language", FAMILY_LANGUAGES)
def test_every_page_opens_in_every_language_without_a_cookie(client, language):
    paths = [address(name, language) for name in STILL]
    paths += [address("need", language, slug=one.slug) for one in needs.NEEDS]

    answers = [client.get(path) for path in paths]

    assert [one.status_code for one in answers] == [200] * len(paths)
    assert not any(one.cookies for one in answers)
    assert not any("cookie" in one.headers.get("Vary", "").lower() for one in answers)
    assert {one.headers["Content-Language"] for one in answers} == {language}


def test_arabic_pages_run_from_right_to_left_and_name_languages_natively(client):
    html = client.get(address("home", "ar")).content.decode()

    assert '<html lang="ar" dir="rtl"' in html
    assert 'lang="so" dir="ltr" hreflang="so">Soomaali</a>' in html


@pytest.mark.parametrize(
    "path", ["/xx/", "/fi-FI/", "/fi/need/nothing/", f"/fi/pages/{NOBODY}/", "/fi/show/?to=//x.y/"]
)
def test_what_does_not_exist_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_missing_page_says_so_in_the_language_of_the_address(client):
    answer = client.get(f"/en/pages/{uuid4()}/")

    assert "We did not find this page" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("language", "number"),
    [("ar", "09 2525 0113"), ("ru", "09 2525 0115"), ("fi", "09 2525 0111"), ("so", "09 2525 0111")],
)
def test_help_is_offered_by_the_number_that_answers_in_the_readers_language(client, language, number):
    assert number in client.get(address("help", language)).content.decode()


def test_every_number_says_where_it_is_from_and_whom_to_tell_of_discrimination_has_a_page(client):
    html = client.get(address("discrimination", "ar")).content.decode()

    told = [f'href="{address}"' for one in help_numbers.DISCRIMINATION for address in (one.link, one.url)]
    assert [one for one in told if one not in html] == []
    assert all(one.source for one in (*help_numbers.NUMBERS, *help_numbers.DISCRIMINATION))


@pytest.mark.parametrize("path", ["/ar/nothing/", "/ar/places/no-id/", "/ar/a/b/c"])
def test_an_address_that_no_page_has_is_told_in_the_language_of_the_address(client, path):
    answer = client.get(path)

    html = answer.content.decode()
    assert answer.status_code == 404
    assert '<html lang="ar" dir="rtl"' in html
    assert 'href="/ar/help/"' in html
    assert not answer.cookies


def test_an_address_without_its_last_slash_leads_to_its_page(client):
    answer = client.get("/fi/places?near=33100")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/fi/places/?near=33100")


@pytest.mark.parametrize(("asked", "language"), [("so, en;q=0.5", "so"), ("de, fa-IR;q=0.8", "fa"), ("de", "fi")])
def test_an_address_that_is_nobodys_leads_somebody_unknown_to_the_public_site(client, asked, language):
    answer = client.get("/asuminen/", headers={"Accept-Language": asked})

    assert answer.status_code == 404
    assert f'<html lang="{language}"' in answer.content.decode()


def test_a_worker_is_told_of_an_unknown_address_as_a_worker(client, writer):
    client.force_login(writer.user)

    assert "pt-emergency" not in client.get("/asuminen/").content.decode()


def test_a_foreign_host_is_refused_also_for_what_is_kept(client):
    client.get(address("home"))

    assert client.get(address("home"), headers={"Host": "evil.example"}).status_code == 400


def test_a_text_is_read_in_its_own_language(client, writer):
    item = make.published(writer, "Tule <b>mukaan</b>.", title="Perhekerho")

    html = client.get(address("page", "fi", pk=item.pk)).content.decode()

    assert "Perhekerho" in html
    assert "Tule &lt;b&gt;mukaan&lt;/b&gt;." in html


def test_a_text_that_is_missing_in_a_language_says_which_one_is_shown(client, writer):
    item = make.published(writer, "Tule mukaan.", title="Perhekerho")

    html = client.get(address("page", "en", pk=item.pk)).content.decode()

    assert "This text is not yet in this language: English. Here it is in another: Finnish." in html
    assert '<article data-aloud lang="fi" dir="ltr">' in html


def test_a_text_for_professionals_is_not_found(client, writer):
    item = make.published(writer, "Vain meille.", audience="professionals")

    assert client.get(address("page", "fi", pk=item.pk)).status_code == 404


def test_a_change_is_seen_at_once_and_what_is_put_away_is_gone(client, writer):
    item = make.published(writer, "Vanha sana.")
    path = address("page", "fi", pk=item.pk)
    client.get(path)

    make.next_version(writer, item, 0, "Uusi sana.")
    changed = client.get(path).content.decode()
    items.archive(writer.as_actor(), item.pk, note="Vanha.")

    assert "Uusi sana." in changed
    assert client.get(path).status_code == 404


def test_an_unchanged_page_is_answered_with_304_and_no_body(client):
    etag = client.get(address("home")).headers["ETag"]

    again = client.get(address("home"), headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == etag
    assert not etag.startswith("W/")


def test_the_compressed_form_is_kept_and_has_an_etag_of_its_own(client):
    plain = client.get(address("home"))
    packed = client.get(address("home"), headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert packed.headers["Vary"] == "Accept-Encoding"


def test_what_is_kept_is_answered_with_one_query_and_without_a_session(client, writer, django_assert_num_queries):
    client.force_login(writer.user)
    client.get(address("home"))

    with django_assert_num_queries(1):
        answer = client.get(address("home"))

    assert answer.status_code == 200
    assert not answer.cookies


def test_kept_answers_carry_the_same_safeguards_as_fresh_ones(client):
    fresh, kept = client.get(address("home")), client.get(address("home"))

    for name in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Cache-Control"):
        assert kept.headers[name] == fresh.headers[name]


def test_a_flood_of_odd_addresses_does_not_fill_the_keeping(client):
    client.get(address("home"))
    size = KEEPING.size

    for number in range(20):
        client.get(address("home"), {"x": number})
    client.get(address("home"), {"page": "9" * 500})

    assert KEEPING.size == size


@pytest.mark.parametrize("name", ["pages", "pages-json", "home"])
def test_lists_need_as_many_queries_for_many_texts_as_for_few(client, writer, name, django_assert_max_num_queries):
    make.published(writer, "Yksi.")
    with django_assert_max_num_queries(10) as few:
        client.get(address(name, "fi"))
    for _number in range(12):
        make.published(writer, "Toinen.")

    with django_assert_max_num_queries(10) as many:
        client.get(address(name, "fi"))

    assert len(many) == len(few)


def test_the_search_finds_what_families_read_and_nothing_else(client, writer):
    make.published(writer, "Tule mukaan.", title="Perhekerho Pihlaja")
    make.published(writer, "Tule mukaan.", title="Perhekerho ammattilaisille", audience="professionals")

    html = client.get(address("search", "fi"), {"q": "perhekerho"}).content.decode()

    assert "Perhekerho Pihlaja" in html
    assert "ammattilaisille" not in html


@pytest.mark.parametrize("asked", ["x" * 10_000, "\x00", "'\"><script>alert(1)</script>", "\u202eabc", "%", "   "])
def test_odd_questions_are_answered_and_kept_nowhere(client, asked):
    size = KEEPING.size

    answer = client.get(address("search"), {"q": asked})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert KEEPING.size == size


def test_changes_since_an_edition_tell_what_is_new_and_what_is_gone(client, writer):
    first = make.published(writer, "Yksi.", title="Ensimmäinen")
    edition = publishing.current_number()
    second = make.published(writer, "Kaksi.", title="Toinen")
    items.archive(writer.as_actor(), first.pk, note="Vanha.")

    told = client.get(address("pages-json", "fi"), {"since": edition}).json()

    assert [one["title"] for one in told["pages"]] == ["Toinen"]
    assert told["pages"][0]["url"] == f"/fi/pages/{second.pk}/"
    assert told["gone"] == [str(first.pk)]
    assert told["edition"] == publishing.current_number()


def test_a_phone_that_begins_hears_of_no_tombstones(client, writer):
    item = make.published(writer, "Yksi.")
    items.archive(writer.as_actor(), item.pk, note="Vanha.")

    told = client.get(address("pages-json", "fi")).json()

    assert (told["pages"], told["gone"]) == ([], [])


def test_many_changes_come_part_after_part(client, writer, monkeypatch):
    monkeypatch.setattr("luukku.portal.views.pack.IN_A_PART", 2)
    titles = {f"Teksti {number}" for number in range(5)}
    for title in sorted(titles):
        make.published(writer, "Sanat.", title=title)

    found, path = set(), address("pages-json", "fi")
    while path:
        told = client.get(path).json()
        found |= {one["title"] for one in told["pages"]}
        path = told["next"]

    assert found == titles


def test_pictures_in_texts_belong_to_the_pack_and_to_its_size(client, writer):
    before = pack.room("fi").bytes
    version = with_picture(writer, make.a_draft(writer))
    item = make.publish(writer, version)
    make.translated(writer, item, "ar")
    file = item.files.get()

    told = client.get(address("pages-json", "ar")).json()
    picture = client.get(address("picture", "ar", pk=file.pk))
    room = pack.room("ar").bytes
    items.archive(writer.as_actor(), item.pk, note="Vanha.")
    later = client.get(address("pages-json", "ar")).json()

    assert [one for one in told["fixed"] if "/pictures/" in one] == [address("picture", "ar", pk=file.pk)]
    assert picture.status_code == 200
    assert room - before >= len(picture.content)
    assert not [one for one in later["fixed"] if "/pictures/" in one]


def test_a_change_of_a_place_alone_is_a_change_of_the_pack(client):
    place = a_place("Pihlajapiha")
    first = client.get(address("pages-json")).json()
    etag = client.get(address("pages-json"), {"since": first["edition"]}).headers["ETag"]

    Channel.objects.filter(pk=place.place_id).update(phones=[{"number": "03 000 0199", "kind": "phone"}])
    answer = client.get(address("pages-json"), {"since": first["edition"]}, headers={"If-None-Match": etag})
    told = answer.json()

    assert answer.status_code == 200
    assert told["edition"] == first["edition"]
    assert told["state"] != first["state"]
    assert address("place", pk=place.pk) in told["fixed"]


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_a_phone_keeps_every_file_that_a_page_links(client, language):
    html = client.get(address("home", language)).content.decode()
    linked = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', html))

    told = client.get(address("pages-json", language)).json()

    assert len(linked) > 5
    assert linked <= set(told["fixed"])


def test_json_is_told_in_letters_not_in_escapes(client, writer):
    make.published(writer, "Yksi.", title="Äiti ja lapsi")

    assert "Äiti ja lapsi" in client.get(address("pages-json", "fi")).content.decode()


@pytest.mark.parametrize(
    "told", [{"since": "-1"}, {"since": "x"}, {"since": "9" * 60}, {"after": "1.x"}, {"after": "²"}]
)
def test_an_edition_that_is_no_number_is_refused_clearly(client, told):
    answer = client.get(address("pages-json"), told)

    assert answer.status_code == 400
    assert json.loads(answer.content) == {"error": "since"}


def test_a_page_is_shown_to_somebody_else_as_a_picture_in_their_language(client, writer):
    item = make.published(writer, "Yksi.")
    path = address("page", "ar", pk=item.pk)

    shown = client.get(address("show"), {"to": path}).content.decode()
    picture = client.get(address("qr"), {"to": path})

    assert f"?to={path}" in shown.replace("%2F", "/")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content


@pytest.mark.parametrize(
    "to", ["", "https://evil.example/", "//evil.example/", "/sign-in/", "/fi/nothing/", "/fi/" * 99]
)
def test_a_picture_leads_only_to_our_own_pages(client, to):
    assert client.get(address("qr"), {"to": to}).status_code == 404


def test_the_app_of_a_language_stays_within_its_language(client):
    told = client.get(address("manifest", "fa")).json()
    worker = client.get(address("service-worker", "fa"))

    assert (told["scope"], told["dir"]) == ("/fa/", "rtl")
    assert worker.headers["Content-Type"].startswith("text/javascript")


def test_a_signed_in_worker_reads_as_everybody_does(writer):
    client = Client()
    client.force_login(writer.user)

    assert writer.user.name not in client.get(address("home")).content.decode()
    assert client.get("/me/").status_code == 200
