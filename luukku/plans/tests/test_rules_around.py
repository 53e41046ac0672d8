"""Rules around a plan's texts: what is asked, how long plans last, what a translation is worth, what changed."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.casework.law.clocks import day_rules, rule_on
from luukku.casework.rules.counting import count
from luukku.plans.law.periods import limits, limits_on, place_law_on
from luukku.plans.rules import childhood, duration, translated, wordings
from luukku.plans.rules.childhood import Asked
from luukku.plans.rules.compare import Kind, compare
from luukku.plans.rules.content import (
    ActionContent,
    AuthorContent,
    GoalContent,
    OtherPlanContent,
    PartContent,
    PlanContent,
    Text,
    TopicContent,
    canonical,
)
from luukku.plans.rules.duration import Bite
from luukku.plans.rules.translated import Made, Standing
from luukku.plans.rules.wordings import Mark

ROW = UUID(int=5)
DAY = date(2026, 11, 22)
LAW = limits()[0]


@pytest.mark.parametrize(
    ("born", "day", "left_out"),
    [
        (date(2025, 1, 9), DAY, {Asked.SCHOOL}),
        (date(2021, 12, 31), DAY, {Asked.SCHOOL}),
        (date(2020, 12, 31), date(2025, 12, 31), {Asked.SCHOOL}),
        (date(2020, 12, 31), date(2026, 1, 1), set()),
        (date(2019, 1, 1), date(2026, 7, 31), set()),
        (date(2019, 12, 31), date(2026, 8, 1), {Asked.EARLY_EDUCATION}),
        (date(2010, 5, 4), DAY, {Asked.EARLY_EDUCATION}),
        (None, DAY, set()),
    ],
)
def test_what_is_asked_about_a_child_fits_the_age(born, day, left_out):
    assert set(Asked) - set(childhood.topics_for(born, day)) == left_out


def test_own_words_answer_for_the_opinion_and_nothing_else():
    still = childhood.unasked(date(2022, 1, 1), DAY, ["health"], has_own_words=True)

    assert still == (Asked.EARLY_EDUCATION, Asked.HOBBIES)


@pytest.mark.parametrize(
    ("place_from", "is_sudden", "by"),
    [
        (date(2027, 8, 1), False, date(2027, 4, 1)),
        (date(2027, 6, 30), False, date(2027, 2, 28)),
        (date(2028, 6, 30), False, date(2028, 2, 29)),
        (date(2027, 1, 31), False, date(2026, 9, 30)),
        (date(2027, 1, 10), True, date(2026, 12, 27)),
        (date(2010, 5, 1), False, date(2010, 1, 1)),
    ],
)
def test_a_place_is_applied_for_four_months_or_two_weeks_before(place_from, is_sudden, by):
    assert childhood.apply_by(place_from, place_law_on(place_from), is_sudden=is_sudden) == by


def test_the_time_of_integration_plans_is_counted_from_the_first():
    times = duration.time_of(date(2025, 3, 31), LAW)

    assert (times.first_until, times.total_until, times.latest_until) == (
        date(2026, 3, 31), date(2027, 3, 31), date(2027, 3, 31),
    )  # fmt: skip


@pytest.mark.parametrize("ground", LAW.grounds)
def test_a_ground_gives_two_years_more_and_illness_its_days(ground):
    times = duration.time_of(date(2025, 3, 31), LAW, ground=ground, added_days=30)

    assert (times.total_until, times.latest_until) == (date(2027, 4, 30), date(2029, 4, 30))


def test_no_other_ground_is_known():
    with pytest.raises(ValueError, match="No such ground"):
        duration.time_of(DAY, LAW, ground="mood")


@pytest.mark.parametrize("first", [date(2024, 5, 1), date(2024, 12, 31)])
def test_a_plan_begun_under_the_older_act_gets_no_limit_of_the_new_one(first):
    assert limits_on(first) is None
    assert limits_on(date(2025, 1, 1)) is limits()[0]


def test_the_extension_counts_from_the_end_of_the_two_years_on_the_page_and_on_the_clock():
    first = date(2025, 3, 31)
    plans_end, extension = rule_on("plans_end", first), rule_on("extension_ends", first)

    ends_on = count(plans_end, first, days=day_rules()).due_on

    times = duration.time_of(first, LAW, ground="home_care")
    assert (times.total_until, times.latest_until) == (ends_on, count(extension, ends_on, days=day_rules()).due_on)
    assert extension.ahead


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "has_ground", "day", "bites"),
    [
        (date(2026, 1, 1), date(2027, 1, 1), False, date(2026, 2, 1), ()),
        (date(2026, 1, 1), date(2027, 1, 2), False, date(2026, 2, 1), (Bite.FIRST_TOO_LONG,)),
        (date(2027, 1, 1), date(2028, 1, 2), False, date(2027, 2, 1), (Bite.NEEDS_GROUND,)),
        (date(2027, 1, 1), date(2028, 1, 2), True, date(2027, 2, 1), (Bite.PAST_LATEST,)),
        (date(2027, 1, 1), date(2028, 1, 1), False, date(2027, 12, 1), (Bite.ENDS_SOON,)),
        (None, None, False, date(2026, 2, 1), ()),
    ],
)
def test_the_limits_bite_where_the_days_touch_them(valid_from, valid_until, has_ground, day, bites):
    first = date(2026, 1, 1)
    found = duration.bites(
        duration.time_of(first, LAW), valid_from=valid_from, valid_until=valid_until, first_from=first,
        has_ground=has_ground, day=day,
    )  # fmt: skip

    assert found == bites


def made(source="Hei", target="Hei hei", maker="worker", checked=""):
    return Made(translated.wording_hash(source), translated.wording_hash(target), maker, checked)


@pytest.mark.parametrize(
    ("source", "target", "how", "standing"),
    [
        ("", "", None, Standing.NOTHING_TO_TRANSLATE),
        ("", "Hei hei", None, Standing.NOTHING_TO_TRANSLATE),
        ("Hei", " ", None, Standing.MISSING),
        ("Hei", "Hei hei", None, Standing.UNKNOWN),
        ("Hei", "Muu", made(), Standing.UNKNOWN),
        ("Hei", "Hei hei", made(), Standing.DRAFT),
        ("Hei", "Hei hei", made(maker="machine"), Standing.DRAFT),
        ("Hei", "Hei hei", made(maker="interpreter"), Standing.UNCHECKED),
        ("Hei!", "Hei hei", made(maker="agency"), Standing.OUTDATED),
        ("Hei", "Hei hei", made(maker="unknown"), Standing.UNKNOWN),
        ("Hei!", "Hei hei", made(maker="unknown"), Standing.OUTDATED),
        ("Hei", "Hei hei", made(checked=translated.pair_hash("Hei", "Hei hei")), Standing.CHECKED),
        ("Hei!", "Hei hei", made(checked=translated.pair_hash("Hei", "Hei hei")), Standing.OUTDATED),
    ],
)
def test_a_translation_is_worth_what_is_known_about_it(source, target, how, standing):
    assert translated.standing(source, target, how) is standing


TEXTS = st.text(alphabet="abc åäöسلام 孩子.\n", max_size=60)


@given(before=TEXTS, after=TEXTS)
def test_pieces_joined_give_both_texts_back(before, after):
    old, new = wordings.pieces(before, after)

    assert "".join(piece.text for piece in old) == before
    assert "".join(piece.text for piece in new) == after
    assert all(piece.mark is not Mark.CAME for piece in old)
    assert all(piece.mark is not Mark.WENT for piece in new)


def test_one_changed_word_is_marked_and_the_rest_stays():
    old, new = wordings.pieces("Menen kurssille maanantaina aamulla", "Menen kurssille tiistaina aamulla")

    assert [piece.text for piece in old if piece.mark is Mark.WENT] == ["maanantaina"]
    assert [piece.text for piece in new if piece.mark is Mark.CAME] == ["tiistaina"]


def test_a_long_text_is_shown_whole():
    old, new = wordings.pieces("sana " * 90, "sana " * 89 + "muu")

    assert (len(old), len(new)) == (1, 1)


STEP = ActionContent(Text("aloittaa kurssin", "x"), doer_other="Zahra")
PART = PartContent("shared", None, goals=(GoalContent(Text("Opin suomea.", "y"), (STEP,)),))
EMPTY = PlanContent("fi", "ar", Text("Hei", "z"), (PART,))
SERVED = ActionContent(Text("aloittaa kurssin", "x"), DAY, doer_other="Zahra", service="Opisto")
FULL_PART = PartContent(
    "shared",
    None,
    goals=(GoalContent(Text("Opin suomea.", "y"), (SERVED,)),),
    topics=(TopicContent("school", True, Text("Syksyllä.", "s"), DAY),),
    other_plans=(OtherPlanContent("school", "", "Koulu", "", DAY, DAY, Text("a", "b"), Text("c", "d")),),
)
FULL = PlanContent(
    "fi",
    "ar",
    Text("Hei", "z"),
    (FULL_PART,),
    lasts_until=DAY,
    sources=Text("Perhe.", "p"),
    authors=(AuthorContent("Leena"),),
)


def test_a_difference_counts_what_came_went_and_changed():
    opening, shared = compare(EMPTY, FULL)
    back = compare(FULL, EMPTY)[1]

    assert (opening.tally.came, shared.tally.came, shared.tally.rewritten) == (3, 2, 1)
    assert (back.tally.went, back.tally.rewritten) == (2, 1)
    assert {change.after.kind for change in shared.changes if change.has_come and change.after} == {
        Kind.TOPIC, Kind.OTHER_PLAN,
    }  # fmt: skip


TITLES = st.lists(st.sampled_from(["Opin suomea.", "Opin suomea kotona.", "Uin.", "Luen."]), max_size=5)


def goals_called(titles):
    return tuple(GoalContent(Text(one, "")) for one in titles)


@given(before=TITLES, after=TITLES)
def test_every_sentence_of_both_versions_stands_once_in_the_difference(before, after):
    older, newer = (
        PlanContent("fi", "ar", Text("", ""), (PartContent("shared", None, goals=goals_called(titles)),))
        for titles in (before, after)
    )

    changes = compare(older, newer)[1].changes

    assert sorted(change.before.text.worker for change in changes if change.before) == sorted(before)
    assert [change.after.text.worker for change in changes if change.after] == after


def test_a_plan_without_anything_new_keeps_its_first_seal_and_a_fuller_one_gets_its_own_form():
    assert '"form":1' in canonical(EMPTY)
    assert '"form":2' in canonical(FULL)
    assert '"topics"' not in canonical(EMPTY)


def test_texts_are_told_from_the_language_they_were_said_in():
    from luukku.plans.rules.content import WordsContent

    said = PartContent("adult", ROW, words=(WordsContent(ROW, Text("suomeksi", "عربي"), ref=ROW),), ref=ROW)
    only_ours = PartContent("adult", ROW, words=(WordsContent(ROW, Text("suomeksi", ""), ref=ROW),))

    told = translated.texts_of(PlanContent("fi", "ar", Text("", ""), (said,)), ROW)
    ours = translated.texts_of(PlanContent("fi", "ar", Text("", ""), (only_ours,)), ROW)

    assert (told[(ROW, "text")].source, told[(ROW, "text")].is_from_family) == ("عربي", True)
    assert (ours[(ROW, "text")].source, ours[(ROW, "text")].is_from_family) == ("suomeksi", False)
    assert translated.texts_of(PlanContent("fi", "fi", Text("a", ""), (said,)), ROW) == {}


def test_what_has_no_row_of_its_own_yet_has_no_translation_to_follow():
    goal = GoalContent(Text("Opin suomea.", ""), actions=())
    other = OtherPlanContent("care", "Hoitosuunnitelma", "Terveysasema", says=Text("Käy joka kuukausi.", ""))
    part = PartContent("shared", None, view=Text("Yhdessä.", ""), goals=(goal,), other_plans=(other,))

    told = translated.texts_of(PlanContent("fi", "ar", Text("Hei", ""), (part,)), ROW)

    assert set(told) == {(ROW, "greeting"), (ROW, "sources")}
