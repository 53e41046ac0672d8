"""Files of the catalogue: all real ones come in, and hostile ones are refused with a reason."""

import contextlib
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from luukku.directory.ptv import files
from luukku.directory.ptv.files import FileError, read

SHARED = Path(os.environ.get("LUUKKU_SHARED_DATA", "/nowhere")) / "ptv"
shared = pytest.mark.skipif(not SHARED.exists(), reason="LUUKKU_SHARED_DATA is not set")


def as_json(told):
    return json.dumps(told).encode()


V11_SERVICE = {
    "id": "3668d250-cd80-45c4-abcc-9b2d3a2b3e42",
    "type": "Service",
    "serviceNames": [{"language": "fi", "value": "Neuvonta", "type": "Name"}],
    "serviceDescriptions": [
        {"language": "fi", "value": "Lyhyesti.", "type": "Summary"},
        {"language": "fi", "value": None, "type": "DeadLine"},
        {"language": "fi", "value": "Tule paikalle.", "type": "UserInstruction"},
    ],
    "areaType": "LimitedType",
    "areas": [
        {"type": "Municipality", "municipalities": [{"code": "837"}]},
        {"type": "WellbeingServiceCounties", "code": "8", "municipalities": []},
    ],
    "languages": ["fi", "ar"],
    "requirements": [{"language": "fi", "value": "Kaikille."}],
    "organizations": [{"organization": {"id": "o1", "name": "Tampere"}, "roleType": "Responsible"}],
    "serviceChannels": [{"serviceChannel": {"id": "c1"}, "description": []}],
    "publishingStatus": "Published",
}


@shared
def test_every_general_description_comes_in_with_its_words_and_codes():
    records = read((SHARED / "general-descriptions/general_descriptions.json").read_bytes())

    kinds = {one.kind_name for one in records}
    with_swedish = [one for one in records if "sv" in one.texts]
    assert (len(records), kinds) == (458, {"general_description"})
    assert len(with_swedish) == 337
    assert sum(1 for one in records if not one.title) == 0


@shared
@pytest.mark.parametrize(("name", "count"), [("etalukio_service", 1), ("otava_service_channel", 1), ("services", None)])
def test_every_recorded_answer_comes_in(name, count):
    records = read((SHARED / f"real-data-auroraai/{name}.json").read_bytes())

    assert not [one for one in records if one.kind_name == "unreadable"]
    assert count is None or len(records) == count


@shared
def test_the_example_of_version_12_and_the_recorded_answer_of_version_11_tell_the_same():
    new = {one.kind_name: one for one in read((SHARED / "v12-shape-example.json").read_bytes())}
    old = read((SHARED / "real-data-auroraai/etalukio_service.json").read_bytes())[0]

    assert new["service"].title == old.title == "Nettilukio aikuisille"
    assert new["service"].texts["fi"]["how_to_get_in"] == old.texts["fi"]["how_to_get_in"]
    assert {one.code for one in new["service"].terms} >= {one.code for one in old.terms if one.scheme == "target_group"}
    assert set(new) == {"service", "channel", "connection"}


@shared
@pytest.mark.parametrize(
    "path", sorted((SHARED / "fake-ptv").glob("*.json")) if SHARED.exists() else [], ids=lambda p: p.stem
)
def test_the_oldest_files_come_in_too(path):
    told = json.loads(path.read_bytes())
    records = read(path.read_bytes()) if path.stem != "general_descriptions" else []

    assert len([one for one in records if one.kind_name != "unreadable"]) in (0, len(told))


@shared
@pytest.mark.parametrize(
    "path", sorted((SHARED / "v11-official-samples").glob("*.json")) if SHARED.exists() else [], ids=lambda p: p.stem
)
def test_samples_whose_values_are_only_shapes_break_nothing(path):
    with contextlib.suppress(FileError):
        assert read(path.read_bytes())


def test_a_service_of_version_11_is_understood():
    service = read(as_json({"itemList": [V11_SERVICE], "pageCount": 1}))[0]

    assert service.texts == {
        "fi": {
            "name": "Neuvonta",
            "summary": "Lyhyesti.",
            "how_to_get_in": "Tule paikalle.",
            "conditions": "Kaikille.",
        }
    }
    assert (service.area.kind, service.area.municipalities, service.area.counties) == ("limited", ["837"], ["08"])
    assert (service.provider_id, service.provider_name) == ("o1", "Tampere")
    assert [one.source_id for one in service.connections] == [f"{V11_SERVICE['id']}/c1"]


def test_a_packed_file_is_opened():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.json", json.dumps([V11_SERVICE]))
        archive.writestr("readme.txt", "not for us")

    assert [one.title for one in read(packed.getvalue())] == ["Neuvonta"]


def test_small_signs_that_would_fill_the_memory_are_not_opened(monkeypatch):
    monkeypatch.setattr(files, "MOST_SIGNS", 1000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", f"[{'{},' * 1000}{{}}]")

    with pytest.raises(FileError) as refusal:
        read(packed.getvalue())

    assert refusal.value.code == files.TOO_LARGE


def test_a_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 1_000_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", b" " * 5_000_000)

    with pytest.raises(FileError, match="unpacked") as refused:
        read(packed.getvalue())

    assert refused.value.code == "too_large"
    assert len(packed.getvalue()) < 10_000


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 cut",
        as_json([V11_SERVICE])[:200],
        json.dumps([{**V11_SERVICE, "x": "päivä"}], ensure_ascii=False).encode("latin-1"),
        b"[" * 100_000,
        b'{"a": 1}',
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        as_json({"items": [{"contentId": "", "organizationContentId": "", "serviceType": []}]}),
    ],
    ids=["empty", "cut zip", "cut short", "latin-1", "nested", "other", "no rows", "null", "half utf-16", "no id"],
)
def test_what_cannot_be_read_is_refused_with_a_reason(content):
    with pytest.raises(FileError) as refused:
        read(content)

    assert refused.value.code == "unreadable"


@pytest.mark.parametrize("odd", [None, 7, "x", [], {}, [None], {"fi": None}, [[[]]], "\x00\u202e" * 5, 1e400])
@pytest.mark.parametrize("name", ["serviceNames", "serviceDescriptions", "areas", "organizations", "serviceClasses"])
def test_odd_values_anywhere_break_nothing(name, odd):
    told = read(as_json([V11_SERVICE, {**V11_SERVICE, "id": "2", name: odd}]))

    assert len(told) == 2


def test_invisible_and_direction_changing_signs_are_taken_away():
    named = [{"language": "fi", "value": "Neu\u202evon\u0000ta\u2066", "type": "Name"}]

    assert read(as_json([{**V11_SERVICE, "serviceNames": named}]))[0].title == "Neuvonta"


def test_entries_of_many_megabytes_are_shortened():
    named = [{"language": "fi", "value": "x" * 5_000_000, "type": "Description"}]

    told = read(as_json([{**V11_SERVICE, "serviceDescriptions": named}]))[0]

    assert len(told.texts["fi"]["description"]) == 20_000
