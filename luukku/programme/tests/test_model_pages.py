"""The pages of operating models and packages as people use them, without a script."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luukku.accounts.tests.factories import a_worker
from luukku.programme.models import Indicator, ModelAdoption, OperatingModel, PackageImport
from luukku.programme.services import indicators
from luukku.programme.services.sharing import writing
from luukku.programme.tests import factories as programmes
from luukku.programme.tests import pages
from luukku.programme.tests import sharing as make

pytestmark = pytest.mark.django_db


class Desk(pages.Desk):
    def __init__(self, worker):
        super().__init__(worker, "models/")


def a_file(content):
    return SimpleUploadedFile("malli.zip", content, content_type="application/zip")


def test_a_model_is_described_read_by_a_colleague_and_published(worker):
    desk, colleague = Desk(worker), Desk(make.a_colleague(worker))

    begun = desk.post("new/", title="Kahvila", summary="Perheet tapaavat.", language="fi")
    model = OperatingModel.objects.get()
    saved = desk.post(f"{model.pk}/edit/", **make.TOLD, version="1")
    desk.post(f"{model.pk}/submit/")
    own = desk.post(f"{model.pk}/publish/", edits="2")
    assert model.versions.get().state == "in_review"
    done = colleague.post(f"{model.pk}/publish/", edits="2")

    assert begun.url.endswith(f"/programme/models/{model.pk}/edit/")
    assert (saved.status_code, own.status_code, done.status_code) == (302, 302, 302)
    assert "Sama paikka, sama aika, tulkki mukana." in Desk(a_worker()).words(f"{model.pk}/")
    assert "Avoin kahvila perheille" in colleague.words()


def test_what_is_missing_is_told_and_the_draft_stays(worker):
    model = make.a_draft_model(worker, idea="")
    desk = Desk(worker)

    answer = desk.client.post(worker.url(f"/programme/models/{model.pk}/submit/"), follow=True)

    assert "basic idea of the solution" in answer.content.decode()
    assert model.versions.get().state == "draft"


def test_a_stale_form_shows_both_texts_and_loses_nothing(worker):
    model = make.a_draft_model(worker)

    answer = Desk(worker).post(f"{model.pk}/edit/", **(make.TOLD | {"idea": "Toinen tapa."}), version="1")

    assert answer.status_code == 409
    assert "Toinen tapa." in answer.content.decode()
    assert make.TOLD["idea"] in answer.content.decode()


def test_an_error_keeps_what_was_typed(worker):
    model = make.a_draft_model(worker)

    answer = Desk(worker).post(
        f"{model.pk}/edit/", **(make.TOLD | {"contact_email": "ei osoite", "idea": "Toinen tapa."}), version="2"
    )

    assert answer.status_code == 422
    assert "Toinen tapa." in answer.content.decode()


def test_what_belongs_to_a_model_is_chosen_and_led_to(worker):
    item = make.an_item(worker)
    programme = programmes.a_programme(worker)
    indicator = indicators.add_indicator(worker.as_actor(), programme.pk, text="Kävijöitä")
    model, desk = make.a_draft_model(worker), Desk(worker)

    answer = desk.post(f"{model.pk}/parts/", items=[str(item.pk)], indicators=[str(indicator.pk)])
    again = desk.get(f"{model.pk}/parts/").content.decode()

    assert answer.status_code == 302
    assert len(re.findall(r"<input[^>]*\bchecked\b", again)) == 2
    assert f"/toolkit/{item.pk}/" in desk.get(f"{model.pk}/draft/").content.decode()


def test_a_model_is_shared_and_brought_in(worker):
    model = make.a_model(worker)
    package = Desk(worker).get(f"{model.pk}/package.zip")
    other = make.empty()
    desk = Desk(other)

    looked = desk.post("packages/", file=a_file(package.content))
    run = PackageImport.objects.get()
    page = desk.words(f"packages/{run.pk}/")
    nothing = desk.post(f"packages/{run.pk}/")
    done = desk.post(f"packages/{run.pk}/", take=[str(model.pk)])
    again = desk.post(f"packages/{run.pk}/", take=[str(model.pk)])

    assert package["Content-Disposition"] == 'attachment; filename="avoin-kahvila-perheille-1.zip"'
    assert looked.url.endswith(f"/packages/{run.pk}/")
    assert "Avoin kahvila perheille" in page
    assert "New here" in page
    assert (nothing.status_code, done.status_code, again.status_code) == (422, 302, 422)
    assert OperatingModel.objects.get().organisation == other.organisation
    assert "1 thing was brought in." in desk.words(f"packages/{run.pk}/")
    assert desk.words("packages/").count("Brought in") == 1


def test_the_same_package_once_more_offers_nothing(worker):
    package = make.export(worker, make.a_model(worker))
    desk = Desk(worker)

    desk.post("packages/", file=a_file(package))

    assert "There is nothing to bring in." in desk.words(f"packages/{PackageImport.objects.get().pk}/")


def test_a_difference_is_shown_before_it_comes_in(worker):
    model = make.a_model(worker)
    first = make.export(worker, model)
    second = make.export(worker, make.next_version(worker, model, idea="Uusi tapa."))
    other = make.empty()
    make.bring(other, first)
    run = make.look(other, second)

    page = Desk(other).words(f"packages/{run.pk}/")

    assert "A newer version of what came before" in page
    assert "Sama paikka, sama aika, tulkki mukana. Uusi tapa." in page


def test_a_refused_package_says_why(worker):
    answer = Desk(worker).post("packages/", file=a_file(b"no package"))

    assert answer.status_code == 422
    assert "it is no package" in answer.content.decode()
    assert not PackageImport.objects.exists()


def test_what_keeps_a_model_at_home_is_said_on_its_page(worker):
    model = make.a_model(worker, idea="Soita 040 123 4567.")

    answer = Desk(worker).client.get(worker.url(f"/programme/models/{model.pk}/package.zip"), follow=True)

    assert "could lead to a person" in answer.content.decode()


def test_a_model_is_taken_into_use_signed_off_and_told(worker):
    model, other = make.a_model(worker), a_worker()
    desk, colleague = Desk(other), Desk(make.a_colleague(other))

    desk.post(
        f"{model.pk}/adopt/", level="3", since_on="2.2.2026", region="Kainuu", adaptation="Iltaisin.", outcome="Hyvää."
    )
    row = ModelAdoption.objects.get()
    early = desk.get(f"{model.pk}/adoptions/{row.pk}/report.zip")
    signed = colleague.post(f"{model.pk}/adoptions/{row.pk}/sign/")
    report = desk.get(f"{model.pk}/adoptions/{row.pk}/report.zip")

    assert (early.status_code, signed.status_code, report.status_code) == (302, 302, 200)
    assert report.content.startswith(b"PK")
    assert "Iltaisin." in Desk(worker).words(f"{model.pk}/")


def test_a_day_that_can_not_be_is_told_at_its_field(worker):
    model = make.a_model(worker)

    answer = Desk(worker).post(f"{model.pk}/adopt/", level="3", since_on="1.1.2999", adaptation="Iltaisin.")

    assert answer.status_code == 422
    assert "Iltaisin." in answer.content.decode()


def test_an_own_version_of_what_came_is_begun(worker):
    content = make.export(worker, make.a_model(worker))
    other = make.empty()
    make.bring(other, content)
    copy, desk = OperatingModel.objects.get(), Desk(other)

    answer = desk.post(f"{copy.pk}/own/")

    mine = OperatingModel.objects.get(origin="")
    assert answer.url.endswith(f"/programme/models/{mine.pk}/edit/")
    assert "Own version of" in desk.words(f"{mine.pk}/")
    assert desk.get(f"{copy.pk}/edit/").status_code == 404


def test_a_new_version_is_begun_and_the_earlier_one_read(worker):
    model, desk = make.a_model(worker), Desk(worker)

    desk.post(f"{model.pk}/begin/")
    assert "A new version is being written" in desk.words(f"{model.pk}/")
    writing.save(worker.as_actor(), model.pk, edits=1, told={"idea": "Uusi tapa."})
    make.publish(worker, model)

    assert "This is an earlier version." in desk.words(f"{model.pk}/versions/1/")
    assert desk.get(f"{model.pk}/versions/9/").status_code == 404
    assert desk.get(f"{model.pk}/draft/").status_code == 404


def test_what_is_reviewed_is_given_back_from_its_page(worker):
    model, desk = make.a_draft_model(worker), Desk(worker)
    desk.post(f"{model.pk}/submit/")

    desk.post(f"{model.pk}/return/")
    twice = desk.post(f"{model.pk}/return/")

    assert (model.versions.get().state, twice.status_code) == ("draft", 302)


def test_an_owner_and_an_output_are_named(worker):
    output = programmes.an_output(programmes.a_programme(worker), "Avoin kahvila")
    model, desk = make.a_model(worker), Desk(worker)

    desk.post(f"{model.pk}/keeping/", owner=str(worker.user.pk), owner_role="Koordinaattori", output=str(output.pk))

    model.refresh_from_db()
    assert (model.owner, model.output) == (worker.user, output)
    assert "Koordinaattori" in desk.words(f"{model.pk}/")


def test_an_indicator_is_followed_from_the_models_page(worker):
    programme = programmes.a_programme(worker)
    indicator = indicators.add_indicator(worker.as_actor(), programme.pk, text="Kävijöitä")
    model = make.a_model(worker, indicators=[indicator])
    desk = Desk(worker)

    answer = desk.post(f"{model.pk}/follow/", indicator="0", programme=str(programme.pk))

    assert answer.status_code == 302
    assert Indicator.objects.filter(text="Kävijöitä").count() == 2
    assert Desk(worker).get(f"{make.a_model(worker).pk}/follow/").status_code == 404


def test_more_models_take_no_more_queries(worker):
    desk = Desk(worker)
    make.a_model(worker)
    make.a_draft_model(worker)
    few = queries_of(desk, "")
    for _number in range(6):
        make.next_version(worker, make.a_model(worker), idea="Uusi tapa.")

    assert queries_of(desk, "") == few


def test_a_model_in_use_in_many_places_takes_no_more_queries(worker):
    model, desk = make.a_model(worker, make.an_item(worker)), Desk(worker)
    make.an_adoption(worker, model)
    few = queries_of(desk, f"{model.pk}/")
    for _number in range(5):
        make.an_adoption(worker, model)

    assert queries_of(desk, f"{model.pk}/") == few


def queries_of(desk, part):
    desk.get(part)
    with CaptureQueriesContext(connection) as told:
        assert desk.get(part).status_code == 200
    return len(told)
