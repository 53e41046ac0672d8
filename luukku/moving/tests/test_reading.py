"""Reading what regions tell: files of every kind, languages, HTML, and what should not be in any of them."""

import io
import json
import zipfile
from typing import Any

import pytest

from luukku.moving.integreat import files, gathering, office, prose, tongues
from luukku.moving.integreat.files import UnreadableError
from luukku.moving.tests import region as told
from luukku.toolkit.rules.blocks import MOST_BLOCKS, faults


def text_of(html):
    return [(block.kind.value, block.text) for block in blocks_of(html)]


def blocks_of(html):
    return prose.read(html, lambda href: href, lambda _source, _alt: "").blocks


# ---------------------------------------------------------------- files


def packed(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def test_a_folder_a_file_and_a_packed_file_tell_the_same(tmp_path):
    content = json.dumps(told.rows())
    folder = told.write(tmp_path / "region")
    (tmp_path / "one.json").write_text(content)
    (tmp_path / "all.zip").write_bytes(packed({"a/pages.json": content}))

    counts = {len(files.load(tmp_path / name).rows) for name in ("region", "one.json", "all.zip")}

    assert counts == {len(told.rows())}
    assert folder.is_dir()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'[{"title": "Kita", "content": "<p>', "cut short"),
        ("Größe".encode("latin-1"), "UTF-8"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"", "cut short"),
        (b"[" * 100_000, "nested too deep"),
        (b"PK\x03\x04 no archive", "damaged"),
        (b"[]", "no pages"),
        (b'"words"', "no pages"),
        (b"[1, null, [2]]", "no pages"),
    ],
)
def test_files_that_cannot_be_read_say_why(tmp_path, content, why):
    (tmp_path / "region").write_bytes(content)

    with pytest.raises(UnreadableError, match=why):
        files.load(tmp_path / "region")


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path):
    with (tmp_path / "big.json").open("wb") as big:
        big.truncate(50 * 1024 * 1024)

    with pytest.raises(UnreadableError, match="larger than 40 MB"):
        files.load(tmp_path / "big.json")


def test_a_packed_bomb_is_opened_no_further_than_fits(tmp_path):
    (tmp_path / "bomb.zip").write_bytes(packed({"pages.json": b" " * (41 * 1024 * 1024)}))

    with pytest.raises(UnreadableError, match="too large when unpacked"):
        files.load(tmp_path / "bomb.zip")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "secret.json").write_text(json.dumps(told.pages("de")))
    folder = told.write(tmp_path / "region", told.pages("en"))
    (folder / "more.json").symlink_to(tmp_path / "secret.json")

    assert len(files.load(folder).rows) == len(told.pages("en"))


# ---------------------------------------------------------------- languages and regions


@pytest.mark.parametrize(
    ("code", "tag", "ours"),
    [
        ("fa", "fa-IR", "fa"),
        ("prs", "prs", "prs"),
        ("fa-AF", "", "prs"),
        ("ckb", "ckb-IQ", "ckb"),
        ("kmr", "", "kmr"),
        ("ku", "kmr-Latn", "ku"),
        ("zh-CN", "zh-Hans", "zh"),
        ("ar", "ar-arb", "ar"),
        ("de", "de-DE", "de"),
        ("de-si", "de-DE-simple", ""),
        ("xx", "xx", ""),
        ("", "", ""),
    ],
)
def test_languages_get_our_codes(code, tag, ours):
    assert tongues.ours(code, tag) == ours


def test_languages_that_we_do_not_have_are_told_and_left_out():
    rows = [*told.rows(), {"id": 9, "code": "xx", "bcp47_tag": "xx", "native_name": "X", "dir": ""}]
    rows.append(told.page(12, "de") | {"path": "/lindenau/xx/hyyy/", "available_languages": {}})

    region = gathering.region(rows)

    assert "xx" not in region.languages
    assert [note.about for note in region.notes if note.code == "unknown_language"] == ["xx"]
    assert len(region.pages) == 14


