"""Models travel from county to county in packages, and come back as they left."""

import io
import json
import zipfile
from uuid import uuid4

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.core.errors import RuleViolation
from luukku.files import services as files
from luukku.programme.models import Indicator, ModelAdoption, OperatingModel, OperatingModelVersion
from luukku.programme.rules.package_format import canonical
from luukku.programme.services import indicators
from luukku.programme.services.sharing import adopting, bringing, choosing, exporting, writing
from luukku.programme.tests import factories as programmes
from luukku.programme.tests import sharing as make
from luukku.surveys import policies as surveys
from luukku.surveys.models import CriteriaSet
from luukku.surveys.rules.criteria import OWN_KEY
from luukku.surveys.tests.factories import the_set
from luukku.toolkit.models import ItemFile, ItemVersion, ToolkitItem
from luukku.toolkit.tests import factories as toolkit

pytestmark = pytest.mark.django_db


def everything_of(worker):
    """A model with all that can belong to one."""
    programme = programmes.a_programme(worker)
    indicator = indicators.add_indicator(worker.as_actor(), programme.pk, text="Kävijöitä", unit="perhettä")
    inner = toolkit.published(worker, "Kutsu perheet.", title="Kutsu")
    item = make.an_item(worker, shows=inner)
    return make.a_model(worker, item, sets=[the_set()], indicators=[indicator])


def signed(worker, row):
    return adopting.sign_off(make.a_colleague(worker).as_actor(), row.pk)


def reported(worker, row):
    return adopting.report(worker.as_actor(), row.pk)


