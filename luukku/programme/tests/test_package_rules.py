"""What may be in a package, that it is the same byte by byte, and what bringing it in does."""

import io
import json
import zipfile
from typing import Any
from uuid import UUID

import pytest

from luukku.programme.rules import package_format, personal
from luukku.programme.rules.package_format import Package, Part, canonical, opened, sha256, written
from luukku.programme.rules.package_outcomes import Here, Outcome, differences, outcome
from luukku.programme.rules.package_shapes import (
    Day,
    Kind,
    Maybe,
    Refused,
    Rows,
    Text,
    Whole,
    Words,
    Wrong,
    ensure_shape,
    has_markup,
)

MODEL = str(UUID(int=1))
ITEM = str(UUID(int=2))
REPORT = str(UUID(int=3))


def a_model(**more):
    body: dict[str, Any] = dict.fromkeys(
        ("place", "area", "funder", "whole", "environment", "needs", "target_group", "change", "measuring", "idea",
         "conditions", "evidence", "contact_name", "contact_email"), "",
    )  # fmt: skip
    body |= {
        "language": "fi", "title": "Kahvila", "summary": "Perheet tapaavat.", "licence": "CC-BY-4.0",
        "published_on": "2026-11-22", "based_on": None, "parts": [], "indicators": [],
    }  # fmt: skip
    return Part(Kind.MODEL, MODEL, 1, "Kahvila", body | more)


def an_item(**more):
    body = {
        "language": "fi", "title": "Ohje", "summary": "", "kind": "material", "audience": "both", "sectors": [],
        "themes": [], "age_groups": [], "law_references": [], "review_months": 12, "origin": "Kainuu",
        "edited_on": "2026-11-01", "blocks": [], "files": [],
    }  # fmt: skip
    return Part(Kind.TOOLKIT, ITEM, 2, "Ohje", body | more)


def a_report(**more):
    body = {
        "model": MODEL, "model_version": 1, "place": "Kainuu", "region": "", "level": 2, "since_on": "2026-11-01",
        "adaptation": "", "outcome": "", "signed_on": "2026-11-22",
    }  # fmt: skip
    return Part(Kind.ADOPTION, REPORT, 1, "Kainuu", body | more)


def a_package(*parts, licence="CC-BY-4.0", files=None, key=MODEL, version=1):
    return Package(key, version, "Kainuu", licence, parts or (a_model(),), files or {})


def entries(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return [(one.filename, packed.read(one)) for one in packed.infolist()]


def changed(content, name, change):
    return [(one, change(told) if one == name else told) for one, told in entries(content)]


def told_again(content, change):
    """The entries with another manifest, written the way manifests are."""

    def rewritten(told):
        manifest = json.loads(told)
        change(manifest)
        return canonical(manifest)

    return changed(content, "manifest.json", rewritten)


def refusal(told):
    with pytest.raises(Refused) as refused:
        opened(told)
    return refused.value.wrong


def test_a_package_is_the_same_in_any_order_and_says_what_it_was_made_of():
    item = an_item()
    model = a_model(parts=[{"kind": "toolkit", "id": ITEM, "title": "Ohje"}])

    first, second = written(a_package(model, item)), written(a_package(item, model))

    assert first == second
    assert written(opened(entries(first))) == first
    assert [name for name, _content in entries(first)] == [
        "manifest.json", f"model/{MODEL}.json", f"toolkit/{ITEM}.json",
    ]  # fmt: skip


def test_attachments_lie_under_their_fingerprint():
    content = b"hyvin tarkea liite"
    file = {"id": REPORT, "title": "Liite", "alt": "", "language": "fi", "name": "liite.txt", "sha256": sha256(content)}
    model = a_model(parts=[{"kind": "toolkit", "id": ITEM, "title": "Ohje"}])
    package = a_package(model, an_item(files=[file]), files={sha256(content): content})

    assert opened(entries(written(package))).files == {sha256(content): content}
    assert refusal(entries(written(a_package(model, an_item(files=[file]))))) is Wrong.TAMPERED


def test_a_report_needs_no_licence_and_a_model_does():
    report = written(a_package(a_report(), licence="", key=REPORT))

    assert opened(entries(report)).parts[0].kind is Kind.ADOPTION
    assert refusal(entries(written(a_package(licence="")))) is Wrong.SHAPE


@pytest.mark.parametrize("name", ["../evil.json", "/etc/passwd", "model/../x.json", "files/", "readme.txt", "a\\b"])
def test_a_name_that_does_not_belong_is_refused(name):
    assert refusal([*entries(written(a_package())), (name, b"{}")]) is Wrong.PATH


def test_a_file_that_stands_twice_is_refused():
    told = entries(written(a_package()))

    assert refusal([*told, told[1]]) is Wrong.PATH


@pytest.mark.parametrize(
    ("manifest", "wrong"),
    [
        (b"[]", Wrong.TAMPERED),
        (canonical([]), Wrong.SCHEMA),
        (canonical({"schema": "other/9"}), Wrong.SCHEMA),
        (canonical({"schema": package_format.SCHEMA}), Wrong.SHAPE),
        (b"{", Wrong.SHAPE),
        (b'"\\ud800"', Wrong.SHAPE),
        (b"[" * 200_000, Wrong.SHAPE),
    ],
)
def test_a_foreign_manifest_is_refused(manifest, wrong):
    assert refusal([("manifest.json", manifest)]) is wrong


def test_a_package_without_a_manifest_is_refused():
    assert refusal([]) is Wrong.SCHEMA


def test_what_was_changed_after_packing_is_refused():
    content = written(a_package())
    path = f"model/{MODEL}.json"

    assert refusal(changed(content, path, lambda told: told.replace(b"Kahvila", b"Kahvio!"))) is Wrong.TAMPERED
    assert refusal(entries(content)[:1]) is Wrong.TAMPERED
    assert refusal([*entries(content), (f"model/{ITEM}.json", b"{}")]) is Wrong.TAMPERED


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda told: told["items"][0].update(id=ITEM), Wrong.TAMPERED),
        (lambda told: told.update(id=ITEM), Wrong.SHAPE),
        (lambda told: told.update(version=2), Wrong.SHAPE),
        (lambda told: told.update(dependencies=[{"item": MODEL, "needs": ITEM}]), Wrong.TAMPERED),
        (lambda told: told.update(origin="<script>alert(1)</script>"), Wrong.MARKUP),
        (lambda told: told.update(origin=7), Wrong.SHAPE),
    ],
)
def test_a_manifest_that_does_not_fit_its_files_is_refused(change, wrong):
    assert refusal(told_again(written(a_package()), change)) is wrong


