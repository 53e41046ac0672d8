"""Operating models made by the services that make them in the product, and an instance without anything."""

import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

from django.apps import apps

from luukku.accounts.tests.factories import Worker, a_worker
from luukku.files.tests.factories import a_picture, an_upload
from luukku.programme.models import ModelAdoption, OperatingModel, OperatingModelVersion, PackageImport
from luukku.programme.rules.package_format import canonical, sha256
from luukku.programme.services.sharing import adopting, bringing, exporting, writing
from luukku.toolkit.models import ToolkitItem
from luukku.toolkit.rules.blocks import Kind
from luukku.toolkit.services import items
from luukku.toolkit.tests import factories as toolkit

TOLD: dict[str, Any] = {
    "title": "Avoin kahvila perheille", "summary": "Perheet ja työntekijät tapaavat joka viikko.", "language": "fi",
    "place": "Perhekeskus", "area": "Kainuu", "funder": "Kunta", "whole": "Perheet mukaan",
    "environment": "Pieni kunta, pitkät matkat.", "needs": "Perheet eivät tunteneet ketään.",
    "target_group": "Pienten lasten vanhemmat.", "change": "Perhe tietää, keneltä kysyä.",
    "measuring": "Kysytään keväällä ja syksyllä.", "idea": "Sama paikka, sama aika, tulkki mukana.",
    "conditions": "Tila, kaksi työntekijää ja tulkki.", "evidence": "Kävijöitä oli joka viikko 2024-2026.",
    "contact_name": "Aino Yhteinen", "contact_email": "aino.yhteinen@example.org", "licence": "CC-BY-4.0",
}  # fmt: skip


def a_draft_model(worker: Worker, *, at: datetime | None = None, **told: Any) -> OperatingModel:
    """A model that is being written, complete unless told otherwise."""
    words, actor = TOLD | told, worker.as_actor(at)
    model = writing.begin(actor, title=words["title"], summary=words["summary"])
    writing.save(actor, model.pk, edits=1, told=words)
    return model


def a_model(
    worker: Worker, *parts: ToolkitItem, sets: Any = (), indicators: Any = (), at: datetime | None = None, **told: Any
) -> OperatingModel:
    """A model that a colleague published."""
    model = a_draft_model(worker, at=at, **told)
    if parts or sets or indicators:
        chosen = {"items": [one.pk for one in parts], "sets": [one.pk for one in sets]}
        writing.choose_parts(worker.as_actor(at), model.pk, **chosen, indicators=[one.pk for one in indicators])
    return publish(worker, model, at=at)


def publish(worker: Worker, model: OperatingModel, *, at: datetime | None = None) -> OperatingModel:
    version = writing.submit(worker.as_actor(at), model.pk)
    writing.publish(a_colleague(worker).as_actor(at), model.pk, edits=version.edits)
    return OperatingModel.objects.get(pk=model.pk)


def next_version(worker: Worker, model: OperatingModel, **told: Any) -> OperatingModel:
    """The model with other words, published anew."""
    draft = writing.begin_version(worker.as_actor(), model.pk)
    writing.save(worker.as_actor(), model.pk, edits=draft.edits, told=told)
    return publish(worker, model)


def a_colleague(worker: Worker) -> Worker:
    return a_worker(worker.organisation)


def an_item(worker: Worker, title: str = "Tulkki kahvilassa", *, shows: ToolkitItem | None = None) -> ToolkitItem:
    """An item of the toolkit with a link, a picture, a document beside it and, when told, another item inside."""
    version = toolkit.a_draft(worker, "Sovi tulkin kanssa ajoissa.", title=title)
    picture = items.add_file(
        worker.as_actor(), version.item_id, upload=an_upload(a_picture(size=(300, 200)), "tuolit.jpg"),
        title="Tuolit", alt="Kolme tuolia", language="",
    )  # fmt: skip
    items.add_file(worker.as_actor(), version.item_id, upload=an_upload(), title="Muistilista", alt="", language="fi")
    version = toolkit.with_block(worker, version, "Lue lisää", Kind.LINK, url="https://example.org/lue")
    version = toolkit.with_block(worker, version, "Näin istutaan.", Kind.PICTURE, ref=str(picture.pk), alt="Tuolit")
    if shows is not None:
        version = toolkit.with_block(worker, version, "", Kind.EMBED, ref=str(shows.pk))
    return toolkit.publish(worker, version)


def export(worker: Worker, model: OperatingModel) -> bytes:
    return exporting.export(worker.as_actor(), model.pk)


def look(worker: Worker, content: bytes) -> PackageImport:
    return bringing.look_at(worker.as_actor(), "paketti.zip", content)


def bring(worker: Worker, content: bytes) -> PackageImport:
    """A package looked at and accepted whole."""
    run = look(worker, content)
    return bringing.bring_in(worker.as_actor(), run.pk, [one["id"] for one in run.changes])


def outcomes(run: PackageImport) -> dict[str, str]:
    """What happens to each part, by its title."""
    return {one["title"]: one["outcome"] for one in run.changes}


def an_adoption(worker: Worker, model: OperatingModel, *, at: datetime | None = None, **told: Any) -> ModelAdoption:
    facts = {"level": 3, "since_on": date(2026, 1, 15), "region": "Kainuu", "outcome": "Perheet tulivat."} | told
    return adopting.adopt(worker.as_actor(at), model.pk, adopting.Told(**facts))


def counts() -> dict[str, int]:
    """How many rows every table has; the trail and the keys of writing aside."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_label in {"programme", "toolkit", "surveys", "files", "search"}
    }


def empty() -> Worker:
    """Somebody at work in an instance that has none of what packages hold but the product's own criteria."""
    ModelAdoption.objects.all().delete()
    OperatingModelVersion.objects.all().delete()
    OperatingModel.objects.all().delete()
    PackageImport.objects.all().delete()
    ToolkitItem.objects.all().delete()
    return a_worker()


def repacked(content: bytes, change: Any, *, reseal: bool = False) -> bytes:
    """A package changed by hand: `change` gets its files by name and may add, change and remove.

    `reseal`: the manifest tells the new fingerprints, as somebody would who wants to be believed.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        files = {one.filename: packed.read(one) for one in packed.infolist()}
    change(files)
    if reseal:
        files["manifest.json"] = _resealed(files)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, told in files.items():
            packed.writestr(name, told)
    return target.getvalue()


def _resealed(files: dict[str, bytes]) -> bytes:
    manifest = json.loads(files["manifest.json"])
    for one in [*manifest["items"], *manifest["files"]]:
        one["sha256"] = sha256(files[one["path"]])
    return canonical(manifest)
