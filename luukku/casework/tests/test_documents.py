"""Documents of a family: who takes them in, who reads them, what stays."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from luukku.accounts.tests.factories import a_unit, a_worker, an_organisation
from luukku.audit.models import AuditEvent
from luukku.casework import policies, services
from luukku.casework.models import Case, Document, LegalHold, Section
from luukku.casework.services import DocumentFacts
from luukku.casework.tests.factories import a_case, a_document, a_helper, a_meeting, a_person
from luukku.core import clock
from luukku.core.actor import Role
from luukku.core.errors import Conflict, RuleViolation
from luukku.files import services as files
from luukku.files.models import FileContent, StoredFile
from luukku.files.tests.factories import a_pdf, an_upload

pytestmark = pytest.mark.django_db

KEPT = {"kind": "certificate", "secrecy": "client_of_authority", "retention_class": "child_family"}


@pytest.fixture
def worker(client):
    worker = a_worker(unit=a_unit())
    client.force_login(worker.user)
    return worker


@pytest.fixture
def case(worker):
    return a_case(worker)


def path(worker, case, rest=""):
    return worker.url(f"/cases/{case.pk}/documents/{rest}")


def download(document):
    return f"{document.pk}/{document.versions.first().pk}/"


# ---------------------------------------------------------------- services


def test_a_document_is_kept_with_its_hash_in_the_trail(worker, case):
    person = case.family.memberships.get().person
    facts = DocumentFacts(title=" Todistus ", kind="certificate", about=person, meeting=a_meeting(case))

    document = services.add_document(worker.as_actor(), case.pk, facts=facts, upload=an_upload())

    version = document.versions.get()
    assert (document.title, document.about, version.number) == ("Todistus", person, 1)
    line = AuditEvent.objects.get(action="document.added")
    assert (line.case_ids, line.codes) == ([case.pk], {"sha256": version.file.sha256})


def test_a_newer_version_leaves_the_earlier_one(worker, case):
    document = a_document(worker, case, content=b"Yksi")

    services.add_version(worker.as_actor(), document.pk, upload=an_upload(b"Kaksi"), note="Uusi leima")

    contents = [files.read(one.file).content for one in document.versions.all()]
    assert contents == [b"Kaksi", b"Yksi"]


@override("en")
def test_the_same_file_is_no_newer_version(worker, case):
    document = a_document(worker, case, content=b"Yksi")

    with pytest.raises(RuleViolation, match="same file"):
        services.add_version(worker.as_actor(), document.pk, upload=an_upload(b"Yksi"))


def test_a_document_belongs_to_people_and_meetings_of_its_own_family(worker, case):
    add = services.add_document

    for facts in (
        DocumentFacts(title="X", kind="other", about=a_person()),
        DocumentFacts(title="X", kind="other", meeting=a_meeting(a_case(worker))),
    ):
        with pytest.raises(RuleViolation):
            add(worker.as_actor(), case.pk, facts=facts, upload=an_upload())


def test_attack_07_nobody_adds_to_or_changes_a_family_that_they_do_not_answer_for(worker, case):
    document = a_document(worker, case)
    facts = DocumentFacts(title="Minun", kind="other")
    others = [
        a_worker(unit=worker.unit),
        a_worker(unit=worker.unit, roles=(Role.SUPERVISOR,)),
        a_worker(),
        _helper(case),
    ]

    for other in others:
        actor = other.as_actor()
        for act in (
            lambda actor=actor: services.add_document(actor, case.pk, facts=facts, upload=an_upload()),
            lambda actor=actor: services.add_version(actor, document.pk, upload=an_upload(b"Muu")),
            lambda actor=actor: services.change_document(actor, document.pk, version=1, facts=facts),
            lambda actor=actor: services.remove_document(actor, document.pk, reason="Väärä"),
        ):
            with pytest.raises(PermissionDenied):
                act()

    assert Document.objects.get().title == document.title
    assert StoredFile.objects.count() == 1


def _helper(case, *sections):
    helper = a_worker(an_organisation())
    a_helper(case, helper, sections or (Section.SHARED, Section.CHILDREN, Section.ADULTS, Section.DOCUMENTS))
    return helper


def test_a_closed_case_takes_no_documents(worker, case):
    Case.objects.filter(pk=case.pk).update(state="closed", closed_on=clock.today())

    with pytest.raises(RuleViolation):
        services.add_document(
            worker.as_actor(), case.pk, facts=DocumentFacts(title="X", kind="other"), upload=an_upload()
        )


@override("en")
def test_two_who_change_the_same_document_both_keep_their_words(worker, case):
    document = a_document(worker, case)
    services.change_document(
        worker.as_actor(), document.pk, version=1, facts=DocumentFacts(title="Ensin", kind="other")
    )

    with pytest.raises(Conflict) as conflict:
        services.change_document(
            worker.as_actor(), document.pk, version=1, facts=DocumentFacts(title="Sitten", kind="other")
        )

    assert [(one.theirs, one.yours) for one in conflict.value.fields] == [("Ensin", "Sitten")]


def test_what_does_not_belong_here_loses_its_contents_and_keeps_its_place(worker, case):
    document = a_document(worker, case)
    services.add_version(worker.as_actor(), document.pk, upload=an_upload(b"Kaksi"))

    services.remove_document(worker.as_actor(), document.pk, reason="Toisen perheen paperi")

    assert not FileContent.objects.exists()
    document.refresh_from_db()
    assert document.removed_reason == "Toisen perheen paperi"
    with pytest.raises(PermissionDenied):
        services.open_version(worker.as_actor(), document, document.versions.first().pk)


@override("en")
@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_is_removed_without_a_reason_or_while_removal_is_stopped(worker, case, reason):
    document = a_document(worker, case)

    with pytest.raises(RuleViolation, match="why"):
        services.remove_document(worker.as_actor(), document.pk, reason=reason)

    LegalHold.objects.create(case=case, reason="Kantelu", put_by=worker.user, put_at=clock.now())
    with pytest.raises(RuleViolation, match="stopped"):
        services.remove_document(worker.as_actor(), document.pk, reason="Väärä")
    assert FileContent.objects.count() == 1


# ---------------------------------------------------------------- who reads


def test_a_helper_reads_the_documents_that_are_marked_for_helpers(worker, case):
    marked, own = a_document(worker, case, is_shared=True), a_document(worker, case)
    with_documents, without = _helper(case, Section.DOCUMENTS), _helper(case, Section.SHARED)

    assert list(policies.visible_documents(with_documents.as_actor())) == [marked]
    assert not policies.visible_documents(without.as_actor()).exists()
    assert set(policies.visible_documents(worker.as_actor())) == {marked, own}
    assert not policies.may_see_documents(without.as_actor(), case)


def test_attack_06_a_helpers_right_ends_with_the_day_and_with_the_mark(worker, case):
    marked = a_document(worker, case, is_shared=True)
    gone = a_worker(an_organisation())
    a_helper(case, gone, (Section.DOCUMENTS,), until=clock.today())
    helper = _helper(case, Section.DOCUMENTS)
    Document.objects.filter(pk=marked.pk).update(is_shared=False)

    for one in (gone, helper):
        assert not policies.visible_documents(one.as_actor()).exists()
        with pytest.raises(PermissionDenied):
            services.open_version(one.as_actor(), marked, marked.versions.get().pk)


# ---------------------------------------------------------------- pages


def test_a_document_is_added_found_and_downloaded(client, worker, case):
    answer = client.post(
        path(worker, case, "new/"),
        KEPT | {"title": "Syntymätodistus", "file": an_upload(a_pdf(), "äidin todistus.pdf")},
    )
    page = client.get(answer["Location"]).content.decode()
    listed = client.get(path(worker, case)).content.decode()
    document = Document.objects.get()
    got = client.get(path(worker, case, download(document)))

    assert "Syntymätodistus" in page
    assert "Syntymätodistus" in listed
    assert got.content.startswith(b"%PDF")
    assert got["Content-Disposition"].startswith("attachment;")
    assert got["Content-Security-Policy"].startswith("sandbox")
    assert [one.action for one in AuditEvent.objects.about_case(case.pk).order_by("pk")] == [
        "document.added", "document.viewed", "documents.listed", "document.downloaded",
    ]  # fmt: skip


def test_a_refused_file_leaves_what_was_typed(client, worker, case):
    answer = client.post(path(worker, case, "new/"), KEPT | {"title": "Kaavake", "file": an_upload(b"MZ\x90\x00")})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Kaavake"' in html
    assert "We keep PDF documents" in html


def test_attack_06_a_document_is_not_reached_through_another_family(client, worker, case):
    """Through its own family, through another of the same worker, and by a number that is not there."""
    document = a_document(worker, case)
    other = a_case(worker)
    others = a_document(worker, other)

    answers = [
        client.get(path(worker, case, download(document))).status_code,
        client.get(path(worker, other, download(document))).status_code,
        client.get(path(worker, other, f"{document.pk}/")).status_code,
        client.get(path(worker, case, f"{document.pk}/{others.versions.get().pk}/")).status_code,
        client.post(path(worker, other, f"{document.pk}/remove/"), {"reason": "Ei"}).status_code,
        client.post(path(worker, other, f"{document.pk}/versions/new/"), {"file": an_upload()}).status_code,
    ]

    assert answers == [200, 404, 404, 404, 404, 404]


def test_attack_06_an_old_link_is_dead_when_the_right_has_ended(client, worker, case):
    document = a_document(worker, case)
    link = path(worker, case, download(document))
    opened = client.get(link).status_code
    case.responsible_workers.all().delete()

    assert (opened, client.get(link).status_code) == (200, 404)


def test_attack_07_what_a_form_does_not_ask_is_not_taken_from_it(client, worker, case):
    document = a_document(worker, case)
    other = a_case(worker)

    client.post(
        path(worker, case, f"{document.pk}/edit/"),
        KEPT | {"title": "Uusi", "version": 1, "case": str(other.pk), "removed_reason": "x", "sha256": "0" * 64},
    )

    document.refresh_from_db()
    assert (document.title, document.case_id, document.removed_reason) == ("Uusi", case.pk, "")


def test_attack_07_a_meeting_or_person_of_another_family_is_no_choice(client, worker, case):
    meeting, person = a_meeting(a_case(worker)), a_person()

    for forged in ({"meeting": str(meeting.pk)}, {"about": str(person.pk)}):
        answer = client.post(path(worker, case, "new/"), KEPT | {"title": "X", "file": an_upload()} | forged)
        assert answer.status_code == 422
    assert not Document.objects.exists()


def test_the_same_form_sent_twice_keeps_one_file_and_another_file_is_another_write(client, worker, case):
    key = {"_key": "7d4f7f9c-0f6f-4b5e-9d5e-5d9a3b9a1c11"}

    for content in (b"Yksi", b"Yksi", b"Kaksi"):
        client.post(path(worker, case, "new/"), KEPT | key | {"title": "T", "file": an_upload(content, "a.txt")})

    assert StoredFile.objects.count() == 2


def test_the_list_asks_the_database_as_often_for_many_documents_as_for_two(client, worker, case, count_queries):
    for _one in range(2):
        a_document(worker, case)
    client.get(path(worker, case))  # what is read once in a process
    few = count_queries(lambda: client.get(path(worker, case)))
    for _one in range(8):
        a_document(worker, case)

    assert count_queries(lambda: client.get(path(worker, case))) == few


@pytest.fixture
def count_queries():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(act):
        with CaptureQueriesContext(connection) as queries:
            act()
        return len(queries)

    return count


def test_pages_of_changing_adding_and_removing_open_and_work(client, worker, case):
    document = a_document(worker, case)
    start = f"{document.pk}/"

    pages = [
        client.get(path(worker, case, f"{start}{end}")).status_code for end in ("edit/", "versions/new/", "remove/")
    ]
    sent = [
        client.post(
            path(worker, case, f"{start}versions/new/"), {"file": an_upload(b"Kaksi"), "note": "Uusi"}
        ).status_code,
        client.post(path(worker, case, f"{start}remove/"), {"reason": "Väärän perheen"}).status_code,
    ]

    assert (pages, sent) == ([200, 200, 200], [302, 302])
    assert "Väärän perheen" in client.get(path(worker, case, start)).content.decode()
    assert client.get(path(worker, case, download(document))).status_code == 404


def test_a_stale_form_shows_both_texts(client, worker, case):
    document = a_document(worker, case)
    Document.objects.filter(pk=document.pk).update(title="Toisen teksti", version=2)

    answer = client.post(path(worker, case, f"{document.pk}/edit/"), KEPT | {"title": "Minun teksti", "version": 1})

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Toisen teksti" in html
    assert "Minun teksti" in html
