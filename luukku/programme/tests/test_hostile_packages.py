"""Packages that mean no good, or were damaged on the way: refused whole, and the database stays as it was (f 6)."""

import io
import json
import zipfile
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luukku.accounts.models import Membership
from luukku.accounts.tests.factories import a_worker
from luukku.core.actor import Role
from luukku.core.errors import RuleViolation
from luukku.programme import policies
from luukku.programme.models import ModelAdoption, OperatingModel, PackageImport
from luukku.programme.rules.package_format import canonical
from luukku.programme.services.sharing import adopting, bringing, writing
from luukku.programme.tests import sharing as make

pytestmark = pytest.mark.django_db


def bomb(parts):
    parts[f"files/{'a' * 64}"] = b"0" * (45 * 1024 * 1024)


def script(parts):
    path = next(name for name in parts if name.startswith("model/"))
    parts[path] = canonical(json.loads(parts[path]) | {"idea": "<script>alert(1)</script>"})


def unknown_choice(parts):
    path = next(name for name in parts if name.startswith("toolkit/"))
    parts[path] = canonical(json.loads(parts[path]) | {"kind": "virus"})


def unknown_block(parts):
    path = next(name for name in parts if name.startswith("toolkit/"))
    body = json.loads(parts[path])
    body["blocks"][0]["kind"] = "frame"
    parts[path] = canonical(body)


def dangerous_link(parts):
    path = next(name for name in parts if name.startswith("toolkit/"))
    body = json.loads(parts[path])
    next(one for one in body["blocks"] if one["kind"] == "link")["url"] = "ftp://example.org"
    parts[path] = canonical(body)


def unknown_language(parts):
    path = next(name for name in parts if name.startswith("toolkit/"))
    parts[path] = canonical(json.loads(parts[path]) | {"language": "xx-yy"})


def no_maker(parts):
    parts["manifest.json"] = canonical(json.loads(parts["manifest.json"]) | {"origin": " "})


def other_licence(parts):
    parts["manifest.json"] = canonical(json.loads(parts["manifest.json"]) | {"licence": "CC0-1.0"})


def other_title(parts):
    """What is accepted by its name must be what comes in."""
    manifest = json.loads(parts["manifest.json"])
    next(one for one in manifest["items"] if one["kind"] == "model")["title"] = "Vaaraton malli"
    parts["manifest.json"] = canonical(manifest)


def end_of_time(parts):
    path = next(name for name in parts if name.startswith("toolkit/"))
    parts[path] = canonical(json.loads(parts[path]) | {"edited_on": "9999-12-31"})


def beginning_of_time(parts):
    path = next(name for name in parts if name.startswith("toolkit/"))
    parts[path] = canonical(json.loads(parts[path]) | {"edited_on": "0001-01-01"})


def huge(parts):
    path = next(name for name in parts if name.startswith("model/"))
    parts[path] = b"[" + b"{}," * (2 * 1024 * 1024) + b"{}]"


def deep(parts):
    path = next(name for name in parts if name.startswith("model/"))
    parts[path] = b"[" * 100_000 + b"]" * 100_000


def no_text(parts):
    path = next(name for name in parts if name.startswith("model/"))
    body = json.dumps(json.loads(parts[path]) | {"idea": "NUL"}, ensure_ascii=False, sort_keys=True)
    parts[path] = body.replace("NUL", "\\u0000").encode()


def half_a_sign(parts):
    path = next(name for name in parts if name.startswith("model/"))
    parts[path] = parts[path].replace(b"Sama paikka", b"\\ud800")


def foreign_schema(parts):
    parts["manifest.json"] = canonical(json.loads(parts["manifest.json"]) | {"schema": "luukku-package/2"})