def test_an_attachment_under_a_strange_name_is_refused():
    content = b"x"
    item = an_item(
        files=[{"id": REPORT, "title": "", "alt": "", "language": "", "name": "a", "sha256": sha256(content)}]
    )
    model = a_model(parts=[{"kind": "toolkit", "id": ITEM, "title": "Ohje"}])
    good = written(a_package(model, item, files={sha256(content): content}))
    strange = f"files/{'0' * 64}"
    told = told_again(good, lambda manifest: manifest["files"][0].update(path=strange))

    assert refusal([(strange if name.startswith("files/") else name, one) for name, one in told]) is Wrong.TAMPERED


def test_nothing_leads_to_what_is_not_in_the_package():
    model = a_model(parts=[{"kind": "toolkit", "id": ITEM, "title": "Ohje"}])

    assert refusal(entries(written(a_package(model)))) is Wrong.SHAPE


def test_what_an_item_shows_is_needed_too():
    block = {
        "id": "b1", "kind": "embed", "text": "", "level": 2, "tone": "info", "url": "", "ref": REPORT, "alt": "",
        "law": "",
    }  # fmt: skip

    assert an_item(blocks=[block, block | {"kind": "paragraph", "ref": ""}]).needs == [REPORT]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "</p>", "<!doctype", "<?php", "javascript: x", "DATA:text/html,"]
)
def test_markup_is_refused_wherever_it_stands(text):
    assert has_markup(text)
    assert refusal(entries(written(a_package(a_model(idea=f"Ensin {text}"))))) is Wrong.MARKUP


def test_signs_of_comparison_are_words():
    assert not has_markup("alle 3 < 5 ja 7 > 2")


@pytest.mark.parametrize(
    ("told", "shape"),
    [
        ("x" * 3, Text(2)), (3, Text(2)), ("a\u202eb", Text(9)), ("B", Text(2, "a|b")), ("1", Whole(1, 2)),
        (True, Whole(0, 2)), (3, Whole(1, 2)), (0, Whole(1, 2)), ("", Day()), ("2026-02-30", Day()), (5, Day()),
        ("20261122", Day()), ([], Words(5)), ({"fi": 1}, Words(5)), ({"FI!": "a"}, Words(5)), ({}, Rows(Text(1))),
        ([1], Rows(Text(1))), ({"b": "x"}, {"a": Text(1)}), ([], {"a": Text(1)}), ("xx", Maybe(Text(1))),
        ([""] * 501, Rows(Text(1))),
    ],
)  # fmt: skip
def test_another_shape_is_refused(told, shape):
    with pytest.raises(Refused) as refused:
        ensure_shape(told, shape, "place")

    assert refused.value.wrong is Wrong.SHAPE
    assert refused.value.place.startswith("place")


