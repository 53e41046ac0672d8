"""A copy of one person's data: everything theirs, nothing of others, and only while the right lasts."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from luukku.accounts.models import Membership
from luukku.accounts.tests.factories import a_unit, a_worker, an_organisation
from luukku.audit.models import AuditEvent
from luukku.casework import services
from luukku.casework.models import (
    CaseNote,
    DataExport,
    DisclosedPerson,
    FamilyMembership,
    GuardianRelation,
    MeetingParticipant,
    Prohibition,
    ResponsibleWorker,
    StatutoryDisclosure,
)
from luukku.casework.tests.factories import (
    a_child,
    a_document,
    a_family,
    a_guardian,
    a_helper,
    a_meeting,
    a_member,
    a_person,
    a_protection,
    an_emergency,
)
from luukku.casework.tests.own_data import asked_for, chapters, contents, made, told
from luukku.core import clock
from luukku.core.actor import Role, SystemActor
from luukku.core.errors import RuleViolation
from luukku.files import services as files
from luukku.files.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client):
    worker = a_worker(unit=a_unit(), name="Viljami Virkailija")
    client.force_login(worker.user)
    return worker


@pytest.fixture
def case(worker):
    """Zahra, her spouse Idris and their child Yasmin."""
    family = a_family(worker, adults=0, children=0, name="Othmandarin perhe")
    for name in ("Zahra", "Idris"):
        a_member(family, name=f"{name} Othmandar", birth_on=date(1990, 1, 1))
    child = a_child(family, name="Yasmin Othmandar")
    for adult in FamilyMembership.objects.filter(family=family, role="adult"):
        a_guardian(child, adult.person)
    return family.cases.get()


def one(case, name):
    return FamilyMembership.objects.get(family=case.family, person__name__startswith=name).person


def a_note(worker, case, *about, text="Puhelu"):
    at = clock.now() - timedelta(hours=1)
    note = CaseNote.objects.create(
        case=case, author=worker.user, organisation=worker.organisation, kind="phone", topic="Aihe", text=text,
        occurred_at=at, recorded_at=at,
    )  # fmt: skip
    note.about.set(about)
    return note


def path(worker, case, person, rest=""):
    return worker.url(f"/cases/{case.pk}/people/{person.pk}/data/{rest}")


def test_a_copy_holds_what_is_the_persons_own(worker, case):
    zahra = one(case, "Zahra")
    a_note(worker, case, zahra, text="Zahran oma asia")
    meeting = a_meeting(case, topic="Alkuhaastattelu", agreed="Kurssi alkaa")
    MeetingParticipant.objects.create(meeting=meeting, person=zahra, capacity="family")
    a_document(worker, case, about=zahra, title="Zahran todistus", content=b"Sisalto")

    export = made(asked_for(worker, case, zahra))

    text = told(export)
    assert export.state == DataExport.State.READY
    assert {"person", "family", "cases", "meetings", "notes", "documents", "who_looked"} <= set(chapters(export))
    assert [
        word for word in ("Zahran oma asia", "Kurssi alkaa", "Zahran todistus", "Viljami") if word not in text
    ] == []
    assert b"Sisalto" in contents(export).values()


def test_attack_34_a_copy_holds_nothing_of_other_people(worker, case):
    zahra, idris, yasmin = (one(case, name) for name in ("Zahra", "Idris", "Yasmin"))
    a_note(worker, case, idris, text="Idriksen salaisuus")
    a_note(worker, case, zahra, idris, text="Molempien asia")
    a_document(worker, case, about=idris, title="Idriksen todistus")
    a_document(worker, case, title="Koko perheen paperi")
    meeting = a_meeting(case, topic="Vain Idriksen tapaaminen")
    MeetingParticipant.objects.create(meeting=meeting, person=idris, capacity="family")
    Prohibition.objects.create(
        case=case, person=yasmin, guardian=zahra, extent="own_words", reason="Painava syy", told_on=clock.today(),
        noted_by=worker.user,
    )  # fmt: skip

    text = told(made(asked_for(worker, case, zahra)))

    others = ("Idris", "Yasmin", "Idriksen", "Molempien asia", "Koko perheen paperi", "Painava syy")
    assert [word for word in others if word in text] == []


def test_a_copy_tells_to_whom_data_went_and_keeps_a_childs_interest_from_a_guardian(worker, case):
    yasmin, zahra = one(case, "Yasmin"), one(case, "Zahra")
    county = an_organisation("county", name_fi="Kuvitelman hyvinvointialue")
    for basis in ("joint_work", "childs_interest"):
        row = StatutoryDisclosure.objects.create(
            case=case, to_organisation=county, basis=basis, data_classes=["health"], reason="Syy",
            recorded_by=worker.user, during=(date(2026, 1, 1), date(2027, 1, 1)),
        )  # fmt: skip
        DisclosedPerson.objects.create(disclosure=row, person=yasmin)

    own, guardians = told(made(asked_for(worker, case, yasmin))), told(made(asked_for(worker, case, yasmin, zahra)))

    assert "Kuvitelman hyvinvointialue" in guardians
    assert "703/2023, 48 §" in guardians
    assert "1301/2014" in own
    assert "1301/2014" not in guardians


def test_attack_34_a_copy_never_tells_of_child_protection(worker, case):
    from django.db import transaction

    from luukku.audit import trail

    with transaction.atomic():
        trail.record(worker.as_actor(), "child_protection.noted", case, case=case.pk)
        trail.record(worker.as_actor(), "pointer.viewed", case, case=case.pk)

    export = made(asked_for(worker, case, one(case, "Yasmin"), one(case, "Zahra")))

    text = told(export).lower()
    assert [word for word in ("child_protection", "pointer", "looked at the family's data") if word in text] == []


def test_attack_15_a_copy_with_a_protected_member_tells_no_place_and_no_worker(worker, case):
    zahra, yasmin = one(case, "Zahra"), one(case, "Yasmin")
    a_protection(zahra)
    meeting = a_meeting(case, place="Siipikulman asukastupa")
    MeetingParticipant.objects.create(meeting=meeting, person=yasmin, capacity="family")

    text = told(made(asked_for(worker, case, yasmin, one(case, "Idris"))))

    assert [word for word in ("Siipikulman", "Viljami", worker.unit.name_fi) if word in text] == []


def test_attack_16_a_guardian_who_lives_elsewhere_gets_the_childs_data_and_not_the_familys(worker, case):
    father = a_person("Etäinen Isä")
    yasmin = one(case, "Yasmin")
    a_guardian(yasmin, father)
    meeting = a_meeting(case, topic="Perheen asia", agreed="Sovittu kotona", place="Kotona")
    MeetingParticipant.objects.create(meeting=meeting, person=yasmin, capacity="family")

    text = told(made(asked_for(worker, case, yasmin, father)))

    assert "Yasmin Othmandar" in text
    kept = ("Othmandarin perhe", "Sovittu kotona", "Kotona", "Viljami", "Zahra", "Idris")
    assert [word for word in kept if word in text] == []


@override("en")
@pytest.mark.parametrize("ended", ["barred", "grown", "over", "stranger"])
def test_only_the_person_or_who_may_decide_for_them_asks(worker, case, ended):
    yasmin, asker = one(case, "Yasmin"), one(case, "Zahra")
    relation = GuardianRelation.objects.filter(child=yasmin, guardian=asker)
    if ended == "barred":
        relation.update(is_blocked=True)
    elif ended == "over":
        relation.update(during=(date(2020, 1, 1), clock.today()))
    elif ended == "grown":
        yasmin.birth_on = date(2000, 1, 1)
        yasmin.save()
    else:
        asker = a_person()

    with pytest.raises(RuleViolation, match="Only the person"):
        asked_for(worker, case, yasmin, asker)
    with pytest.raises(RuleViolation):
        asked_for(worker, case, one(case, "Idris"), one(case, "Zahra"))  # a spouse


@override("en")
def test_a_copy_respects_what_a_minor_has_forbidden(worker, case):
    yasmin, zahra, idris = (one(case, name) for name in ("Yasmin", "Zahra", "Idris"))
    a_note(worker, case, yasmin, text="Yasminin oma asia")
    told_on = clock.today()
    forbid = services.note_prohibition
    actor = worker.as_actor()
    forbid(actor, case.pk, yasmin.pk, guardian_id=zahra.pk, extent="all", reason="Pelko", told_on=told_on)
    forbid(actor, case.pk, yasmin.pk, guardian_id=idris.pk, extent="own_words", reason="Häpeä", told_on=told_on)

    with pytest.raises(RuleViolation, match="forbidden"):
        asked_for(worker, case, yasmin, zahra)
    assert "Yasminin oma asia" not in told(made(asked_for(worker, case, yasmin, idris)))
    assert "Yasminin oma asia" in told(made(asked_for(worker, case, yasmin, yasmin)))


def test_nobody_else_makes_copies(worker, case):
    zahra = one(case, "Zahra")
    helper, colleague, elsewhere = a_worker(), a_worker(unit=worker.unit), a_worker()
    a_helper(case, helper, ("shared", "notes", "documents"))
    opener = a_worker(unit=worker.unit)
    an_emergency(case, opener)

    for other in (helper, colleague, elsewhere, opener):
        with pytest.raises(PermissionDenied):
            asked_for(other, case, zahra)
    assert asked_for(a_worker(unit=worker.unit, roles=(Role.SUPERVISOR,)), case, zahra)


# ---------------------------------------------------------------- when rights end


@pytest.mark.parametrize("ended", ["worker", "membership", "guardian", "forbidden"])
def test_attack_37_a_copy_asked_for_in_time_is_not_made_after_the_right_ended(worker, case, ended):
    yasmin, zahra = one(case, "Yasmin"), one(case, "Zahra")
    export = asked_for(worker, case, yasmin, zahra)
    end(worker, case, yasmin, zahra, ended)

    made(export)

    assert (export.state, export.file) == (DataExport.State.REFUSED, None)
    assert not StoredFile.objects.exists()
    assert AuditEvent.objects.filter(action="export.refused", case_ids__contains=[case.pk]).exists()


def end(worker, case, person, asker, what):
    if what == "worker":
        ResponsibleWorker.objects.filter(case=case).delete()
    elif what == "membership":
        Membership.objects.filter(user=worker.user).update(ends_on=clock.today() - timedelta(days=1))
    elif what == "guardian":
        GuardianRelation.objects.filter(child=person, guardian=asker).update(is_blocked=True)
    else:
        Prohibition.objects.create(
            case=case, person=person, guardian=None, extent="all", reason="x", told_on=clock.today(),
            noted_by=worker.user,
        )  # fmt: skip


@pytest.mark.parametrize("ended", ["worker", "membership", "guardian", "forbidden", "days"])
def test_attack_37_a_copy_is_not_downloaded_after_the_right_ended(client, worker, case, ended):
    yasmin, zahra = one(case, "Yasmin"), one(case, "Zahra")
    export = made(asked_for(worker, case, yasmin, zahra))
    link = path(worker, case, yasmin, f"copies/{export.pk}/")
    in_time = client.get(link).status_code

    if ended == "days":
        with time_machine.travel(clock.now() + timedelta(days=7, minutes=1), tick=False):
            client.force_login(worker.user)
            late = client.get(link)
    else:
        end(worker, case, yasmin, zahra, ended)
        late = client.get(link)

    assert in_time == 200
    assert late.status_code in (302, 404, 422)
    assert b"PK" not in late.content[:2]


def test_a_copy_is_made_once_and_its_file_goes_after_seven_days(worker, case):
    export = made(asked_for(worker, case, one(case, "Zahra")))
    first = export.sha256

    assert made(export).sha256 == first
    old = StoredFile.objects.all().expired(clock.now() + timedelta(days=8))
    assert [file.pk for file in old] == [export.file_id]
    old.delete()
    export.refresh_from_db()
    assert (export.file, export.sha256) == (None, first)


def test_a_copy_that_fails_says_so(worker, case, monkeypatch):
    export = asked_for(worker, case, one(case, "Zahra"))
    monkeypatch.setattr("luukku.casework.packing.packed", lambda *_told: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        services.make_export(SystemActor.now(), export.pk)

    export.refresh_from_db()
    assert export.state == DataExport.State.FAILED


# ---------------------------------------------------------------- what is typed stays text


def test_attack_60_what_was_typed_runs_nowhere_in_a_copy(worker, case):
    zahra = one(case, "Zahra")
    spell = '<script>alert(1)</script><img src="http://127.0.0.1:1/x">#eval("1+1")'
    a_note(worker, case, zahra, text=spell)
    a_document(worker, case, about=zahra, title=spell[:100])

    parts = contents(made(asked_for(worker, case, zahra)))

    html = parts["own-data.html"].decode()
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert parts["own-data.pdf"].startswith(b"%PDF")
    assert all("/" not in name.removeprefix("documents/") for name in parts)


def test_pages_of_own_data(client, worker, case):
    zahra = one(case, "Zahra")
    asked = {"asked_by": str(zahra.pk), "received_on": "1.3.2026", "language": "fi"}

    form = client.get(path(worker, case, zahra, "copies/new/"))
    sent = client.post(path(worker, case, zahra, "copies/new/"), asked)
    forged = client.post(path(worker, case, zahra, "copies/new/"), asked | {"asked_by": str(one(case, "Idris").pk)})
    export = made(DataExport.objects.get())
    page = client.get(path(worker, case, zahra)).content.decode()
    got = client.get(path(worker, case, zahra, f"copies/{export.pk}/"))

    assert (form.status_code, sent.status_code, forged.status_code) == (200, 302, 422)
    assert f"copies/{export.pk}/" in page
    assert got["Content-Disposition"].startswith("attachment")
    assert got.content == files.read(export.file).content
    assert AuditEvent.objects.filter(action="export.downloaded").count() == 1


def test_a_copy_is_not_reached_through_another_person_or_family(client, worker, case):
    zahra = one(case, "Zahra")
    export = made(asked_for(worker, case, zahra))
    other = a_family(worker).cases.get()

    answers = [
        client.get(path(worker, case, one(case, "Idris"), f"copies/{export.pk}/")).status_code,
        client.get(path(worker, other, zahra, f"copies/{export.pk}/")).status_code,
        client.get(path(worker, other, zahra)).status_code,
    ]

    assert answers == [404, 404, 404]
