"""Pages of what is known about a person: written down, corrected, opened on purpose; nothing leaks by the way."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.models import FactSource, Person, PersonIdentifier, PersonName
from luukku.casework.services import add_fact
from luukku.casework.services.identifiers import open_value
from luukku.casework.tests.factories import a_case, a_helper, a_member
from luukku.core.sealing import UnsealableError

pytestmark = pytest.mark.django_db

CODE = "010594Y9032"
SIGNS = ("010594", "9032", "Y903")
BY_CHANCE = re.compile(r"[\w-]{22,}|\.\d{6}Z?")  # ids, tokens and parts of a second, in which any four digits may stand
FORMS = {
    "names": {"kind": "earlier", "text": "Fatima Aden"},
    "identifiers": {"kind": "migri", "value": "123 456", "issuer": "Migri"},
    "permits": {"kind": "permit", "granted_on": "1.3.2026", "ground": "protection"},
    "contacts": {"kind": "phone", "value": "040 1234567", "use": "never"},
    "languages": {"language": "ckb", "script": "Arab", "reading": "well", "writing": "some"},
    "interpreters": {"name": "Tulkki 77"},
}
SHOWN = {
    "names": "Fatima Aden",
    "identifiers": "123 456",
    "permits": "681/2023, 14 §",
    "contacts": "Not safe: do not use",
    "languages": "arabic letters",
    "interpreters": "Tulkki 77",
}


@pytest.fixture
def worker(client):
    worker = a_worker()
    client.force_login(worker.user)
    return worker


@pytest.fixture
def person(worker):
    return a_case(worker).family.memberships.get().person


def at(worker, person, rest=""):
    case = person.memberships.get().family.cases.get()
    return worker.url(f"/cases/{case.pk}/people/{person.pk}/{rest}")


def a_code(worker, person):
    values = {"kind": "identity_code", "value": CODE, "issuer": ""}
    return add_fact(worker.as_actor(), person.pk, "identifiers", values=values)


@override("en")
@pytest.mark.parametrize("kind", FORMS)
def test_each_kind_of_fact_is_written_shown_corrected_and_ended(client, worker, person, kind):
    answer = client.post(at(worker, person, f"facts/{kind}/new/"), FORMS[kind])
    assert answer.status_code == 302
    shown = client.get(at(worker, person)).content.decode()
    assert SHOWN[kind] in shown

    [link, *_more] = re.findall(rf"facts/{kind}/([0-9a-f-]{{36}})/", shown)
    assert client.get(at(worker, person, f"facts/{kind}/{link}/")).status_code == 200
    change = FORMS[kind] | {"version": "1", "last_on": "21.11.2026", "from_on": "1.3.2026"}
    assert client.post(at(worker, person, f"facts/{kind}/{link}/"), change).status_code == 302

    assert "Until 21.11.2026" in client.get(at(worker, person)).content.decode()


def test_what_was_typed_survives_a_refusal(client, worker, person):
    answer = client.post(
        at(worker, person, "facts/contacts/new/"),
        FORMS["contacts"] | {"from_on": "1.1.2999", "told_by": "Vastaanottokeskus", "origin": "reception"},
    )

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert all(one in shown for one in ("040 1234567", "1.1.2999", "Vastaanottokeskus"))


def test_a_stale_form_shows_both_texts(client, worker, person):
    row = add_fact(worker.as_actor(), person.pk, "contacts", values=FORMS["contacts"])
    path = at(worker, person, f"facts/contacts/{row.pk}/")
    client.post(path, FORMS["contacts"] | {"version": "1", "value": "040 7654321"})

    answer = client.post(path, FORMS["contacts"] | {"version": "1", "value": "050 1112223"})

    assert answer.status_code == 409
    assert "040 7654321" in answer.content.decode()
    assert "050 1112223" in answer.content.decode()


def test_a_source_is_kept_from_the_form_of_the_person(client, worker, person):
    form = {
        "name": "Zahra", "birth_on": "1992", "contact_language": "fa", "interpreter_need": "always",
        "reading": "unknown", "version": "1", "origin": "migri", "told_by": "Päätös", "told_on": "1.3.2026",
    }  # fmt: skip

    answer = client.post(at(worker, person, "edit/"), form)

    assert answer.status_code == 302
    assert Person.objects.get(pk=person.pk).birth_told == "1992"
    assert FactSource.objects.get().told_by == "Päätös"


@pytest.mark.parametrize("kind", ["x", "name", "people", "identifier"])
def test_a_kind_that_is_none_is_not_found(client, worker, person, kind):
    assert client.get(at(worker, person, f"facts/{kind}/new/")).status_code == 404


def test_attack_02_a_fact_of_another_person_is_not_found_under_this_one(client, worker, person):
    other = a_case(worker).family.memberships.get().person
    row = add_fact(worker.as_actor(), other.pk, "contacts", values=FORMS["contacts"])
    code = a_code(worker, other)

    told = [
        client.get(at(worker, person, f"facts/contacts/{row.pk}/")).status_code,
        client.get(at(worker, person, f"facts/names/{row.pk}/")).status_code,
        client.post(at(worker, person, f"identifiers/{code.pk}/shown/")).status_code,
    ]

    assert told == [404, 404, 404]


# ---------------------------------------------------------------- attack 19: the code


def tells(text, signs=SIGNS):
    return any(sign in BY_CHANCE.sub("", text) for sign in signs)


def test_attack_19_a_code_is_shown_only_by_the_page_that_was_asked_for_it(client, worker, person):
    row = a_code(worker, person)
    quiet = [
        at(worker, person),
        at(worker, person, "edit/"),
        at(worker, person, f"facts/identifiers/{row.pk}/"),
        at(worker, person, "facts/identifiers/new/"),
        worker.url(""),
        worker.url("/families/"),
        worker.url(f"/cases/{person.memberships.get().family.cases.get().pk}/"),
        worker.url(f"/cases/{person.memberships.get().family.cases.get().pk}/trail/"),
    ]

    for path in quiet:
        assert not tells(client.get(path).content.decode(), SIGNS[1:]), path
    shown = client.post(at(worker, person, f"identifiers/{row.pk}/shown/"))

    assert CODE in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert client.get(at(worker, person, f"identifiers/{row.pk}/shown/")).status_code == 405


def test_attack_19_no_title_address_log_or_line_of_the_trail_tells_a_code(client, worker, person, caplog, capfd):
    with caplog.at_level("DEBUG"):
        written = client.post(
            at(worker, person, "facts/identifiers/new/"), {"kind": "identity_code", "value": CODE, "issuer": ""}
        )
        refused = client.post(
            at(worker, person, "facts/identifiers/new/"), {"kind": "identity_code", "value": CODE[:-1] + "3"}
        )
        row = PersonIdentifier.objects.get()
        shown = client.post(at(worker, person, f"identifiers/{row.pk}/shown/"))
        searched = client.post(worker.url("/families/search/"), {"q": CODE})

    assert (written.status_code, refused.status_code, searched.status_code) == (302, 422, 200)
    titles = " ".join(re.findall(r"<title>.*?</title>", (shown.content + searched.content).decode(), re.DOTALL))
    told = [titles, written.headers["Location"], caplog.text, *capfd.readouterr()]
    told += [f"{one.codes} {one.purpose} {one.subject_type}" for one in AuditEvent.objects.all()]
    assert not any(tells(text) for text in told)
    assert {"identifier.revealed", "fact.added"} <= set(AuditEvent.objects.values_list("action", flat=True))


def test_attack_19_an_error_tells_no_code(worker, person, settings):
    """The value is in no exception: neither one that is shown nor one that is logged with its row."""
    row = a_code(worker, person)
    settings.LUUKKU_FIELD_KEYS = ["another"]

    with pytest.raises(UnsealableError) as broken:
        open_value(row)

    assert not tells(f"{broken.value!r} {row!r} {row}")


# ---------------------------------------------------------------- attack 58: names


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("محمد علي", "محمد علي"),
        ("Xaawo Cabdiraxmaan", "Xaawo Cabdiraxmaan"),
        ("Олена Бондаренко", "Олена Бондаренко"),
        ("ገብረ ማርያም", "ገብረ ማርያም"),
        ("Suharto", "Suharto"),
        ("Amal \u202eanigirO\u202c", "Amal anigirO"),
        ("A\u200bmal\ufeff", "Amal"),
        ("\x00Amal\x07", "Amal"),
        ("علي‌رضا", "علي‌رضا"),
        ("أمل 😀", "أمل 😀"),
        ("Ы" * 300, "Ы" * 300),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ],
)
def test_attack_58_names_of_any_script_are_kept_without_what_nobody_sees(client, worker, person, typed, kept):
    answer = client.post(at(worker, person, "facts/names/new/"), {"kind": "earlier", "text": typed})

    assert answer.status_code == 302
    assert PersonName.objects.get().text == kept
    assert client.get(at(worker, person)).status_code == 200


@pytest.mark.parametrize("typed", ["Ы" * 301, "", "\u202e\u200b", "\x00"])
def test_attack_58_a_name_that_is_none_or_too_long_is_refused_in_words(client, worker, person, typed):
    answer = client.post(at(worker, person, "facts/names/new/"), {"kind": "earlier", "text": typed})

    assert answer.status_code == 422
    assert not PersonName.objects.exists()


# ---------------------------------------------------------------- attack 57 on pages


@pytest.mark.parametrize("typed", ["1.1.2999", "2999", "31.2.1992", "1.1.1899", "eilen"])
def test_attack_57_a_birth_that_can_not_be_comes_back_with_what_was_typed(client, worker, person, typed):
    form = {"name": "Zahra", "birth_on": typed, "contact_language": "fa", "version": "1"}
    form |= {"interpreter_need": "always", "reading": "unknown"}

    answer = client.post(at(worker, person, "edit/"), form)

    assert answer.status_code == 422
    assert typed in answer.content.decode()


def test_the_person_page_asks_as_much_of_the_database_for_many_facts_as_for_few(client, worker, person):
    def asked():
        with CaptureQueriesContext(connection) as run:
            client.get(at(worker, person))
        return len(run)

    add_fact(worker.as_actor(), person.pk, "contacts", values=FORMS["contacts"])
    asked()
    few = asked()
    for number in range(12):
        add_fact(worker.as_actor(), person.pk, "contacts", values=FORMS["contacts"] | {"value": f"040 {number}"})

    assert asked() == few


def test_a_helper_reads_none_of_it(client, worker, person):
    row = a_code(worker, person)
    helper = a_worker()
    a_helper(person.memberships.get().family.cases.get(), helper, ("shared",))
    client.force_login(helper.user)
    case = person.memberships.get().family.cases.get()

    path = reverse("casework:identifier", args=[case.pk, person.pk, row.pk], urlconf="luukku.project.urls_work")
    assert client.post(helper.url(path)).status_code == 404
    assert a_member(case.family).pk


@override("en")
def test_a_code_that_is_noted_already_is_told_at_its_field_with_a_link_to_it(client, worker, person):
    a_code(worker, person)

    sent = {"kind": "identity_code", "value": "010190-900P", "issuer": ""}
    answer = client.post(at(worker, person, "facts/identifiers/new/"), sent)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_value"' in html.split("data-error-summary")[1]
