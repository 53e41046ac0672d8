"""The demo region: forty families with a worker each, loaded once, true to the product's rules."""

import json
import unicodedata
from datetime import date, datetime, timedelta
from importlib.resources import files

import pytest
from django.db import transaction
from django.utils import translation

from luukku.accounts.models import Membership, Organisation, User
from luukku.audit.check import check_trail
from luukku.casework.models import AddressProtection, Case, FamilyMembership, Meeting, Person, ResponsibleWorker
from luukku.core.clock import HELSINKI, helsinki_day
from luukku.language.languages import FAMILY_LANGUAGES
from luukku.plans.models import FamilyPlan
from luukku.portal.models import Entry
from luukku.project import demo
from luukku.project.demo import region as places
from luukku.project.demo import stories, texts, untold
from luukku.project.demo.loading import load
from luukku.project.demo.tour import steps
from luukku.surveys.models import Assessment, Comparability, Finding, OpenAnswer, Wave
from luukku.surveys.rules.criteria import Status
from luukku.surveys.services import assessing
from luukku.toolkit.models import Adoption, ItemVersion, ToolkitItem, TranslationEdition
from luukku.toolkit.rules.blocks import CARDS, Kind
from luukku.toolkit.services.cards import cards_of
from tests.database import undone

NOW = datetime(2026, 11, 23, 7, 40, tzinfo=HELSINKI)


@pytest.fixture(scope="module")
def region(django_db_setup, django_db_blocker):
    """The region as loaded on one morning, in a transaction that is undone when this module is done."""
    with django_db_blocker.unblock(), undone():
        yield load(NOW)


def test_forty_families_and_fifteen_people_are_loaded(region):
    assert (region.families, region.made) == (40, 40)
    assert len(region.people) == 15
    assert Membership.objects.values("user").distinct().count() >= 15


def test_the_toolkit_has_forty_items_half_of_them_in_three_more_languages(region):
    items = ToolkitItem.objects.readable()
    languages = [
        set(TranslationEdition.objects.filter(version__item=item).values_list("language", flat=True)) for item in items
    ]

    assert items.count() >= 41
    assert sum(len(spoken) >= 3 for spoken in languages) * 2 >= len(languages)
    assert {"sv", "en", "ar", "ru", "so", "uk", "fa"} <= set().union(*languages)


def test_the_first_toolkit_is_due_for_review_and_its_owner_has_ended(region):
    first = ToolkitItem.objects.get(origin_on=date(2018, 9, 10))

    assert first.state == ToolkitItem.State.DUE
    assert first.ownerships.get().ends_on == date(2020, 12, 31)
    assert ToolkitItem.objects.without_owner_on(helsinki_day(NOW)).filter(pk=first.pk).exists()


def test_texts_of_the_toolkit_show_pictures_cards_and_sections_of_the_law(region):
    texts = ItemVersion.objects.published().filter(item__in=ToolkitItem.objects.readable())
    blocks = [block for version in texts for block in version.content]
    shown = cards_of([block.ref for block in blocks if block.kind in CARDS], "ar")
    rights = Entry.objects.get(title="حقوق الطفل بالصور والكلمات")

    kinds = {block.kind for block in blocks}
    assert kinds >= {Kind.PICTURE, Kind.CARD, Kind.CONTACT, Kind.CALLOUT, Kind.STEPS, Kind.HEADING}
    assert len(shown) == sum(block.kind in CARDS for block in blocks) > 0
    assert {block.law for block in blocks if block.law} == {"434/2003, 26 §", "1325/2014, 8 §"}
    assert [block["alt"][:4] for block in rights.blocks if block["kind"] == "picture"] == ["رسم:"]


def test_a_working_group_has_asked_heard_and_told_back_and_asks_again(region):
    rounds = Wave.objects.filter(organisation__name_fi="Pirkanmaan hyvinvointialue").order_by("created_at")
    told = [one for one in rounds if one.state == Wave.State.PUBLISHED]
    heard = Finding.objects.filter(wave__in=told, tone=Finding.Tone.MEND)

    assert [one.state for one in rounds] == ["published", "published", "open"]
    assert all(one.told_back_at for one in told)
    assert heard.count() == 2
    assert all(one.action and one.due_on for one in heard)
    assert {one.wave.name: one.progress for one in heard} == {"Syksy 2025": "assessed", "Kevät 2026": ""}
    assert Comparability.objects.get().is_comparable
    assert not OpenAnswer.objects.filter(redacted__contains="Liisa").exists()


def test_four_centres_have_looked_at_themselves_and_gaps_have_names(region):
    statuses = [
        status
        for row in Assessment.objects.prefetch_related("answers__evidence")
        for status in assessing.statuses_of(row, helsinki_day(NOW)).values()
    ]

    assert Assessment.objects.count() == 4
    assert {Status.MET, Status.TOO_LOW, Status.NO_EVIDENCE, Status.OLD_EVIDENCE} <= set(statuses)


def test_municipalities_are_on_their_way_with_the_toolkit(region):
    steps = Adoption.objects.values_list("organisation__name_fi", "stage")

    assert len({name for name, _stage in steps}) >= 3
    assert {stage for _name, stage in steps} == {"told", "trained", "in_use"}


