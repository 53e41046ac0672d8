"""Subjects that count mostly the same people: what differs by a few is not told, in whichever order they come."""

from dataclasses import replace

import pytest

from luukku.core.actor import SystemActor
from luukku.numbers.models import Publication
from luukku.numbers.rules.linking import Beside, Seen, near_beside, told_groups
from luukku.numbers.services import publish_table, published_table, work_on
from luukku.numbers.services.checking import check_numbers
from luukku.numbers.services.tables import table_of
from luukku.numbers.tests.tables import flat, table

PLACES = ("a", "b", "c", "d")


def month(*counts, places=PLACES):
    """How many of each place have it, and how many have not."""
    values = [some for some, _others in counts] + [others for _some, others in counts]
    return table(flat("outcome", "in", "out"), flat("place", *places), values=values)


BEFORE = month((20, 10), (30, 30), (40, 40), (50, 50))


def shown(one, *hidden):
    return Seen(one, frozenset(key for key in one.values if key[1] not in hidden))


def near(one, *ways):
    return {key[1] for key in near_beside(one, "outcome", ways)}


def test_a_place_that_stayed_or_moved_by_enough_is_told():
    known = [told_groups([shown(BEFORE)], "outcome")]

    assert near(BEFORE, known) == set()
    assert near(month((25, 10), (30, 30), (40, 40), (50, 45)), known) == set()


def test_a_place_into_which_one_came_is_hidden_with_all_its_outcomes():
    known = [told_groups([shown(BEFORE)], "outcome")]
    now = month((21, 10), (30, 30), (40, 40), (54, 46))

    assert near_beside(now, "outcome", [known]) == frozenset(
        (outcome, place) for outcome in ("all", "in", "out") for place in ("a", "d", "all")
    )


def test_the_nearest_that_was_told_counts_each_way_and_what_is_hidden_counts_too():
    first, hidden = told_groups([shown(BEFORE)], "outcome"), told_groups([shown(BEFORE, *PLACES, "all")], "outcome")
    later = told_groups([shown(month((29, 10), (30, 30), (40, 40), (50, 50)))], "outcome")

    assert hidden == {}
    assert near(month((23, 10), (30, 30), (40, 40), (50, 50)), [hidden, first]) == {"a", "all"}
    assert near(month((26, 10), (30, 30), (40, 40), (50, 50)), [first], [later]) == {"a", "all"}
    half = Seen(BEFORE, frozenset({("in", "a")}))
    assert near(month((20, 11), (30, 30), (40, 40), (50, 50)), [told_groups([half], "outcome")]) == {"a"}
    both = told_groups([shown(BEFORE), shown(month((40, 10), (30, 30), (40, 40), (50, 50)))], "outcome")
    assert near(month((38, 10), (30, 30), (40, 40), (50, 50)), [both]) == {"a", "all"}


def test_a_place_into_which_one_family_of_many_came_is_hidden():
    def of_families(one, families):
        return replace(one, cases={key: families if key[1] == "a" else count for key, count in one.values.items()})

    known = [told_groups([shown(of_families(BEFORE, 12))], "outcome")]
    now = month((26, 10), (30, 30), (40, 40), (50, 50))

    assert near(of_families(now, 13), known) == near(of_families(now, 12), known) == {"a"}
    assert near(of_families(now, 17), known) == set()


@pytest.mark.django_db
def test_of_how_many_families_a_count_is_is_kept_with_the_table():
    cases = {key: count // 2 for key, count in BEFORE.values.items()}
    asked = ask("2026-09", replace(BEFORE, cases=cases))

    assert table_of(asked).cases == cases
    assert ask("2026-09", replace(BEFORE, cases=cases)).pk == asked.pk


@pytest.mark.django_db
def test_the_check_replays_what_months_tell_of_each_other():
    published("2026-10", month((21, 10), (30, 30), (40, 40), (50, 50)))
    september = published("2026-09", BEFORE)

    assert published_table("test.stock", "2026-10", "places").of("all", "a").value == 31
    assert published_table("test.stock", "2026-09", "places").of("all", "a").value is None
    assert check_numbers() == (2, [])

    for cell in september.cells:
        cell["value"] = BEFORE.values[tuple(cell["key"])]
    september.save()
    assert {one.problem for one in check_numbers()[1]} == {"differs by a few from a subject beside it"}


@pytest.mark.django_db
def test_a_table_that_looks_at_no_other_month_may_tell_its_total_each_month():
    for subject, one in (("2026-10", month((21, 10), (30, 30), (40, 40), (50, 50))), ("2026-09", BEFORE)):
        total = table(flat("outcome", "in", "out"), values=[one.values["in", "all"], one.values["out", "all"]])
        work_on(SystemActor.now(), ask(subject, total, "whole", None).pk)
        published(subject, one)

    assert published_table("test.stock", "2026-09", "whole").of("all").value == 270
    assert check_numbers() == (4, [])


BESIDE = Beside("outcome", (("2026-09",), ("2026-10",)))


def ask(subject, one, name="places", beside=BESIDE):
    return publish_table(SystemActor.now(), one, source="test.stock", subject=subject, name=name, beside=beside)


def published(subject, one):
    found = work_on(SystemActor.now(), ask(subject, one).pk)
    assert found.state == Publication.State.PUBLISHED
    return found
