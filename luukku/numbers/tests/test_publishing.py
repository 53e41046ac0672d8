"""Tables are published once, beside everything that readers have already, and every output reads the same."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from luukku.core.actor import SystemActor
from luukku.numbers import jobs
from luukku.numbers.models import Publication
from luukku.numbers.rules.tables import Safety, Table, Zeros
from luukku.numbers.services import Figure, publish_table, published_table, work_on
from luukku.numbers.services.checking import check_numbers
from luukku.numbers.services.tables import table_of
from luukku.numbers.tests.tables import ROWS, flat, four_cells, table

pytestmark = pytest.mark.django_db

SUBJECT = {"source": "test.families", "subject": "2026-11"}


def ask(one, name="sectors", **more):
    return publish_table(SystemActor.now(), one, name=name, **(SUBJECT | more))


def published(one, name="sectors", **more):
    return work_on(SystemActor.now(), ask(one, name, **more).pk)


def read(name="sectors"):
    return published_table(SUBJECT["source"], SUBJECT["subject"], name)


def changed(one, **counts):
    told = dict(one.counts)
    for key, value in counts.items():
        told[tuple(key.split("_"))] += value
    return Table(one.dimensions, told, safety=one.safety)


def by_language(tampere, nokia, hame):
    places, languages = flat("municipality", *ROWS), flat("language", "ar", "ru", "so")
    return table(places, languages, values=[*tampere, *nokia, *hame])


def test_a_table_is_published_by_a_job_and_read_from_then_on():
    asked = ask(four_cells())

    assert asked.state == Publication.State.WAITING
    assert read() is None
    job = ProcrastinateJob.objects.get(task_name="numbers.publish")
    jobs.publish(**job.args)
    found = read()

    assert found.of("Nokia", "koulu") == Figure("Nokia/koulu", None)
    assert {key for key, figure in found.figures.items() if figure.is_masked} == {
        ("Nokia", "neuvola"),
        ("Nokia", "koulu"),
        ("Hämeenkyrö", "neuvola"),
        ("Hämeenkyrö", "koulu"),
    }
    assert found.of("Tampere").value == 43
    assert found.of().value == 85
    with pytest.raises(KeyError):
        found.of("Turku")
    assert check_numbers() == (1, [])


def test_run_twice_a_table_is_published_once():
    asked = ask(four_cells())
    first = work_on(SystemActor.now(), asked.pk)

    assert work_on(SystemActor.now(), asked.pk) is None
    asked.refresh_from_db()
    assert asked.published_at == first.published_at


def test_the_same_counts_asked_for_again_are_the_same_edition():
    asked = ask(four_cells())

    assert ask(four_cells()) == asked
    assert ask(four_cells(), subject="2026-12").edition == 1


def test_a_linked_table_hides_what_another_hides_and_gives_nothing_away():
    """Both tables tell of the same municipalities; their totals are the same cells."""
    published(four_cells())

    linked = published(by_language((30, 9, 4), (12, 6, 3), (11, 8, 2)), "languages")

    assert linked.state == Publication.State.PUBLISHED
    assert read("languages").of("Nokia").value == 21
    assert check_numbers() == (2, [])


def test_a_later_edition_that_differs_by_a_few_people_is_refused_and_the_earlier_stays():
    published(four_cells())

    later = published(changed(four_cells(), Tampere_sos=1))

    assert (later.state, later.refusal) == (Publication.State.REFUSED, Publication.Refusal.NEAR_EARLIER)
    assert read().edition == 1


def test_a_later_edition_that_differs_by_enough_people_is_published():
    published(four_cells())

    later = published(changed(four_cells(), Tampere_sos=7))

    assert later.state == Publication.State.PUBLISHED
    assert (read().edition, read().of("Tampere", "sos").value) == (2, 15)
    assert check_numbers() == (2, [])


def test_what_was_hidden_stays_hidden_when_the_rules_are_loosened():
    published(four_cells())
    loose = Table(four_cells().dimensions, four_cells().counts, safety=Safety(3, 3))

    published(loose)

    assert read().of("Nokia", "koulu").is_masked
    assert check_numbers() == (2, [])


def test_a_table_that_an_earlier_one_gives_away_is_refused():
    """Five answers were told; who said "no" can't be hidden beside who said "yes" any more."""
    asked = flat("group", "a", "b")
    published(table(asked, values=[5, 20], zeros=Zeros.PROTECT))

    later = published(table(asked, flat("answer", "yes", "no"), values=[4, 1, 20, 0], zeros=Zeros.PROTECT), "answers")

    assert (later.state, later.refusal) == (Publication.State.REFUSED, Publication.Refusal.EXPOSED)
    assert read("answers") is None


def test_the_check_finds_a_table_that_was_changed_by_hand():
    publication = published(four_cells())
    for cell in publication.cells:
        if cell["key"] == ["Nokia", "neuvola"]:
            cell["value"] = 6
        if cell["key"] == ["Tampere", "vaka"]:
            cell["value"] = 10
    publication.save()

    count, findings = check_numbers()

    assert count == 1
    told = {finding.problem for finding in findings}
    assert told == {"can be placed too closely", "shown with another count than was counted"}
    assert any("koulu" in finding.cell for finding in findings)


def test_an_edition_is_read_as_it_was_until_the_next_is_published():
    published(four_cells())
    waiting = ask(changed(four_cells(), Tampere_sos=9))

    assert waiting.state == Publication.State.WAITING
    assert read().edition == 1
    assert str(waiting) == "test.families 2026-11 sectors 2"
    assert waiting.created_at - timedelta(minutes=5) < read().published_at


def leak(publication, *keys):
    """What no reader should see is shown: somebody changed the row, or the service was passed by."""
    for cell in publication.cells:
        if tuple(cell["key"]) in keys:
            cell["value"] = table_of(publication).values[tuple(cell["key"])]
    publication.save()


def test_the_check_finds_what_two_linked_tables_tell_together():
    """Each alone is safe: three rows of which two are hidden; together they tell the total that both hide."""
    languages = by_language((30, 9, 4), (12, 6, 3), (11, 8, 2))
    published(four_cells())
    linked = published(languages, "languages")
    hidden = [tuple(cell["key"]) for cell in linked.cells if cell["value"] is None]
    assert check_numbers() == (2, [])

    leak(linked, hidden[0])

    count, findings = check_numbers()
    assert count == 2
    assert {finding.problem for finding in findings} == {"can be placed too closely"}


def test_the_check_finds_what_an_edition_tells_of_one_before():
    """The same counts, once hidden and then shown: whoever kept both has them."""
    published(four_cells())
    later = published(Table(four_cells().dimensions, four_cells().counts, safety=Safety(3, 3)))
    assert check_numbers() == (2, [])

    leak(later, ("Nokia", "neuvola"))

    _count, findings = check_numbers()
    assert any("Nokia" in finding.cell and "koulu" in finding.cell for finding in findings)