def test_loading_again_changes_nothing(region):
    before = (Case.objects.count(), Person.objects.count(), FamilyPlan.objects.count(), Meeting.objects.count())

    again = load(NOW)

    assert again.made == 0
    assert (Case.objects.count(), Person.objects.count(), FamilyPlan.objects.count(), Meeting.objects.count()) == before


def test_no_active_case_is_without_exactly_one_responsible_worker(region):
    day = helsinki_day(NOW)

    counts = {case.pk: ResponsibleWorker.objects.on(day).filter(case=case).count() for case in Case.objects.active()}

    assert set(counts.values()) == {1}


def test_every_family_worker_has_meetings_today_and_one_misses_an_interpreter(region):
    today = Meeting.objects.on_day(helsinki_day(NOW))

    workers = set(today.values_list("case__responsible_workers__user__email", flat=True))

    assert {"maija@luukku.example", "petri@luukku.example", "ilona@luukku.example"} <= workers
    assert today.filter(interpreter_state=Meeting.InterpreterState.MISSING).exists()


def test_a_later_start_moves_the_meetings_of_that_day_to_its_own(region):
    later = NOW + timedelta(days=9)
    moved = Meeting.objects.on_day(helsinki_day(NOW)).filter(held_at=None).count()

    with transaction.atomic():
        load(later)
        there = Meeting.objects.on_day(helsinki_day(later)).filter(held_at=None).count()
        transaction.set_rollback(True)

    assert moved > 0
    assert there >= moved


def test_every_stage_of_a_plan_is_there(region):
    states = set(FamilyPlan.objects.values_list("state", flat=True))

    assert states == {"draft", "offered", "in_force", "superseded", "ended"}


def test_three_families_or_more_have_a_protected_address(region):
    protected = AddressProtection.objects.values("person__memberships__family").distinct().count()

    assert protected >= 3


def test_one_child_has_two_homes(region):
    children = FamilyMembership.objects.filter(role=FamilyMembership.Role.CHILD).values_list("person", flat=True)

    assert len(children) > len(set(children))


def test_every_family_language_is_spoken(region):
    spoken = set(Person.objects.values_list("contact_language", flat=True))

    assert set(FAMILY_LANGUAGES) <= spoken
    assert len(spoken) > len(FAMILY_LANGUAGES)


def test_pirkanmaa_has_its_municipalities_and_two_reception_centres(region):
    county = Organisation.objects.get(kind=Organisation.Kind.WELLBEING_COUNTY, official_code="08")

    assert county.within_county.filter(kind=Organisation.Kind.MUNICIPALITY).count() == 23
    assert Organisation.objects.filter(kind=Organisation.Kind.RECEPTION_CENTRE).count() == 2


def test_the_trail_of_the_stories_is_whole(region):
    lines, findings = check_trail()

    assert findings == []
    assert lines > 1000


def test_demo_people_sign_in_with_a_second_factor(region):
    people = User.objects.filter(email__endswith="@luukku.example")

    assert people.count() == 15
    assert all(person.authenticator_set.filter(type="totp").exists() for person in people)


def test_families_to_count_come_where_no_unit_of_a_supervisor_is_and_have_no_meetings_to_come(region):
    known = places.load_region()
    led = set(Membership.objects.filter(role="supervisor").values_list("unit_id", flat=True)) - {None}

    sheet = untold.rows(known, NOW)

    cases = [row.split("\t") for row in sheet.lines["casework_case"]]
    assert len(cases) == sum(families for _organisation, _unit, families in untold.PLACES)
    assert {row[4] for row in cases} <= {str(one.pk) for one in known.organisations.values()}
    assert not {row[5] for row in cases} & {str(unit) for unit in led}
    assert not [row for row in sheet.lines["casework_meeting"] if row.endswith("\\N")]
    assert len({row.split("\t")[4] for row in sheet.lines["accounts_user"]}) == len(sheet.lines["accounts_user"])


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_tour_has_its_steps_in_every_interface_language(language):
    with translation.override(language):
        told = steps()

    assert 8 <= len(told) <= 10
    assert all(step.title and step.do and step.notice for step in told)


def test_texts_are_clean_and_whole_in_every_language():
    for language in FAMILY_LANGUAGES:
        told = texts.words(language)
        assert set(told["threads"]) == {thread.code for thread in texts.threads()}
        for thread in texts.threads():
            assert len(told["threads"][thread.code]["do"]) == len(thread.doers), (language, thread.code)
    for path in _data_files():
        text = path.read_text(encoding="utf-8")
        assert "\ufffd" not in text, path.name
        assert unicodedata.is_normalized("NFC", text), path.name
        assert json.loads(text)


def test_demo_people_are_told_in_three_languages():
    told = json.loads(files(demo).joinpath("people.json").read_text(encoding="utf-8"))

    assert all(set(person[words]) == {"fi", "sv", "en"} for person in told for words in ("title", "story"))


def test_families_names_are_all_different():
    names = [(told["organisation"], told["name"]) for told in stories.told_families()]

    assert len(names) == len(set(names)) == 40


def _data_files():
    folder = files(demo)
    yield from (folder.joinpath(name) for name in ("people.json", "region.json"))
    for part in ("blocks", "families"):
        yield from (path for path in folder.joinpath(part).iterdir() if path.name.endswith(".json"))
