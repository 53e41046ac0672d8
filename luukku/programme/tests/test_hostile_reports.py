"""Reports that somebody would read too much from: what is private, who is in them, and what is no longer public."""

import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from luukku.accounts.models import Membership
from luukku.accounts.tests.factories import a_user, a_worker
from luukku.core.actor import Role
from luukku.core.errors import RuleViolation
from luukku.programme.models import Indicator, Meeting, ProgrammeReport
from luukku.programme.services import indicators, measures, programmes
from luukku.programme.services.meetings import attending
from luukku.programme.services.reporting import publishing
from luukku.programme.tests import factories as make
from luukku.programme.tests.reports import a_report

pytestmark = pytest.mark.django_db

PUBLIC = ("fi/{}/", "sv/{}/", "en/{}/", "fi/{}/report.pdf", "sv/{}/report.pdf", "en/{}/report.pdf")


@pytest.fixture
def worker():
    return a_worker(roles=(Role.CASEWORKER, Role.SUPERVISOR))


@pytest.fixture
def programme(worker):
    return make.a_programme(worker, text="Perheiden ohjelma")


def anybody(path, method="get"):
    return getattr(Client(raise_request_exception=True), method)(f"/reports/{path}")


def at_work(worker, report, path="", method="get"):
    client = Client(raise_request_exception=True)
    client.force_login(worker.user)
    return getattr(client, method)(worker.url(f"/programme/{report.programme_id}/reports/{report.pk}/{path}"))


def published(worker, programme):
    report = a_report(worker, programme)
    publishing.publish(worker.as_actor(), report.pk)
    return report


# ---------------------------------------------------------------- off the public site


def test_what_is_taken_off_the_public_site_is_gone_at_once_and_was_kept_in_no_cache(worker, programme):
    report = published(worker, programme)
    before = [anybody(path.format(report.pk)) for path in PUBLIC]
    publishing.withdraw(worker.as_actor(), report.pk)

    assert {one.status_code for one in before} == {200}
    assert {one.headers["Cache-Control"] for one in before} == {"no-store"}
    assert not any("ETag" in one.headers or "Last-Modified" in one.headers for one in before)
    for path in PUBLIC:
        assert {anybody(path.format(report.pk), method).status_code for method in ("get", "head")} == {404}
    assert str(report.pk) not in anybody("fi/").content.decode()
    stranger = a_worker()
    for path in ("", "board.pdf", "report.pdf", "report.xlsx", "report.json"):
        assert at_work(stranger, report, path).status_code == 404


def test_a_programme_that_is_kept_to_its_organisation_takes_its_reports_with_it(worker, programme):
    report = published(worker, programme)
    programmes.change(worker.as_actor(), programme.pk, version=programme.version, facts={"is_shared": False})

    assert {anybody(path.format(report.pk)).status_code for path in PUBLIC} == {404}
    assert str(report.pk) not in anybody("fi/").content.decode()
    assert at_work(a_worker(), report).status_code == 404
    own = at_work(worker, report)
    assert own.status_code == 200
    assert f"/reports/fi/{report.pk}/" not in own.content.decode()


def test_public_pages_answer_to_reading_alone(worker, programme):
    report = published(worker, programme)

    assert {anybody(path.format(report.pk), "post").status_code for path in ("fi/", *PUBLIC)} == {405}


def test_who_leads_no_longer_publishes_nothing(worker, programme):
    report, public = a_report(worker, programme), published(worker, programme)
    Membership.objects.filter(user=worker.user, role=Role.SUPERVISOR).delete()

    assert at_work(worker, report, "publish/", "post").status_code == 404
    assert at_work(worker, public, "withdraw/", "post").status_code == 404
    with pytest.raises(PermissionDenied):
        publishing.publish(worker.as_actor(), report.pk)
    assert ProgrammeReport.objects.get(pk=public.pk).state == "published"


