"""Questions are answered: whatever language, spelling or script, and only with what the asker may find."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luukku.core.actor import Actor, AnonymousActor, Role, SystemActor
from luukku.search.services import Audience, Filters, find, index_documents, recount
from luukku.search.tests.factories import a_document

pytestmark = pytest.mark.django_db

AT = datetime(2026, 4, 13, 9, tzinfo=UTC)
ANYBODY = AnonymousActor.at_moment(AT)


def a_colleague(organisation_id):
    return Actor(user_id=uuid4(), organisation_id=organisation_id, roles=frozenset({Role.CASEWORKER}), at=AT)


def filled(*documents):
    index_documents(documents)
    recount(AT)


def titles(asked, language="fi", actor=ANYBODY, **told):
    return [one.title for one in find(actor, asked, language=language, **told).results]


@pytest.fixture
def some_services(voikko):
    filled(
        a_document(
            "Neuvola", text="Neuvolassa seurataan lapsen kasvua. Saat tulkin, jos tarvitset.", source_id="neuvola"
        ),
        a_document("Tulkkauspalvelu", text="Tulkki tulee mukaan tapaamiseen.", source_id="tulkki"),
        a_document("Päiväkoti", text="Lapsi leikkii ja oppii suomea.", source_id="paivakoti"),
        a_document("Kotihoidon tuki", text="Rahaa, kun lapsi hoidetaan kotona.", source_id="tuki"),
        a_document("Työttömyysturva", text="Raha työttömälle.", source_id="turva"),
        a_document("Kotoutumissuunnitelma", text="Suunnitelma kielen oppimisesta.", source_id="suunnitelma"),
    )


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("neuvolaan", "Neuvola"),
        ("mistä saan tulkin", "Tulkkauspalvelu"),
        ("tulkkausta", "Tulkkauspalvelu"),
        ("paivakoti", "Päiväkoti"),
        ("paivakodista", "Päiväkoti"),
        ("tyottomyysturvaa", "Työttömyysturva"),
        ("kotoutumisuunnitelma", "Kotoutumissuunnitelma"),
        ("tulkkus", "Tulkkauspalvelu"),
        ("päiväkotti", "Päiväkoti"),
        ("interpreter", "Tulkkauspalvelu"),
        ("tolken", "Tulkkauspalvelu"),
        ("переводчика", "Tulkkauspalvelu"),
        ("perevodchik", "Tulkkauspalvelu"),
        ("перекладач", "Tulkkauspalvelu"),
        ("مترجمين", "Tulkkauspalvelu"),
        ("turjumaan", "Tulkkauspalvelu"),
        ("مترجم شفاهی", "Tulkkauspalvelu"),
    ],
)
def test_a_question_finds_what_it_means(some_services, asked, title):
    assert titles(asked)[0] == title


def test_a_spoken_question_finds_what_has_both_words_first(some_services):
    assert titles("mistä saan tulkin neuvolaan")[0] == "Neuvola"


def test_it_is_told_why_something_was_found(some_services):
    why = find(ANYBODY, "paivakoti", language="fi").results[0].why

    assert [(one.asked, one.found, one.how.value) for one in why] == [("paivakoti", "päiväkoti", "spelling")]


def test_a_mended_question_is_told(some_services):
    assert find(ANYBODY, "kotoutumisuunnitelma", language="fi").meant == "kotoutumissuunnitelma"
    assert find(ANYBODY, "kotoutumissuunnitelma", language="fi").meant == ""


def test_of_two_near_words_the_one_of_more_texts_is_told_as_what_was_meant(voikko):
    filled(a_document("Neula ja lanka"), *(a_document(f"Neuvola {number}") for number in range(8)))

    assert find(ANYBODY, "neuvla", language="fi").meant == "neuvola"


def test_a_word_of_a_text_for_others_is_never_told_as_what_was_meant():
    filled(a_document("Xylofoniklubi", audience=Audience.STAFF), a_document("Perhekahvila"))

    public = find(ANYBODY, "xylofoniklbi", language="fi")
    at_work = find(a_colleague(uuid4()), "xylofoniklbi", language="fi")

    assert public.meant == ""
    assert "xylofoni" not in str(public).lower()
    assert at_work.meant == "xylofoniklubi"


def test_one_thing_in_two_languages_stands_there_once_in_the_askers():
    filled(
        a_document("Tulkki", source_id="1", text="tolk"),
        a_document("Tolk", source_id="1", language="sv", text="tolk"),
    )

    assert titles("tolk", "sv") == ["Tolk"]
    assert titles("tolk", "fi") == ["Tulkki"]


def test_nobody_finds_what_is_for_others():
    ours, theirs = uuid4(), uuid4()
    filled(
        a_document("Ohje kaikille"),
        a_document("Ohje työhön", audience=Audience.STAFF),
        a_document("Ohje meille", audience=Audience.ORGANISATIONS, organisations=(ours,)),
        a_document("Ohje muille", audience=Audience.ORGANISATIONS, organisations=(theirs,)),
    )
    no_longer_at_work = Actor(user_id=uuid4(), organisation_id=ours, roles=frozenset(), at=AT)

    assert titles("ohje") == ["Ohje kaikille"]
    assert titles("ohje", actor=no_longer_at_work) == ["Ohje kaikille"]
    assert set(titles("ohje", actor=a_colleague(ours))) == {"Ohje kaikille", "Ohje työhön", "Ohje meille"}
    assert len(titles("ohje", actor=SystemActor(None, None, frozenset(), AT))) == 4


def test_a_version_that_is_not_for_the_asker_is_not_shown_instead():
    filled(
        a_document("Guide", source_id="1", language="en", text="ohje"),
        a_document("Ohje", source_id="1", audience=Audience.STAFF),
    )

    assert titles("ohje", "fi") == ["Guide"]


def test_results_are_narrowed_by_kind_language_and_place():
    filled(
        a_document("Kerho Nokialla", places=("Nokia",)),
        a_document("Kerho Tampereella", places=("Tampere",)),
        a_document("Kerho-ohje", type="item"),
        a_document("Kerho", language="sv"),
    )

    assert titles("kerho", filters=Filters(places=("Nokia",))) == ["Kerho Nokialla"]
    assert titles("kerho", filters=Filters(types=("item",))) == ["Kerho-ohje"]
    assert titles("kerho", filters=Filters(languages=("sv",))) == ["Kerho"]
    choices = find(ANYBODY, "kerho", language="fi").choices
    assert [(one.value, one.count) for one in choices["type"]] == [("service", 3), ("item", 1)]


def test_what_is_narrowed_to_a_language_is_shown_in_that_language():
    filled(
        a_document("Kerho", source_id="1"),
        a_document("Klubb", source_id="1", language="sv", text="kerho"),
    )

    assert titles("kerho") == ["Kerho"]
    assert titles("kerho", filters=Filters(languages=("sv",))) == ["Klubb"]


def test_what_is_past_its_review_stands_below_its_like():
    filled(a_document("Ohje", source_id="old", factor=0.5), a_document("Ohje", source_id="new"))

    assert [one.source_id for one in find(ANYBODY, "ohje", language="fi").results] == ["new", "old"]


def test_what_was_published_a_moment_ago_is_found_before_anything_is_counted():
    index_documents([a_document("Perhekahvila")])

    assert titles("perhekahvila") == ["Perhekahvila"]


HOSTILE = [
    "",
    "   ",
    "\0",
    "\0neuvola\0",
    "' | & ! <-> :* ( ) \\",
    "neuvola'; DROP TABLE search_document; --",
    "neuvola & !tulkki | 'x':*",
    "\u202eneuvola\u202c",
    "\ud800",
    "\u200fمترجم\u200f",
    "%",
    "\\",
    "a",
    "🙂🙂",
    "翻译",
    "İ" * 50,
    "x" * 10_000,
    "neuvola " * 1_250,
    "".join(chr(97 + number % 26) + " " * (number % 7 == 0) for number in range(10_000)),
    "-" * 10_000,
    "tulkki-" * 1_400,
    "aaaaaaaaaaaaaaoooooooooooooooooo" * 20,
]


@pytest.mark.parametrize("asked", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("language", ["fi", "ar", "xx"])
def test_whatever_is_asked_is_answered(some_services, asked, language):
    found = find(ANYBODY, asked, language=language)

    assert found.says_nothing or found.hits >= len(found.results)


@pytest.mark.parametrize("asked", ["neuvola " * 1_250, "x y " * 2_500])
def test_a_question_that_was_not_read_to_its_end_says_so(some_services, asked):
    assert find(ANYBODY, asked, language="fi").is_cut


def test_a_question_takes_as_many_queries_whatever_there_is(voikko):
    counts = []
    for size in (10, 35, 120):
        filled(*(a_document(f"Neuvola {number}", text="Tulkki auttaa.") for number in range(size)))
        with CaptureQueriesContext(connection) as queries:
            assert find(ANYBODY, "tulkin neuvolaan", language="fi").results
        counts.append(len(queries))

    few, some, many = counts
    assert few == some
    assert many <= some, "what only looks like a common word is not looked for"