def told(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return json.loads(packed.read(name))


def test_out_into_an_empty_instance_and_out_again_is_the_same_byte_by_byte(worker):
    first = make.export(worker, everything_of(worker))

    other = make.empty()
    run = make.bring(other, first)
    model = OperatingModel.objects.get()

    assert make.export(other, model) == first
    assert sorted(make.outcomes(run).values()) == ["new", "new", "new", "same"]
    assert (model.organisation, model.origin) == (other.organisation, worker.organisation.name_fi)
    assert OperatingModelVersion.objects.get().indicators[0]["text"] == "Kävijöitä"


def test_links_and_attachments_lead_where_they_led(worker):
    content = make.export(worker, everything_of(worker))

    other = make.empty()
    make.bring(other, content)

    item = ToolkitItem.objects.get(versions__title="Tulkki kahvilassa")
    shown = {block.kind.value: block for block in item.versions.get().content}
    picture = ItemFile.objects.get(pk=shown["picture"].ref)
    assert shown["link"].url == "https://example.org/lue"
    assert ToolkitItem.objects.get(pk=shown["embed"].ref).versions.get().title == "Kutsu"
    assert (picture.item, picture.is_picture, picture.shown is not None) == (item, True, True)
    document = item.files.get(title="Muistilista")
    assert files.read(document.file).content == b"Paperi"
    assert CriteriaSet.objects.get().criteria.count() > 3


def test_the_same_package_again_changes_nothing(worker):
    content = make.export(worker, everything_of(worker))
    other = make.empty()
    make.bring(other, content)
    before = make.counts()

    run = make.bring(other, content)

    assert set(make.outcomes(run).values()) == {"same"}
    assert run.accepted == []
    assert make.counts() == before | {"programme.PackageImport": before["programme.PackageImport"] + 1}


def test_what_was_changed_here_stays_and_knows_from_what_it_comes(worker):
    model = make.a_model(worker)
    first = make.export(worker, model)
    second = make.export(worker, make.next_version(worker, model, idea="Uusi tapa."))
    other = make.empty()
    make.bring(other, first)
    copy = OperatingModel.objects.get()

    mine = writing.begin_own_version(other.as_actor(), copy.pk)
    writing.save(other.as_actor(), mine.pk, edits=1, told={"idea": "Meillä iltaisin."})
    run = make.bring(other, second)

    assert make.outcomes(run) == {"Avoin kahvila perheille": "newer"}
    assert (mine.based_on, mine.based_on_version) == (copy.pk, 1)
    assert mine.versions.get().idea == "Meillä iltaisin."
    assert copy.versions.published().get().idea == "Uusi tapa."
    assert copy.versions.get(number=1).idea == make.TOLD["idea"]


def test_an_item_that_was_changed_here_gets_the_other_beside_it_once(worker):
    item = make.an_item(worker)
    model = make.a_model(worker, item)
    first = make.export(worker, model)
    toolkit.next_version(worker, item, 0, "Sovi tulkin kanssa viikkoa ennen.")
    second = make.export(worker, make.next_version(worker, model, idea="Uusi tapa."))
    other = make.empty()
    make.bring(other, first)
    mine = ToolkitItem.objects.get()
    toolkit.next_version(other, mine, 0, "Meillä tulkki on aina paikalla.")

    run, again = make.bring(other, second), make.bring(other, second)

    assert make.outcomes(run)["Tulkki kahvilassa"] == "fork"
    assert set(make.outcomes(again).values()) == {"same"}
    assert mine.versions.published().get().content[0].text == "Meillä tulkki on aina paikalla."
    beside = ToolkitItem.objects.exclude(pk=mine.pk).get()
    assert beside.versions.get().content[0].text == "Sovi tulkin kanssa viikkoa ennen."
    assert beside.files.count() == mine.files.count()


def test_an_item_that_nobody_changed_follows_its_origin(worker):
    item = make.an_item(worker)
    model = make.a_model(worker, item)
    first = make.export(worker, model)
    toolkit.next_version(worker, item, 0, "Sovi tulkin kanssa viikkoa ennen.")
    second = make.export(worker, make.next_version(worker, model, idea="Uusi tapa."))
    other = make.empty()
    make.bring(other, first)

    run = make.bring(other, second)
    older = make.bring(other, first)

    assert set(make.outcomes(run).values()) == {"newer"}
    assert set(make.outcomes(older).values()) == {"same"}
    assert ItemVersion.objects.published().get().content[0].text == "Sovi tulkin kanssa viikkoa ennen."
    assert make.export(other, OperatingModel.objects.get()) == second


def test_other_words_under_the_number_of_an_own_model_come_beside_it(worker):
    model = make.a_model(worker)
    content = make.export(worker, model)
    path = f"model/{model.pk}.json"

    def reword(parts):
        body = json.loads(parts[path])
        parts[path] = canonical(body | {"idea": "Toiset sanat."})

    changed = make.repacked(content, reword, reseal=True)
    run, again = make.bring(worker, changed), make.bring(worker, changed)

    assert (make.outcomes(run), make.outcomes(again)) == (
        {"Avoin kahvila perheille": "fork"}, {"Avoin kahvila perheille": "same"},
    )  # fmt: skip
    assert model.versions.get().idea == make.TOLD["idea"]
    fork = OperatingModel.objects.exclude(pk=model.pk).get()
    assert (fork.based_on, fork.versions.get().idea) == (model.pk, "Toiset sanat.")


def test_other_criteria_under_a_known_key_come_beside_them(worker):
    known = the_set()
    content = make.export(worker, make.a_model(worker, sets=[known]))
    path = f"criteria/{known.pk}.json"

    def reword(parts):
        body = json.loads(parts[path])
        parts[path] = canonical(body | {"intros": {"fi": "Toiset sanat."}})

    run = make.bring(worker, make.repacked(content, reword, reseal=True))

    assert "fork" in make.outcomes(run).values()
    assert CriteriaSet.objects.count() == 2
    assert CriteriaSet.objects.get(pk=known.pk).intros == known.intros


def test_no_package_takes_the_place_of_the_products_own_criteria(worker):
    """A higher number under the product's key, and an id that nobody knows: the wall of every region stays as it is."""
    known, unknown, model_id = the_set(), str(uuid4()), str(uuid4())
    model = make.a_model(worker, sets=[known])

    def outrank(parts):
        body = json.loads(parts.pop(f"criteria/{known.pk}.json"))
        body |= {"number": 999, "criteria": body["criteria"][:1]}
        parts[f"criteria/{unknown}.json"] = canonical(body)
        for name, told in list(parts.items()):
            words = told.decode().replace(str(known.pk), unknown).replace(str(model.pk), model_id)
            parts[name.replace(str(model.pk), model_id)] = words.encode()
            if name.startswith("model/"):
                del parts[name]
        manifest = json.loads(parts["manifest.json"])
        for one in manifest["items"]:
            if one["kind"] == "criteria":
                one["version"] = 999
        manifest["items"].sort(key=lambda one: one["path"])
        parts["manifest.json"] = canonical(manifest)

    changed = make.repacked(make.export(worker, model), outrank, reseal=True)
    run, again = make.bring(worker, changed), make.bring(worker, changed)

    kinds = [{one["kind"]: one["outcome"] for one in told.changes} for told in (run, again)]
    assert kinds == [{"criteria": "fork", "model": "new"}, {"criteria": "same", "model": "same"}]
    beside = CriteriaSet.objects.exclude(pk=known.pk).get()
    assert (beside.number, beside.key.startswith(f"{OWN_KEY}-")) == (999, True)
    assert surveys.binding_sets(a_worker().as_actor()).first() == known


def test_only_what_is_accepted_comes_in(worker):
    content = make.export(worker, make.a_model(worker, make.an_item(worker)))
    other = make.empty()

    run = make.look(other, content)
    model = next(one["id"] for one in run.changes if one["kind"] == "model")
    done = bringing.bring_in(other.as_actor(), run.pk, [model])

    assert done.accepted == [model]
    assert not ToolkitItem.objects.exists()
    with pytest.raises(RuleViolation):
        bringing.bring_in(other.as_actor(), run.pk, [model])


def test_what_another_organisation_keeps_here_is_left_to_it(worker):
    model = make.a_model(worker)
    content = make.export(worker, model)
    make.next_version(worker, model, idea="Uusi tapa.")
    path = f"model/{model.pk}.json"

    def reword(parts):
        body = json.loads(parts[path])
        parts[path] = canonical(body | {"idea": "Toiset sanat."})

    run = make.bring(a_worker(), make.repacked(content, reword, reseal=True))

    assert make.outcomes(run) == {"Avoin kahvila perheille": "elsewhere"}


def test_a_package_names_nobody_but_its_contact(worker):
    content = make.export(worker, everything_of(worker))

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        texts = "".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".json"))
    assert make.TOLD["contact_name"] in texts
    assert make.TOLD["contact_email"] in texts
    assert worker.user.name not in texts
    assert worker.user.email not in texts
    assert texts.count("@") == 1


