"""Dashboards, a figure closer, equality, and their files: what is published, and nothing else."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.core.actor import Role
from luukku.insight.tests import published as make
from luukku.insight.tests.published import AT, OCTOBER
from luukku.numbers.rules.figures import published

pytestmark = pytest.mark.django_db

WHY = "Not shown: somebody could be recognised"


@pytest.fixture
def county():
    return make.a_county()


@pytest.fixture
def leader(county):
    return make.a_leader(county)


class Desk:
    def __init__(self, worker):
        self.worker, self.client = worker, Client(raise_request_exception=True)
        self.client.force_login(worker.user)

    def get(self, path: str):
        with time_machine.travel(AT, tick=False):
            return self.client.get(self.worker.url(f"/figures/{path}"))

    def text(self, path: str) -> str:
        answer = self.get(path)
        assert answer.status_code == 200, path
        return answer.content.decode()

    @property
    def town(self) -> str:
        return f"municipality/{self.worker.organisation.pk}/"


def test_a_dashboard_answers_in_sentences_with_a_year_before_and_the_region(county, leader):
    make.a_year(county, leader.organisation)

    page = Desk(leader).text("")

    assert "64% of families have a plan in force" in page
    assert "10/2026: 64 of 100. A year before: 40%. The whole region: 50%." in page
    assert "Families whose plan was in force on the last day of the month" in page  # the definition, one tap away
    assert page.count('<svg class="ch"') == 1  # the other figures of the theme have not been published
    assert "64.0% (64 of 100)" in page  # the twin


def test_every_theme_has_its_page_and_an_unknown_one_is_the_first(leader):
    desk = Desk(leader)

    pages = {theme: desk.text(f"?theme={theme}") for theme in ("dates", "interpreting", "services", "nothing")}

    assert "Do we keep the dates that families count on?" in pages["dates"]
    assert "Is everybody understood, and do they understand us?" in pages["interpreting"]
    assert "Are our services and tools in shape?" in pages["services"]
    assert "Does every family that wants a plan have one?" in pages["nothing"]


def test_what_is_not_published_yet_says_so_and_shows_no_nought(leader):
    page = Desk(leader).text("")

    assert "Families with a plan in force: not published yet" in page
    assert ">0%" not in page
    assert '<svg class="ch"' not in page


def test_a_hidden_figure_is_said_and_drawn_as_hidden_and_explained(county, leader):
    month = make.a_month(county)
    make.a_cell(month, (None, 12), town=leader.organisation)
    make.a_cell(month, (500, 1000))

    page = Desk(leader).text("")

    assert "Families with a plan in force: not shown" in page
    assert "plan-in-force-time-p-hidden)" in page
    assert WHY in page
    assert "12" not in "".join(re.findall(r"<text[^>]*>([^<]*)<", page)).replace("12/2025", "")


def test_what_was_last_told_of_a_place_stands_until_it_is_told_anew(county, leader):
    make.a_cell(make.a_month(county, month=date(2026, 8, 1)), (8, 20), town=leader.organisation)
    make.a_cell(make.a_month(county), (None, None), town=leader.organisation)
    make.a_cell(make.a_month(county, "dates_missed", month=date(2026, 8, 1)), (8, 20), town=leader.organisation)
    make.a_cell(make.a_month(county, "dates_missed"), (None, None), town=leader.organisation)

    page = Desk(leader).text("")
    assert "40% of families have a plan in force" in page
    assert "8/2026: 8 of 20." in page
    assert "Dates set by law that were missed: not shown" in Desk(leader).text("?theme=dates")


WORLDS = ({"ar": 40, "so": 3, "fa": 4, "uk": 9}, {"ar": 40, "so": 4, "fa": 3, "uk": 9})
"""Families with a plan, of 50 in each language: they differ in what is hidden alone."""


@pytest.mark.parametrize("path", ["{town}plan_in_force/", "{town}plan_in_force/language.svg", "{town}equality/",
                                  "{town}equality.svg", "{town}equality.csv"])  # fmt: skip
def test_worlds_that_differ_in_hidden_counts_alone_can_not_be_told_apart(county, leader, path):
    month, desk, seen = make.a_month(county), Desk(leader), []

    for world in WORLDS:
        month.cells.all().delete()
        told = {one.key: (one.value, None if one.is_masked else 50) for one in published(world).cells}
        make.languages(month, leader.organisation, told)
        seen.append(shape(desk.text(path.format(town=desk.town))))

    assert "not shown" in seen[0]
    assert seen[0] == seen[1]


def shape(page: str) -> str:
    """The page without what is new each time."""
    return re.sub(r'((nonce|value|content)="|CSRFToken": ")[^"]*"', "", page)


def test_a_figure_closer_compares_units_and_languages_highest_first_and_hidden_ones_after(county, leader):
    month = make.a_month(county)
    make.a_cell(month, (60, 100), town=leader.organisation)
    make.units(month, leader.organisation, {"Keskus A": (None, None), "Keskus B": (9, 30), "Keskus C": (28, 30)})
    make.languages(month, leader.organisation, {"ar": (10, 20), "so": (15, 20)})
    desk = Desk(leader)

    page = desk.text(f"{desk.town}plan_in_force/")

    assert "Most: Keskus C 93%. Least: Keskus B 30%" in page
    assert "Most: Somali 75%. Least: Arabic 50%" in page
    drawn = [one for one in re.findall(r"<text[^>]*>([^<]*)<", page) if one.startswith("Keskus")]
    assert drawn == ["Keskus C", "Keskus B", "Keskus A"]


def test_who_leads_a_town_compares_the_towns_of_the_region_and_opens_each(county, leader):
    other = make.a_leader(county, "Tampere")
    month = make.a_month(county)
    for town, counts in ((leader.organisation, (30, 50)), (other.organisation, (20, 50))):
        make.a_cell(month, counts, town=town)
        make.languages(month, town, {"ar": (10, 20), "so": (15, 20)})
    make.a_cell(month, (50, 100))
    desk = Desk(leader)

    page = desk.text(f"working-group/{county.pk}/plan_in_force/")

    assert "Most: Nokia 60%. Least: Tampere 40%" in page
    assert f'/figures/municipality/{other.organisation.pk}/"' in page
    assert "Places and languages together" in page
    assert "40% of families have a plan in force" in desk.text(f"municipality/{other.organisation.pk}/")


def test_a_worker_of_a_unit_sees_the_unit_and_the_town_and_no_other_place(county, leader):
    unit, other = a_unit(leader.organisation, name_fi="Oma"), a_unit(leader.organisation, name_fi="Toinen")
    elsewhere = make.a_leader(county, "Tampere")
    month = make.a_month(county)
    make.a_cell(month, (9, 10), unit=unit)
    desk = Desk(a_worker(unit=unit))

    assert "90% of families have a plan in force" in desk.text("")
    assert desk.get(f"unit/{other.pk}/").status_code == 404
    assert desk.get(f"municipality/{elsewhere.organisation.pk}/").status_code == 404
    assert desk.get(f"working-group/{county.pk}/").status_code == 404
    assert desk.get(f"unit/{unit.pk}/equality/").status_code == 404
    assert desk.get(f"unit/{unit.pk}/equality.csv").status_code == 404
    assert desk.get(f"unit/{unit.pk}/toolkit_reviewed/").status_code == 404
    assert desk.get(f"unit/{unit.pk}/plan_in_force/language.csv").status_code == 404


def test_the_countys_own_people_see_the_county(county):
    worker = a_worker(county, roles=(Role.SUPERVISOR,))
    make.a_cell(make.a_month(county), (700, 1000))
    desk = Desk(worker)

    assert "70% of families have a plan in force" in desk.text("")
    assert "70% of families have a plan in force" in desk.text(f"county/{county.pk}/")


def test_who_does_not_work_with_families_sees_no_figures(county):
    desk = Desk(a_worker(county, roles=(Role.ADMINISTRATOR,)))

    assert desk.get("").status_code == 404


@pytest.mark.parametrize(
    "path", ["nothing/", "staff_trained/", "plan_in_force/time.pdf", "plan_in_force/odd.csv", "plan_in_force/both.csv"]
)
def test_what_there_is_not_is_not_found(leader, path):
    desk = Desk(leader)

    assert desk.get(f"{desk.town}{path}").status_code == 404


def test_equality_names_the_widest_difference_that_is_shown(county, leader):
    plans, interpreters = make.a_month(county), make.a_month(county, "interpreters_found")
    make.languages(plans, leader.organisation, {"ar": (12, 20), "so": (11, 20), "fi": (None, None)})
    make.languages(interpreters, leader.organisation, {"ar": (18, 20), "so": (8, 20)})
    desk = Desk(leader)

    page = desk.text(f"{desk.town}equality/")

    assert "Interpreters found when one was needed: Somali 40%, Arabic 90%" in page
    assert 'class="in-hidden">not shown' in page
    assert "nothing to count" not in page  # whether there is nobody or they are hidden is not told
    assert WHY in page


def test_equality_says_when_language_groups_fare_alike_and_when_too_few_are_told(county, leader):
    desk = Desk(leader)
    assert "There is nothing to compare yet" in desk.text(f"{desk.town}equality/")
    month = make.a_month(county)
    make.languages(month, leader.organisation, {"ar": (12, 20)})
    assert "There is nothing to compare yet" in desk.text(f"{desk.town}equality/")

    make.languages(month, leader.organisation, {"so": (None, None)})
    assert "There is too little to compare" in desk.text(f"{desk.town}equality/")
    month.cells.filter(language="so").update(numerator=11, denominator=20)
    alike = "In what can be shown, language groups differ by less than 10 percentage points"
    assert alike in desk.text(f"{desk.town}equality/")


def test_why_figures_are_hidden_is_told_once_on_a_page(county, leader):
    for key in ("plan_in_force", "services_used"):
        make.a_cell(make.a_month(county, key), (None, 12), town=leader.organisation)

    page = Desk(leader).text("")

    assert page.count("not shown</h2>") == 2
    assert len(re.findall(r"<p[^>]*>" + WHY, page)) == 1


def test_nothing_stands_under_a_heading_that_has_nothing_beside_it(county, leader):
    make.a_cell(make.a_month(county), (None, 12), town=leader.organisation)

    assert "10/2026." not in re.sub(r"<svg.*?</svg>", "", Desk(leader).text(""), flags=re.DOTALL)


def test_a_figure_leads_back_to_the_theme_from_which_it_was_opened(leader):
    desk = Desk(leader)

    page = desk.text(f"{desk.town}interpreters_found/")

    assert f'/figures/{desk.town}?theme=interpreting"' in page


def test_a_field_without_figures_is_a_dash_that_says_why_to_listeners(county, leader):
    plans, interpreters = make.a_month(county), make.a_month(county, "interpreters_found")
    make.languages(plans, leader.organisation, {"ar": (12, 20), "so": (11, 20)})
    make.languages(interpreters, leader.organisation, {"ar": (18, 20), "so": (0, 0)})
    desk = Desk(leader)

    page = desk.text(f"{desk.town}equality/")

    dash = '<td data-label="Interpreters found when one was needed" class="in-none"><span aria-hidden="true">–</span>'
    assert f'{dash}<span class="ds-sr-only">nothing to count</span></td>' in page


def test_the_print_page_is_open_everywhere(leader):
    desk = Desk(leader)

    assert '<details class="lk-more">' not in desk.text("?open=1")
    assert '<details class="lk-more" open>' in desk.text("?open=1")


def test_files_tell_what_the_page_tells(county, leader):
    make.a_year(county, leader.organisation)
    make.a_cell(make.a_month(county, "services_used"), (None, 12), town=leader.organisation)
    desk = Desk(leader)

    told = desk.get(f"{desk.town}plan_in_force/time.csv").content
    hidden = desk.get(f"{desk.town}services_used/time.csv").content.decode("utf-8-sig")
    book = desk.get(f"{desk.town}plan_in_force/time.xlsx").content
    svg = desk.get(f"{desk.town}plan_in_force/time.svg")
    png = desk.get(f"{desk.town}plan_in_force/time.png")

    assert told.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(told.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Month", "Place", "How many", "Out of how many", "Share, %", "Note"]
    assert ["10/2026", "Nokia", "64", "100", "64.0", ""] in rows
    assert ["10/2026", "Pirkanmaan hyvinvointialue", "500", "1000", "50.0", ""] in rows
    assert "10/2026;Nokia;;;;not shown" in hidden
    assert "64% of families" in zipfile.ZipFile(io.BytesIO(book)).read("xl/sharedStrings.xml").decode()
    assert etree.fromstring(svg.content).findtext("{http://www.w3.org/2000/svg}title").startswith("64% of families")
    assert svg.headers["Content-Disposition"] == 'attachment; filename="Nokia-plan_in_force-time.svg"'
    assert png.content.startswith(b"\x89PNG")


def test_equality_leaves_as_files_too(county, leader):
    make.languages(make.a_month(county), leader.organisation, {"ar": (12, 20), "so": (11, 20)})
    desk = Desk(leader)

    told = desk.get(f"{desk.town}equality.csv").content.decode("utf-8-sig")

    assert "Arabic;Families with a plan in force;12;20;60.0;" in told
    assert desk.get(f"{desk.town}equality.svg").status_code == 200
    assert desk.get(f"{desk.town}equality.exe").status_code == 404


@pytest.mark.parametrize("path", ["", "working-group/{county}/plan_in_force/", "{town}equality/"])
def test_the_database_is_asked_as_often_whatever_the_size(county, leader, path):
    desk = Desk(leader)
    where = path.format(town=desk.town, county=county.pk)
    fill(county, leader.organisation, towns=2, languages={"ar", "so"})
    desk.text(where)
    few = asked(desk, where)

    fill(county, make.a_leader(county, "Lempäälä").organisation, towns=12, languages={"fa", "uk", "ru"}, months=6)

    assert asked(desk, where) == few
    assert few <= 60


def fill(county, town, *, towns: int, languages: set[str], months: int = 1) -> None:
    for back in range(months):
        held = make.months.shifted(OCTOBER, -back)
        month = make.PublishedMonth.objects.filter(month=held, figure="plan_in_force").first()
        month = month or make.a_month(county, month=held)
        for number in range(towns):
            place = town if not number else make.a_leader(county, f"{town.name_fi} {number}").organisation
            make.a_cell(month, (20 + number, 50), town=place)
            make.languages(month, place, dict.fromkeys(languages, (10, 20)))


def asked(desk: Desk, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        desk.text(path)
    return len(queries)


def test_the_navigation_leads_there_for_who_may_see(leader, county):
    page = Desk(leader).text("")

    assert re.search(r'aria-current="page"[^>]*>\s*Figures', page)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_numbers_are_written_as_the_reader_does(county, leader, language):
    make.a_year(county, leader.organisation)
    leader.user.language = language
    leader.user.save()

    page = Desk(leader).text("")

    assert "64,0\xa0% (64" in page
    assert "25\xa0%</text>" in page