@pytest.mark.parametrize(
    ("told", "shape"),
    [
        ("ab", Text(2, "ab|b")), (2, Whole(1, 2)), ("2026-11-22", Day()), ({"fi": "a", "fi-plain": ""}, Words(5)),
        (["a"], Rows(Text(1))), ({"a": "x"}, {"a": Text(1)}), (None, Maybe(Text(1))), ("x", Maybe(Text(1))),
    ],
)  # fmt: skip
def test_the_right_shape_is_taken_and_a_list_of_it_is_another(told, shape):
    ensure_shape(told, shape, "place")

    with pytest.raises(Refused):
        ensure_shape([told], shape, "place")


@pytest.mark.parametrize(
    ("version", "here", "has_fork", "expected"),
    [
        (1, None, False, Outcome.NEW),
        (1, Here(1, is_same=True, is_own=False, is_untouched=False), False, Outcome.SAME),
        (2, Here(1, is_same=False, is_own=True, is_untouched=False), True, Outcome.SAME),
        (2, Here(1, is_same=False, is_own=False, is_untouched=True), False, Outcome.ELSEWHERE),
        (2, Here(1, is_same=False, is_own=True, is_untouched=True), False, Outcome.NEWER),
        (1, Here(2, is_same=False, is_own=True, is_untouched=True), False, Outcome.OLDER),
        (1, Here(1, is_same=False, is_own=True, is_untouched=True), False, Outcome.FORK),
        (2, Here(1, is_same=False, is_own=True, is_untouched=False), False, Outcome.FORK),
    ],
)
def test_what_was_written_here_is_never_overwritten(version, here, has_fork, expected):
    assert outcome(version, here, has_fork=has_fork) is expected


def test_differences_are_told_field_by_field():
    before = {"title": "Kahvila", "parts": [{"id": "1"}], "sectors": ["school"], "based_on": None, "same": 1}
    after = {"title": "Kahvio", "parts": [{}, {}], "sectors": ["school", "health"], "based_on": {"id": 1}, "same": 1}

    assert differences(before, after) == [
        {"field": "title", "before": "Kahvila", "after": "Kahvio"},
        {"field": "parts", "before": "1", "after": "2"},
        {"field": "sectors", "before": "school", "after": "school, health"},
        {"field": "based_on", "before": "", "after": "1"},
    ]


@pytest.mark.parametrize("mark", ["2024-2026", "2026-11-22", "2 000 000", "12 500 000"])
def test_years_days_and_thousands_lead_to_nobody(mark):
    assert personal.is_harmless(mark)


@pytest.mark.parametrize("mark", ["040 123 4567", "0401234567", "010594Y9032", "a@b.fi", "1234-5678"])
def test_telephones_codes_and_addresses_lead_to_somebody(mark):
    assert not personal.is_harmless(mark)


def test_a_whole_name_is_seen_and_a_part_of_a_word_is_not():
    names = ["Maija Meikäläinen", "Kai", "Aino Aalto"]

    assert personal.names_in("Ota yhteys: maija\nMEIKÄLÄINEN, Kai. Aino Aaltonen.", names) == ["Maija Meikäläinen"]
    assert personal.without_addresses("ks. https://a.fi/0401234567 nyt") == "ks.   nyt"


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Aino Virtanen soittaa", True),
        ("AINO\u00a0VIRTANEN", True),
        ("Virtanen, Aino", True),
        ("Kysy Aino Virtaselta tai Aino Virtasta", True),
        ("Aino Virtasen ryhmä", True),
        ("Aino Virta", False),
        ("Aino Virtasalmi", False),
        ("Aino", False),
        ("Virtanen", False),
        ("Virtanen ja Aino", False),
    ],
)
def test_a_name_is_found_in_every_order_and_case(text, is_found):
    assert personal.names_in(text, ["Aino Virtanen", "Kai", ""]) == (["Aino Virtanen"] if is_found else [])


def test_endings_and_marks_hide_no_name():
    names = ["Niina Niemi", "Anna-Liisa Mattila", "Mäki Jäärä"]

    text = "Niina Niemen ja Anna-Liisa Mattilalle. Ma\u0308ki Ja\u0308a\u0308ra\u0308"
    assert personal.names_in(text, names) == names
    assert personal.names_in("Niina Niemistö, Liisa Mattila", names) == []
