"""Demands to correct, what a minor forbids, and how long a family's data are kept."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import override

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.audit import trail
from luukku.audit.models import AuditEvent
from luukku.casework import services
from luukku.casework.models import Case, Correction, Deadline, FamilyMembership, LegalHold, Person, Prohibition
from luukku.casework.services import Demand
from luukku.casework.services.access_log import access_log
from luukku.casework.tests.factories import a_document, a_family, a_helper, a_person
from luukku.core import clock
from luukku.core.actor import Role
from luukku.core.errors import RuleViolation

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client):
    worker = a_worker(unit=a_unit())
    client.force_login(worker.user)
    return worker


@pytest.fixture
def case(worker):
    return a_family(worker, adults=1, children=1).cases.get()


@pytest.fixture
def adult(case):
    return FamilyMembership.objects.get(family=case.family, role="adult").person


@pytest.fixture
def child(case):
    return FamilyMembership.objects.get(family=case.family, role="child").person


def path(worker, case, person, rest=""):
    return worker.url(f"/cases/{case.pk}/people/{person.pk}/data/{rest}")


def noted(worker, case, person, asked_by=None, **more):
    told = {"target": "name", "new_text": "Oikea Nimi", "received_on": clock.today()} | more
    return services.note_correction(
        worker.as_actor(), case.pk, person.pk, asked_by_id=(asked_by or person).pk, demand=Demand(**told)
    )


# ---------------------------------------------------------------- correction


def test_a_corrected_fact_is_put_right_and_both_texts_are_kept(worker, case, adult):
    wrong = adult.name
    correction = noted(worker, case, adult)

    services.decide_correction(worker.as_actor(), correction.pk, is_accepted=True, reason="")

    correction.refresh_from_db()
    adult.refresh_from_db()
    assert (adult.name, correction.old_text, correction.new_text) == ("Oikea Nimi", wrong, "Oikea Nimi")
    assert correction.state == Correction.State.CORRECTED
    assert {"correction.noted", "correction.corrected", "person.changed"} <= set(
        AuditEvent.objects.about_case(case.pk).values_list("action", flat=True)
    )


def test_a_demand_is_to_be_answered_within_a_month(worker, case, adult):
    correction = noted(worker, case, adult)
    running = Deadline.objects.get(subject_id=correction.pk)

    services.decide_correction(worker.as_actor(), correction.pk, is_accepted=False, reason="Ei")

    running.refresh_from_db()
    assert (running.rule, running.done_on) == ("data_request", clock.today())
    assert (running.due_on - running.started_on).days >= 28


@override("en")
def test_a_refusal_says_why_and_changes_nothing(worker, case, adult):
    correction = noted(worker, case, adult, target="other", old_text="Vanha", place="Muistiinpano", grounds="Ei niin")

    with pytest.raises(RuleViolation, match="why"):
        services.decide_correction(worker.as_actor(), correction.pk, is_accepted=False, reason=" ")
    refused = services.decide_correction(worker.as_actor(), correction.pk, is_accepted=False, reason="Näin sovittiin")

    assert (refused.state, refused.old_text, refused.new_text) == ("refused", "Vanha", "Oikea Nimi")
    with pytest.raises(PermissionDenied):
        services.decide_correction(worker.as_actor(), correction.pk, is_accepted=True, reason="")


@override("en")
def test_what_stands_there_now_is_told(worker, case, adult):
    with pytest.raises(RuleViolation, match="stands there now"):
        noted(worker, case, adult, target="other")
    with pytest.raises(RuleViolation, match="to come"):
        noted(worker, case, adult, received_on=clock.today() + timedelta(days=1))
    with pytest.raises(RuleViolation, match="Only the person"):
        noted(worker, case, adult, asked_by=a_person())


def test_only_who_answers_about_the_case_notes_and_decides(worker, case, adult):
    correction = noted(worker, case, adult)
    helper = a_worker()
    a_helper(case, helper, ("shared", "notes"))

    for other in (helper, a_worker(unit=worker.unit), a_worker()):
        with pytest.raises(PermissionDenied):
            noted(other, case, adult)
        with pytest.raises(PermissionDenied):
            services.decide_correction(other.as_actor(), correction.pk, is_accepted=True, reason="")


def test_a_supervisor_refuses_and_leaves_facts_to_the_worker(worker, case, adult):
    chief = a_worker(unit=worker.unit, roles=(Role.SUPERVISOR,))
    correction = noted(worker, case, adult)

    with pytest.raises(RuleViolation):
        services.decide_correction(chief.as_actor(), correction.pk, is_accepted=True, reason="")
    assert services.decide_correction(chief.as_actor(), correction.pk, is_accepted=False, reason="Ei").decided_by


def test_the_pages_of_a_correction(client, worker, case, adult):
    start = path(worker, case, adult, "corrections/")
    asked = {"asked_by": str(adult.pk), "received_on": "1.3.2026", "target": "called_name", "new_text": "Sanni"}

    opened = client.get(f"{start}new/").status_code
    sent = client.post(f"{start}new/", asked)
    page = client.get(sent["Location"]).content.decode()
    bad = client.post(sent["Location"], {"is_accepted": "no"})
    decided = client.post(sent["Location"], {"is_accepted": "no", "reason": "Ei ole näin <b>x</b>"})
    after = client.get(sent["Location"]).content.decode()
    letter = client.get(f"{sent['Location']}letter/")

    assert (opened, sent.status_code, bad.status_code, decided.status_code) == (200, 302, 422, 302)
    assert "Sanni" in page
    assert "Ei ole näin &lt;b&gt;x&lt;/b&gt;" in after
    assert "Data Protection Ombudsman" in after
    assert letter.content.startswith(b"%PDF")
    assert client.get(path(worker, case, adult)).status_code == 200


def test_a_correction_is_not_reached_through_another_family(client, worker, case, adult, child):
    correction = noted(worker, case, adult)
    other = a_family(worker).cases.get()

    answers = [
        client.get(path(worker, case, child, f"corrections/{correction.pk}/")).status_code,
        client.get(path(worker, other, adult, f"corrections/{correction.pk}/")).status_code,
        client.post(path(worker, case, child, f"corrections/{correction.pk}/"), {"is_accepted": "yes"}).status_code,
    ]

    assert answers == [404, 404, 404]


# ---------------------------------------------------------------- prohibition


def forbid(worker, case, person, guardian=None, **more):
    told = {"extent": "all", "reason": "Pelkään", "told_on": clock.today()} | more
    return services.note_prohibition(
        worker.as_actor(), case.pk, person.pk, guardian_id=guardian.pk if guardian else None, **told
    )


def test_a_minor_forbids_once_and_takes_it_back(worker, case, adult, child):
    prohibition = forbid(worker, case, child, adult)

    with pytest.raises(ValidationError):
        forbid(worker, case, child, adult)
    services.lift_prohibition(worker.as_actor(), prohibition.pk)
    with pytest.raises(RuleViolation):
        services.lift_prohibition(worker.as_actor(), prohibition.pk)
    assert not Prohibition.objects.standing().exists()


@override("en")
def test_only_a_minor_forbids_and_only_to_a_guardian(worker, case, adult, child):
    Person.objects.filter(pk=adult.pk).update(birth_on=date(1990, 1, 1))

    with pytest.raises(RuleViolation, match="minor"):
        forbid(worker, case, adult)
    with pytest.raises(RuleViolation, match="guardians"):
        forbid(worker, case, child, a_person())
    with pytest.raises(RuleViolation, match="to come"):
        forbid(worker, case, child, adult, told_on=clock.today() + timedelta(days=1))


def test_the_pages_of_a_prohibition(client, worker, case, adult, child):
    start = path(worker, case, child, "prohibitions/")
    told = {"guardian": str(adult.pk), "extent": "all", "reason": "Pelko", "told_on": "1.3.2026"}

    opened = client.get(f"{start}new/").status_code
    forged = client.post(f"{start}new/", told | {"guardian": str(a_person().pk)}).status_code
    sent = client.post(f"{start}new/", told)
    page = client.get(sent["Location"]).content.decode()
    lifted = client.post(f"{start}{Prohibition.objects.get().pk}/lift/")

    assert (opened, forged, sent.status_code, lifted.status_code) == (200, 422, 302, 302)
    assert "Pelko" in page


# ---------------------------------------------------------------- keeping


def test_a_hold_is_put_and_lifted_by_who_may_with_reasons(worker, case):
    chief = a_worker(unit=worker.unit, roles=(Role.SUPERVISOR,))
    officer = a_worker(worker.organisation, roles=(Role.DATA_PROTECTION,))

    services.put_hold(chief.as_actor(), case.pk, reason="Kantelu vireillä")
    with pytest.raises(ValidationError):
        services.put_hold(officer.as_actor(), case.pk, reason="Toinen")
    services.lift_hold(officer.as_actor(), case.pk, reason="Ratkaistu")

    hold = LegalHold.objects.get()
    assert (hold.put_by, hold.lifted_by, hold.lifted_reason) == (chief.user, officer.user, "Ratkaistu")
    with pytest.raises(RuleViolation):
        services.lift_hold(officer.as_actor(), case.pk, reason="Taas")
    for act in (services.put_hold, services.lift_hold):
        with pytest.raises((RuleViolation, PermissionDenied)):
            act(chief.as_actor(), case.pk, reason=" ")


def test_nobody_else_puts_or_lifts_a_hold(worker, case):
    strangers = [a_worker(roles=(role,)) for role in (Role.SUPERVISOR, Role.DATA_PROTECTION)]
    others = [worker, a_worker(unit=worker.unit), *strangers]

    for other in others:
        for act in (services.put_hold, services.lift_hold):
            with pytest.raises(PermissionDenied):
                act(other.as_actor(), case.pk, reason="Syy")


def test_the_page_tells_until_when_and_lets_choose_another_time(client, worker, case):
    url = worker.url(f"/cases/{case.pk}/keeping/")

    first = client.get(url).content.decode()
    bad = client.post(url, {"retention_class": "working_age"})
    sent = client.post(url, {"retention_class": "working_age", "reason": "Ei lapsia"})
    Case.objects.filter(pk=case.pk).update(state="closed", closed_on=date(2026, 6, 1))
    after = client.get(url).content.decode()

    assert "as long as the case is open" in first
    assert (bad.status_code, sent.status_code) == (422, 302)
    assert "It follows the act 681/2023,\N{NO-BREAK SPACE}77\N{NO-BREAK SPACE}§." in first
    assert "703/2023" not in first
    assert "1.6.2036" in after
    assert "703/2023, annex" in after.replace("\N{NO-BREAK SPACE}", " ")


def test_data_protection_reads_the_page_without_a_name(client, worker, case):
    officer = a_worker(worker.organisation, roles=(Role.DATA_PROTECTION,))
    client.force_login(officer.user)
    url = officer.url(f"/cases/{case.pk}/keeping/")

    page = client.get(url).content.decode()
    sent = client.post(f"{url}hold/", {"reason": "Tutkinta"})
    held = client.get(url).content.decode()
    lifted = client.post(f"{url}hold/lift/", {"reason": "Päättyi"})
    forged = client.post(url, {"retention_class": "working_age", "reason": "x"})

    assert case.family.name not in page + held
    assert (sent.status_code, lifted.status_code) == (302, 302)
    assert "Tutkinta" in held
    assert services.keeping_of(case, worker.as_actor().day).chosen == "integration"
    assert forged.status_code == 422


def test_the_longest_kept_document_keeps_the_whole_case(worker, case, child):
    Case.objects.filter(pk=case.pk).update(state="closed", closed_on=date(2026, 6, 1))
    case.refresh_from_db()
    Person.objects.filter(pk=child.pk).update(birth_on=date(2018, 5, 4))

    a_document(worker, case, about=child, retention_class="family_law")
    law = services.keeping_of(case, worker.as_actor().day)
    a_document(worker, case, retention_class="child_protection")

    assert (law.until, law.rule.code) == (date(2138, 5, 4), "family_law")
    assert services.keeping_of(case, worker.as_actor().day).until is None


# ---------------------------------------------------------------- who has looked


def test_attack_66_who_has_looked_is_complete_and_never_tells_of_child_protection(worker, case):
    actor = worker.as_actor()
    with transaction.atomic():
        for action in ("case.viewed", "pointer.viewed", "child_protection.noted", "document.viewed"):
            trail.record(actor, action, case, case=case.pk)

    told = [line.action for line in access_log(actor, case)]

    assert sorted(told) == ["case.viewed", "document.viewed"]
