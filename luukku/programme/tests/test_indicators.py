"""Indicators: aimed at, seen, judged honestly, worked out again from the file."""

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luukku.accounts.models import Organisation
from luukku.accounts.tests.factories import a_worker, an_organisation
from luukku.core.actor import Role, SystemActor
from luukku.core.clock import HELSINKI
from luukku.core.errors import RuleViolation
from luukku.insight.models import PublishedCell, PublishedMonth
from luukku.programme import jobs, policies
from luukku.programme.models import Indicator, Observation
from luukku.programme.rules.course import Course, Point, judge
from luukku.programme.rules.observed import Seen, Unread, read
from luukku.programme.services import indicators, observing
from luukku.programme.tests import factories as make

START, END = date(2026, 1, 1), date(2026, 12, 31)


def points(*told):
    return [Point(date(2026, month, 1), Decimal(value)) for month, value in told]


@pytest.mark.parametrize(
    ("seen", "direction", "course", "is_regress"),
    [
        ([], "up", Course.UNSEEN, False),
        ([(1, 10), (7, 40)], "up", Course.ON_COURSE, False),
        ([(1, 10), (7, 30)], "up", Course.BEHIND, False),
        ([(1, 10), (6, 70), (7, 65)], "up", Course.REACHED, True),
        ([(1, 90), (7, 75)], "down", Course.ON_COURSE, False),
        ([(1, 90), (6, 50), (7, 80)], "down", Course.BEHIND, True),
        ([(1, 60), (7, 62)], "keep", Course.REACHED, True),
        ([(1, 40), (7, 50)], "keep", Course.BEHIND, False),
    ],
)
def test_a_course_is_judged_by_the_straight_way_to_the_target(seen, direction, course, is_regress):
    found = judge(points(*seen), [Point(END, Decimal(60))], direction, END)

    assert (found.course, found.is_regress) == (course, is_regress)


def test_without_a_target_nothing_is_enough_and_regress_is_still_seen():
    assert judge(points((1, 10), (2, 5)), [], "up", END).course == Course.NO_TARGET
    assert judge(points((1, 10), (2, 5)), [], "up", END).is_regress
    assert not judge(points((1, 10), (2, 5)), [], "keep", END).is_regress


def test_a_baseline_begins_the_way_and_a_passed_target_stays_the_measure():
    late = judge(points((12, 20)), [Point(date(2026, 6, 30), Decimal(60))], "up", END, Point(START, Decimal(0)))

    assert late.expected == 60
    assert late.start == Point(START, Decimal(0))
    before = judge([Point(START, Decimal(0))], [Point(END, Decimal(60))], "up", END, Point(END, Decimal(0)))
    assert before.expected == 60
    early = judge([Point(START, Decimal(5))], [Point(END, Decimal(60))], "up", END, Point(date(2026, 3, 1), Decimal(5)))
    assert early.expected == 5


def test_lines_are_read_as_people_write_them_and_bad_ones_are_told():
    found, wrong = read(
        'Päivä;Arvo\n\n31.10.2026;62,5;\'=1+1\n2026-09-30\t60 %\n31.2.2026;1\nhuomenna;1\n1.1.2026;x\n1-1-2026\n'
        "1.2.2026;1e99\n31.10.2026;1"
    )  # fmt: skip

    assert found[0] == Seen(date(2026, 10, 31), Decimal("62.5"), "=1+1")
    assert found[1].value == 60
    assert wrong == [Unread(5, "day"), Unread(6, "day"), Unread(7, "value"), Unread(8, "value"), Unread(9, "value"),
                     Unread(10, "twice")]  # fmt: skip


def test_a_table_that_is_too_long_stops():
    assert read("\n".join(["x"] * 600))[1][-1] == Unread(501, "many")