# ---------------------------------------------------------------- what is private


def test_an_indicator_of_private_measures_alone_is_in_no_report(worker, programme):
    measure = make.a_measure(worker, programme, text="Vain meille", is_private=True)
    secret = indicators.add_indicator(worker.as_actor(), programme.pk, text="Salainen luku")
    secret.measures.add(measure)
    shared = indicators.add_indicator(worker.as_actor(), programme.pk, text="Yhteinen luku")
    shared.measures.add(measure, make.a_measure(worker, programme))
    Indicator.objects.create(programme=programme, text="Ohjelman luku")

    told = a_report(worker, programme).kept["indicators"]

    assert sorted(one["row"]["text"] for one in told) == ["Ohjelman luku", "Yhteinen luku"]


def test_a_measure_that_became_private_keeps_an_older_report_at_home(worker, programme):
    measure = make.a_measure(worker, programme, make.a_goal(worker, programme), text="Avataan kahvila")
    report = a_report(worker, programme)
    measures.change_measure(
        worker.as_actor(), measure.pk, version=measure.version, due="", written={"is_private": True}
    )

    with pytest.raises(RuleViolation, match="kept to its own organisation"):
        publishing.publish(worker.as_actor(), report.pk)
    newer = published(worker, programme)
    assert "Avataan kahvila" not in anybody(f"fi/{newer.pk}/").content.decode()


# ---------------------------------------------------------------- people


@pytest.mark.parametrize(
    "words",
    ["Kysy: neuvola@example.org", "Soita 040 123 4567", "Asiakas 010594Y9032", "Aino Virtasen ryhmä", "VIRTANEN AINO"],
)
def test_nothing_that_leads_to_somebody_gets_on_the_public_site(worker, programme, words):
    """Whoever it is: also somebody of another organisation who has nothing to do with the programme."""
    a_user(name="Aino Virtanen")
    make.a_goal(worker, programme, words)
    report = a_report(worker, programme)

    with pytest.raises(RuleViolation, match="What leads to people"):
        publishing.publish(worker.as_actor(), report.pk)


def test_a_guest_of_a_meeting_who_never_signs_in_is_no_name_for_everybody(worker, programme):
    meeting = Meeting.objects.create(programme=programme, text="Kokous", held_on=date(2027, 1, 1))
    attending.ask(worker.as_actor(), meeting.pk, name="Nasrin Karimi", represents="Vanhemmat")
    make.a_goal(worker, programme, "Nasrin Karimi kertoo ryhmästä")
    report = a_report(worker, programme)

    with pytest.raises(RuleViolation, match="Nasrin Karimi"):
        publishing.publish(worker.as_actor(), report.pk)


def test_years_days_numbers_and_addresses_of_pages_stop_no_report(worker, programme):
    make.a_goal(worker, programme, "Vuosina 2024-2026 jaettiin 1 200 000 esitettä: https://example.org/12345678")
    indicator = indicators.add_indicator(worker.as_actor(), programme.pk, text="Esitteitä")
    indicator.targets.create(by_on=date(2027, 1, 1), value=12_345_678)

    assert published(worker, programme).pk


def test_nobody_who_works_with_it_is_in_a_report(worker, programme):
    """As who asked for it, answers, reports, or was asked to a meeting."""
    colleague = a_worker(worker.organisation, name="Aino Virtanen")
    party = make.a_party(worker, programme, name="Työryhmä")
    measure = make.a_measure(worker, programme, make.a_goal(worker, programme))
    held = make.an_owner(worker, "measure", measure, party, date(2026, 1, 1))
    type(held).objects.filter(pk=held.pk).update(person=colleague.user)

    report = published(worker, programme)

    told = json.dumps(report.kept, ensure_ascii=False) + anybody(f"fi/{report.pk}/").content.decode()
    assert not [name for name in ("Aino Virtanen", worker.user.name, worker.user.email) if name in told]