HOSTILE = {
    "tampered": (lambda parts: parts.update({n: c + b" " for n, c in parts.items() if n.startswith("model/")}), False),
    "tampered file": (lambda parts: parts.update({n: b"x" for n in parts if n.startswith("files/")}), False),
    "path": (lambda parts: parts.update({"../../evil.json": b"{}"}), False),
    "absolute path": (lambda parts: parts.update({"/etc/cron.d/evil": b"{}"}), False),
    "bomb": (bomb, False),
    "script": (script, True),
    "schema": (foreign_schema, False),
    "no maker": (no_maker, True),
    "other licence": (other_licence, True),
    "other title": (other_title, True),
    "end of time": (end_of_time, True),
    "beginning of time": (beginning_of_time, True),
    "huge": (huge, True),
    "deep": (deep, True),
    "nul": (no_text, True),
    "half a sign": (half_a_sign, True),
    "nul in a name": (lambda parts: parts.update({f"model/{'0' * 8}\0.json": b"{}"}), False),
    "windows path": (lambda parts: parts.update({"model\\..\\evil.json": b"{}"}), False),
    "no manifest": (lambda parts: parts.pop("manifest.json"), False),
    "choice": (unknown_choice, True),
    "block": (unknown_block, True),
    "link": (dangerous_link, True),
    "language": (unknown_language, True),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_package_is_refused_whole_and_nothing_changes(worker, name):
    content = make.export(worker, make.a_model(worker, make.an_item(worker)))
    other = make.empty()
    before = make.counts()
    change, reseal = HOSTILE[name]

    with pytest.raises(RuleViolation) as refused:
        make.look(other, make.repacked(content, change, reseal=reseal))

    assert refused.value.field == "file"
    assert make.counts() == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no package", b"0" * (21 * 1024 * 1024)])
def test_what_is_no_package_is_refused(worker, content):
    with pytest.raises(RuleViolation):
        make.look(worker, content)


def test_a_gigabyte_in_a_megabyte_is_not_unpacked(worker):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("manifest.json", "w") as inside:
        for _time in range(1024):
            inside.write(b" " * (1024 * 1024))

    with pytest.raises(RuleViolation, match="too large"):
        make.look(worker, target.getvalue())


def test_a_package_whose_name_is_hostile_is_looked_at_under_a_plain_one(worker):
    content = make.export(worker, make.a_model(worker))
    upload = SimpleUploadedFile("../../\0evil\u202e=cmd.zip", content)

    answer = client_of(worker).post(worker.url("/programme/models/packages/"), {"file": upload})

    assert answer.status_code == 302
    assert not set("/\0\u202e") & set(PackageImport.objects.get().name)


@pytest.mark.parametrize("forged", [[], ["x"], ["\0"], [str(uuid4())], ["1" * 100_000]])
def test_forged_ids_bring_nothing_in(worker, forged):
    content = make.export(worker, make.a_model(worker, make.an_item(worker)))
    other = make.empty()
    run = make.look(other, content)
    before = make.counts()

    answer = client_of(other).post(other.url(f"/programme/models/packages/{run.pk}/"), {"take": forged})

    assert answer.status_code == 422
    assert "Choose at least one thing" in answer.content.decode()
    assert make.counts() == before
    assert PackageImport.objects.get().content is not None


def test_a_package_is_brought_in_only_by_who_writes_there_still(worker):
    content = make.export(worker, make.a_model(worker))
    other = make.empty()
    run = make.look(other, content)
    Membership.objects.filter(user=other.user).update(role=Role.ADMINISTRATOR)

    for path, form in ((f"{run.pk}/", {"take": [one["id"] for one in run.changes]}), ("", {})):
        assert client_of(other).post(other.url(f"/programme/models/packages/{path}"), form).status_code == 404
    with pytest.raises(PermissionDenied):
        bringing.bring_in(other.as_actor(), run.pk, [one["id"] for one in run.changes])
    assert not OperatingModel.objects.exists()


def test_a_package_of_another_organisation_is_not_found(worker):
    run = make.look(worker, make.export(worker, make.a_model(worker)))
    stranger = a_worker()

    assert client_of(stranger).get(stranger.url(f"/programme/models/packages/{run.pk}/")).status_code == 404
    assert client_of(stranger).post(stranger.url(f"/programme/models/packages/{run.pk}/")).status_code == 404


def test_nothing_of_another_organisations_draft_is_read(worker):
    """Neither of a model that was never out, nor of the next version of one that is."""
    draft = make.a_draft_model(worker, title="Salainen luonnos")
    model = make.a_model(worker)
    writing.begin_version(worker.as_actor(), model.pk)
    writing.save(worker.as_actor(), model.pk, edits=1, told={"idea": "Salainen ajatus"})
    stranger = a_worker()
    desk = client_of(stranger)
    pages = ("draft/", "edit/", "parts/", "keeping/", "versions/2/")

    for page in ("", "package.zip", "adopt/", "follow/", *pages):
        assert desk.get(stranger.url(f"/programme/models/{draft.pk}/{page}")).status_code == 404
    for page in pages:
        assert desk.get(stranger.url(f"/programme/models/{model.pk}/{page}")).status_code == 404
    for page in ("", f"{model.pk}/"):
        assert "Salainen" not in desk.get(stranger.url(f"/programme/models/{page}")).content.decode()
    assert b"Salainen" not in make.export(stranger, model)


def test_a_package_tells_nothing_of_a_model_that_another_organisation_is_writing(worker):
    """Whoever knows its id learns no word of it by bringing in something under the same id."""
    model = make.a_model(worker)
    content = make.export(worker, model)
    draft = writing.begin_version(worker.as_actor(), model.pk)
    writing.save(worker.as_actor(), model.pk, edits=draft.edits, told={"idea": "Salainen ajatus"})
    path = f"model/{model.pk}.json"

    def reword(parts):
        parts[path] = canonical(json.loads(parts[path]) | {"idea": "Arvaus"})

    run = make.look(a_worker(), make.repacked(content, reword, reseal=True))

    assert "Salainen" not in json.dumps(run.changes)
    assert make.outcomes(run) == {"Avoin kahvila perheille": "elsewhere"}


def test_another_organisation_is_not_told_who_looks_after_a_model(worker):
    """Whoever shares it names a contact; the rest of the people are nobody's business elsewhere."""
    model, stranger = make.a_model(worker), a_worker()
    told = [
        client_of(one).get(one.url(f"/programme/models/{model.pk}/")).content.decode() for one in (worker, stranger)
    ]

    details = [page[page.index("<main") :] for page in told]
    assert [worker.user.name in page for page in details] == [True, False]


def test_nobody_reports_to_a_model_of_another_organisation(worker):
    """A file that anybody could write is taken in by whoever keeps the model, and by nobody else."""
    model = make.a_model(worker)
    adopter = a_worker()
    row = make.an_adoption(adopter, model)
    adopting.sign_off(make.a_colleague(adopter).as_actor(), row.pk)
    report = adopting.report(adopter.as_actor(), row.pk)
    ModelAdoption.objects.all().delete()

    with pytest.raises(RuleViolation, match="does not keep"):
        make.look(a_worker(), report)
    assert make.bring(worker, report).accepted


def test_what_was_reported_back_is_nobodys_own(worker):
    """It has no organisation, and whoever may not write has none either: the two must not meet."""
    model = make.a_model(worker)
    told = {"version": 1, "place": "Kainuu", "level": 3, "since_on": date(2026, 1, 1), "signed_on": date(2026, 2, 1)}
    ModelAdoption.objects.create(model=model, **told)
    reader = a_worker(worker.organisation, roles=(Role.ADMINISTRATOR,))

    assert policies.visible_adoptions(reader.as_actor()).count() == 1
    assert not policies.own_adoptions(reader.as_actor()).exists()
    assert not policies.own_adoptions(worker.as_actor()).exists()
    assert not policies.signable_adoptions(reader.as_actor()).exists()


def client_of(worker):
    client = Client(raise_request_exception=True)
    client.force_login(worker.user)
    return client