@pytest.mark.parametrize(
    "words", ["Kirjoita: pekka@example.org", "Soita 040 123 4567.", "Asiakas 010594Y9032", "Kysy: Testaaja Tuntematon"]
)
def test_a_text_that_leads_to_somebody_stays_at_home(worker, words):
    a_worker(worker.organisation, name="Testaaja Tuntematon")
    model = make.a_model(worker, idea=words)

    with pytest.raises(RuleViolation, match="could lead to a person"):
        make.export(worker, model)


def test_an_item_that_leads_to_somebody_keeps_its_model_at_home(worker):
    item = toolkit.published(worker, "Soita 040 123 4567.")

    with pytest.raises(RuleViolation, match="could lead to a person"):
        make.export(worker, make.a_model(worker, item))


def test_what_is_not_out_any_more_keeps_the_model_at_home(worker):
    item = toolkit.published(worker)
    model = make.a_model(worker, item)
    ToolkitItem.objects.filter(pk=item.pk).update(state="archived")

    with pytest.raises(RuleViolation, match="Choose its parts anew"):
        make.export(worker, model)


def test_a_report_comes_home_once(worker):
    model = make.a_model(worker)
    adopter = a_worker()
    row = make.an_adoption(adopter, model)
    with pytest.raises(RuleViolation):
        reported(adopter, row)
    signed(adopter, row)
    report = reported(adopter, row)
    ModelAdoption.objects.all().delete()

    first, second = make.bring(worker, report), make.bring(worker, report)

    assert (list(make.outcomes(first).values()), list(make.outcomes(second).values())) == (["new"], ["same"])
    told_home = ModelAdoption.objects.get()
    assert (told_home.model_id, told_home.organisation, told_home.place) == (
        model.pk,
        None,
        adopter.organisation.name_fi,
    )


def test_a_report_about_a_model_that_is_not_here_is_refused(worker):
    model = make.a_model(worker)
    row = make.an_adoption(worker, model)
    signed(worker, row)
    report = reported(worker, row)

    with pytest.raises(RuleViolation, match="does not keep"):
        make.look(make.empty(), report)


def test_an_indicator_of_a_model_is_followed_in_an_own_programme(worker):
    content = make.export(worker, everything_of(worker))
    other = make.empty()
    make.bring(other, content)
    programme = programmes.a_programme(other)

    choosing.follow(other.as_actor(), OperatingModel.objects.get().pk, place=0, programme_id=programme.pk)

    row = Indicator.objects.get(programme=programme)
    assert (row.text, row.unit) == ("Kävijöitä", "perhettä")


def test_a_package_tells_what_needs_what(worker):
    model = everything_of(worker)
    manifest = told(make.export(worker, model), "manifest.json")

    kinds = [one["kind"] for one in manifest["items"]]
    assert (manifest["schema"], manifest["id"], manifest["version"]) == ("luukku-package/1", str(model.pk), 1)
    assert kinds == ["criteria", "model", "toolkit", "toolkit"]
    assert len(manifest["dependencies"]) == 3
    assert len(manifest["files"]) == 2


def test_without_a_licence_nothing_is_packed(worker):
    model = make.a_draft_model(worker, licence="")

    with pytest.raises(RuleViolation, match="licence"):
        exporting.packed(worker.as_actor(), model, model.versions.get())