@pytest.mark.django_db
class TestPages:
    @pytest.fixture(autouse=True)
    def put(self):
        self.worker = a_worker(roles=(Role.SUPERVISOR,))
        self.actor = self.worker.as_actor()
        self.programme = make.a_programme(self.worker)
        self.one = indicators.add_indicator(self.actor, self.programme.pk, text="Suunnitelma voimassa", unit="%")
        self.client = Client()
        self.client.force_login(self.worker.user)
        self.home = self.worker.url(f"/programme/{self.programme.pk}/indicators/")

    def get(self, place=""):
        return self.client.get(f"{self.home}{place}")

    def post(self, place, **data):
        return self.client.post(f"{self.home}{self.one.pk}/{place}", data)

    def words(self, place=""):
        return " ".join(re.sub(r"<[^>]+>", " ", self.get(place).content.decode()).split())

    def test_a_target_is_set_and_what_was_seen_is_judged_in_the_open(self):
        self.post("target/", by_on="31.12.2026", value="60")
        self.post("observe/", on="1.1.2026", value="10")
        self.post("observe/", on="1.7.2026", value="20", note="Kesä")

        page = self.words(f"{self.one.pk}/")
        assert "Behind the target" in page
        assert "it should be" in page
        assert "Behind the target" in self.words()

    def test_a_correction_leaves_both_and_only_the_last_counts(self):
        self.post("observe/", on="1.1.2026", value="10")
        self.post("observe/", on="1.1.2026", value="12")

        assert "Corrected since" in self.words(f"{self.one.pk}/")
        assert Observation.objects.get(corrects__isnull=False).value == 12

    def test_bad_lines_are_told_by_number_and_nothing_is_lost_or_written(self):
        answer = self.post("bring/", lines="31.10.2026;62,5\n32.1.2026;5")

        assert answer.status_code == 422
        assert "Line 2" in answer.content.decode()
        assert "31.10.2026;62,5" in answer.content.decode()
        assert not Observation.objects.exists()

    def test_lines_are_brought_in_once(self):
        self.post("bring/", lines="31.10.2026;62,5\n30.9.2026;60")
        self.post("bring/", lines="31.10.2026;62,5\n30.9.2026;60\n31.8.2026;59")

        assert Observation.objects.count() == 3

    def test_an_empty_table_and_a_day_to_come_are_refused_with_words(self):
        assert "no line with a day" in self.post("bring/", lines="Päivä;Arvo").content.decode()
        assert self.post("observe/", on="1.1.2099", value="1").status_code == 422

    def test_a_share_can_be_worked_out_again_from_the_file(self):
        publish(self.worker, 21, 35)
        self.post("figure/", figure="plan_in_force")
        self.post("take/")
        self.post("take/")

        rows = list(csv.reader(io.StringIO(self.get(f"{self.one.pk}/observations.csv").content.decode("utf-8-sig")),
                               delimiter=";"))  # fmt: skip
        _day, value, _unit, numerator, denominator, formula, figure, *_rest = rows[1]
        assert len(rows) == 2
        assert Decimal(value) == 100 * Decimal(numerator) / Decimal(denominator) == 60
        assert (formula, figure) == ("100 * numerator / denominator", "plan_in_force")
        assert "21 out of 35" in self.words(f"{self.one.pk}/")

    def test_what_may_not_be_shown_is_not_taken_either(self):
        publish(self.worker, None, 35)
        observing.link_figure(self.actor, self.one.pk, figure="plan_in_force")

        assert observing.take_figures(self.actor, self.one.pk) == 0

    def test_a_figure_that_is_not_counted_yet_can_not_be_linked(self):
        with pytest.raises(RuleViolation):
            observing.link_figure(self.actor, self.one.pk, figure="staff_trained")
        assert self.post("take/").status_code == 302
        assert not Observation.objects.exists()

    def test_the_clock_takes_figures_of_the_programmes_own_organisation(self):
        publish(self.worker, 21, 35)
        observing.link_figure(self.actor, self.one.pk, figure="plan_in_force")
        jobs.take_figures(0)

        assert Observation.objects.get().value == 60
        with pytest.raises(PermissionDenied):
            observing.take_all(self.actor)

    def test_a_countys_programme_takes_the_figures_of_its_region(self):
        county = an_organisation(Organisation.Kind.WELLBEING_COUNTY)
        leader = a_worker(county, roles=(Role.SUPERVISOR,))
        publish(a_worker(an_organisation(county=county)), 5, 10)
        PublishedCell.objects.update(organisation=None)
        one = indicators.add_indicator(leader.as_actor(), make.a_programme(leader).pk, text="Suunnitelma", unit="%")
        observing.link_figure(leader.as_actor(), one.pk, figure="plan_in_force")

        assert observing.take_all(SystemActor.now()) == 1
        assert Observation.objects.get(indicator=one).inputs["place"] == county.name
        assert observing.take_figures(leader.as_actor(), one.pk) == 0

    def test_who_does_not_see_the_organisations_figures_does_not_read_them_in_its_programme(self):
        publish(self.worker, 21, 35)
        observing.link_figure(self.actor, self.one.pk, figure="plan_in_force")
        observing.take_figures(self.actor, self.one.pk)
        observing.observe(self.actor, self.one.pk, on=START, value=Decimal("12.5"))
        self.programme.is_shared = True
        self.programme.save()
        assert "21 out of 35" in self.words(f"{self.one.pk}/")

        reader = a_worker(roles=(Role.CASEWORKER,))
        self.client.force_login(reader.user)
        self.home = reader.url(f"/programme/{self.programme.pk}/indicators/")
        for page in (self.words(), self.words(f"{self.one.pk}/"), self.words(f"{self.one.pk}/observations.csv")):
            assert not re.search(r"\b(21|35|60|60\.0000|plan_in_force)\b", page)
        assert "12.5" in self.words(f"{self.one.pk}/")
        assert policies.visible_observations(reader.as_actor(), self.programme).count() == 1

    def test_an_indicator_is_added_for_the_whole_programme(self):
        self.client.post(f"{self.home}new/", {"text": "Kahvilakävijät", "unit": "perhettä", "direction": "up"})

        assert Indicator.objects.filter(text="Kahvilakävijät", measures=None).exists()

    def test_a_longer_list_takes_no_more_queries(self):
        self.get()
        few = self.queries()
        for number in range(5):
            made = indicators.add_indicator(self.actor, self.programme.pk, text=f"Mittari {number}")
            observing.observe(self.actor, made.pk, on=START, value=Decimal(1))

        assert self.queries() == few

    def test_an_indicator_of_anothers_private_measure_is_not_seen(self):
        other = a_worker()
        measure = make.a_measure(other, self.programme, is_private=True)
        hidden = indicators.add_indicator(self.actor, self.programme.pk, text="Salainen")
        hidden.measures.set([measure])

        assert hidden not in policies.visible_indicators(self.actor)
        assert self.get(f"{hidden.pk}/").status_code == 404
        assert hidden in policies.visible_indicators(SystemActor.now())

    def test_others_write_nothing(self):
        other = a_worker()
        with pytest.raises(PermissionDenied):
            observing.observe(other.as_actor(), self.one.pk, on=START, value=Decimal(1))

    def queries(self):
        with CaptureQueriesContext(connection) as made:
            self.get()
        return len(made)


def publish(worker, numerator, denominator):
    """October's figure of the worker's organisation, as it was published."""
    town = worker.organisation
    month = publish_month()
    row = PublishedMonth.objects.create(
        figure="plan_in_force", version=1, month=month, region_id=town.region_id, state="published",
        published_at=datetime(2026, 11, 1, tzinfo=HELSINKI),
    )  # fmt: skip
    PublishedCell.objects.create(
        publication=row, figure="plan_in_force", month=month, organisation=town, numerator=numerator,
        denominator=denominator,
    )  # fmt: skip


def publish_month():
    from luukku.core import clock
    from luukku.insight.rules.months import last_full

    return last_full(clock.today())