def test_only_the_languages_that_are_wanted_come():
    region = gathering.region(told.rows(), languages=["de", "ar"])

    assert set(region.languages.values()) == {"de", "ar"}
    assert all(set(page.texts) <= {"de", "ar"} for page in region.pages)


def test_the_language_of_the_originals_has_to_come():
    with pytest.raises(UnreadableError, match="originals"):
        gathering.region(told.rows(), languages=["ar"])


def test_of_several_regions_one_is_chosen():
    other = json.loads(json.dumps(told.pages("de")).replace("/lindenau/", "/ulmenau/"))

    with pytest.raises(UnreadableError, match="lindenau, ulmenau"):
        gathering.region([*told.rows(), *other])

    assert len(gathering.region([*told.rows(), *other], slug="ulmenau").pages) == 13


# ---------------------------------------------------------------- pages


def test_the_languages_of_a_page_are_joined_though_their_ids_say_nothing():
    page = next(one for one in gathering.region(told.rows()).pages if one.name == "Die ersten Tage")

    assert list(page.texts) == ["de", "en", "ar", "fi"]
    assert page.parent == "lindenau/de/ankommen"


def test_pages_that_stand_under_each_other_stand_at_the_top():
    rows = told.pages("de")
    by_path = {row["path"]: row for row in rows}
    one, other = by_path["/lindenau/de/arbeit/"], by_path["/lindenau/de/sprache/"]
    one["parent"], other["parent"] = ({"id": 1, "path": row["path"], "url": None} for row in (other, one))

    region = gathering.region(rows)

    assert [note.code for note in region.notes] == ["circle"]
    assert {page.name: page.parent for page in region.pages}["Arbeit"] == ""


def test_of_a_page_told_twice_the_newer_counts():
    older = told.page(12, "de") | {"title": "Alt", "last_updated": "2020-01-01T00:00:00+01:00"}

    region = gathering.region([older, *told.rows()])

    assert "Alt" not in {page.name for page in region.pages}
    assert [note.code for note in region.notes] == ["twice"]


def test_strange_values_do_no_harm():
    strange: list[dict[str, Any]] = [
        {"path": "/lindenau/de/a/", "title": None, "content": None, "parent": "x", "available_languages": []},
        {"path": "/lindenau/de/b/", "title": 5, "content": {"a": 1}, "parent": {"id": [], "path": 3}, "order": "x"},
        {"path": 7, "title": "c", "content": "c"},
        {"path": "/lindenau/de/locations/d/", "title": "d", "opening_hours": "always", "location": 3},
        {"path": "/lindenau/de/events/e/", "title": "e", "event": {"id": None, "start": "soon"}},
    ]

    region = gathering.region([*told.rows(), *strange])

    assert len(region.pages) == 16


# ---------------------------------------------------------------- HTML


def test_markup_becomes_pieces_that_can_be_read():
    html = (
        "<h2>Otsikko</h2><p>Eka <b>vahva</b> sana.<br>Toinen rivi.</p><ol><li>Yksi<ul><li>sisällä</li></ul></li>"
        "<li>Kaksi</li></ol><div>Irti <a href='https://example.org/a(b)'>linkki</a></div><h5>Pieni</h5>"
        "<table><tr><td>Ma</td><td>9–15</td></tr></table><iframe src='https://video.example.org/1'></iframe>"
    )

    assert text_of(html) == [
        ("heading", "Otsikko"),
        ("paragraph", "Eka **vahva** sana.\nToinen rivi."),
        ("steps", "Yksi\n– sisällä\nKaksi"),
        ("paragraph", "Irti [linkki](https://example.org/a%28b%29)"),
        ("heading", "Pieni"),
        ("list", "Ma: 9–15"),
        ("link", "video.example.org"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<p onclick='alert(1)'><script>alert(1)</script></p>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'></a>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<style>p { background: url(javascript:alert(1)) }</style>",
        "<template><script>alert(1)</script></template>",
        "<iframe src='javascript:alert(1)'></iframe><iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<!-- <script>alert(1)</script> -->",
    ],
)
def test_nothing_that_runs_comes_over(html):
    assert "alert" not in str(blocks_of(html))


def test_a_link_that_leads_nowhere_leaves_its_words():
    assert text_of("<p>Lue <a href='javascript:x()'>tämä</a>.</p>") == [("paragraph", "Lue tämä.")]


def test_signs_that_turn_text_around_are_taken_out():
    assert text_of("<p>a\u202eb\u2066c</p>") == [("paragraph", "abc")]


def test_ten_thousand_words_fit_into_one_page():
    words = " ".join(["sana"] * 20)
    blocks = blocks_of(f"<p>{words}.</p>" * 500)

    assert len(blocks) <= MOST_BLOCKS
    assert sum(block.text.count("sana") for block in blocks) == 10_000
    assert faults(blocks) == []


def test_one_endless_paragraph_is_cut_at_its_sentences():
    blocks = blocks_of(f"<p>{'Tämä on lause. ' * 2000}</p>")

    assert faults(blocks) == []
    assert all(block.text.endswith(".") for block in blocks)


def test_more_headings_than_a_page_may_have_are_refused():
    with pytest.raises(prose.TooLongError):
        blocks_of("<h2>a</h2>" * 400)


@pytest.mark.parametrize("html", ["<div>" * 5000 + "syvällä", "<ul><li>" * 3000 + "syvällä", "<b>" * 5000 + "syvällä"])
def test_markup_nested_without_end_does_no_harm(html):
    assert faults(blocks_of(html)) == []


# ---------------------------------------------------------------- translation offices


def office_region(*contents):
    region = gathering.region(told.rows())
    office.add(region, {f"{place}.xliff": content for place, content in enumerate(contents)})
    return region


@pytest.mark.parametrize("version", ["1.2", "2.0"])
def test_an_office_adds_a_language_to_a_page_known_by_its_id(version):
    texts = {"title": ("Kinder und Familie", "Çocuklar"), "content": ("<p>Alles.</p>", "<p>Her şey.</p>")}

    region = office_region(told.xliff(4, "de-DE", "tr-TR", texts, version=version))

    page = next(one for one in region.pages if one.number == "4")
    assert page.texts["tr"].title == "Çocuklar"
    assert page.texts["tr"].html == "<p>Her şey.</p>"


def test_an_office_adds_to_the_page_that_says_the_same():
    html = "<p>Im Notfall rufen Sie 112.</p><p>Ein Arzt hilft.</p>"
    texts = {"title": ("Gesundheit", "Terveys"), "body": (html, "<p>Soita 112.</p><p>Lääkäri auttaa.</p>")}

    region = office_region(told.xliff(987, "de-DE", "fi", texts))

    page = next(one for one in region.pages if one.name == "Gesundheit")
    assert page.texts["fi"].title == "Terveys"


def test_what_the_region_has_itself_goes_before_an_office():
    texts = {"title": ("Kinder und Familie", "Lapset!"), "content": ("", "")}

    page = next(one for one in office_region(told.xliff(4, "de-DE", "fi-FI", texts)).pages if one.number == "4")

    assert page.texts["fi"].title == "Lapset ja perhe"


@pytest.mark.parametrize(
    "content",
    [
        b"<xliff",
        b"",
        b"<html/>",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><xliff>&a;</xliff>',
        told.xliff(1, "de", "fi", {"title": ("a", "b")})[:-20],
    ],
)
def test_an_office_file_that_cannot_be_read_says_so(content):
    with pytest.raises(UnreadableError, match=r"0\.xliff"):
        office_region(content)


def test_an_office_file_in_an_unknown_language_is_told():
    region = office_region(told.xliff(4, "de-DE", "xx", {"title": ("a", "b")}))

    assert [note.code for note in region.notes] == ["unknown_language"]
