import io
import os
import re
import shutil
import subprocess
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest

from luukku.paper.documents import (
    Action,
    Confirmation,
    Footer,
    Goal,
    Pair,
    Passage,
    PersonPart,
    PictureLine,
    PicturePart,
    Pictures,
    Section,
    Words,
)
from luukku.paper.engine import PressError
from luukku.paper.services import render_drawing, render_letter, render_pictures, render_table
from luukku.paper.tests.factories import AT, HASH, LANGUAGES, TEXTS, a_letter, a_table

HOSTILE = [
    "Aino\x00Virtanen",
    "\u202eoniA",
    "😀👩‍👩‍👧 Aino",
    "ö" * 300,
    "ليلى" * 75,
    '#import "@preview/x:1.0.0": y',
    '#read("/etc/hostname")',
    "$ sum_(i=0)^n $ *bold* _it_ `raw` <label> @ref // /* ]] }} \\u{41}",
    '<img src="http://127.0.0.1:9/x.png">',
    "\ud800\U0010ffff\ue000",
    "Z\u0351\u036b\u0343\u036a\u0302\u036ba\u0338l\u0489g\u0335o",
    "",
]


def pdf(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def root_of(content: bytes) -> Any:
    """The catalogue of the file: language, tags, metadata."""
    return pdf(content).trailer["/Root"]


def text_of(content: bytes, folder: Path) -> str:
    """What poppler reads from the file, without direction marks, in single spaces."""
    tool = shutil.which("pdftotext")
    if tool is None:
        if os.environ.get("LUUKKU_NO_SKIPS") == "1":
            pytest.fail("pdftotext is missing: install poppler-utils.")
        pytest.skip("pdftotext is missing: install poppler-utils to check what a PDF says.")
    path = folder / "letter.pdf"
    path.write_bytes(content)
    raw = subprocess.run([tool, path, "-"], capture_output=True, check=True).stdout.decode()
    bare = re.sub("[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\f]", "", raw)
    return re.sub(r"\s+", " ", bare)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_family_language_prints_all_its_words(language):
    sections = tuple(Section(Pair.same(text, language), ()) for text in TEXTS[language].values())
    letter = replace(a_letter(language), sections=sections)

    content = render_letter(letter, at=AT, layout="one_language")

    assert "□" not in "".join(page.extract_text() for page in pdf(content).pages)
    assert root_of(content)["/Lang"] == language


@pytest.mark.parametrize("language", ["fi", "so", "ar", "fa", "ru", "zh"])
@pytest.mark.parametrize("key", ["greeting", "thought", "voluntary", "confirmed", "words"])
def test_a_sentence_comes_out_of_the_file_as_it_went_in(language, key, tmp_path):
    wide = Passage(TEXTS[language][key], language)
    section = Section(Pair(wide, wide), ())
    letter = replace(a_letter(language), sections=(section,))

    read = text_of(render_letter(letter, at=AT, layout="one_language"), tmp_path)

    assert words_of(TEXTS[language][key]) <= words_of(read)


def words_of(text: str) -> set[str]:
    """Words and numbers; poppler guesses punctuation and spaces in right-to-left lines."""
    text = re.sub("[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    text = unicodedata.normalize("NFKC", text.replace("هٔ", "ۀ"))
    return set(re.findall(r"[^\W\d_]+|\d+", text))


def test_sorani_comes_out_of_the_file_letter_for_letter(tmp_path):
    letter = a_letter("ckb")

    read = text_of(render_letter(letter, at=AT, layout="one_language"), tmp_path)

    letters = read.replace(" ", "")
    assert all(word in letters for word in words_of(TEXTS["ckb"]["voluntary"]))


def test_both_languages_stand_in_the_file(tmp_path):
    read = text_of(render_letter(a_letter("so"), at=AT), tmp_path)

    assert words_of("Layla Yuusuf Qoraalkani waa kiinna") <= words_of(read)
    assert words_of("Kirjoitimme tähän mitä toivotte") <= words_of(read)


@pytest.mark.parametrize(("layout", "language"), [("side_by_side", "fi"), ("one_language", "ar")])
def test_the_file_is_tagged_and_says_its_language_and_title(layout, language):
    letter = a_letter("ar")

    content = render_letter(letter, at=AT, layout=layout)

    root = root_of(content)
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"] == language
    assert letter.title.family.text in str(pdf(content).metadata)
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_headings_have_levels_and_the_title_is_the_only_first():
    kinds = tags_of(render_letter(a_letter("fa"), at=AT))

    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 10
    assert {"/H3", "/H4"} <= set(kinds)


def tags_of(content: bytes) -> list[str]:
    """Kinds of the structure elements, in reading order."""

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            return [kind for child in node for kind in walk(child)]
        if not isinstance(node, dict):
            return []
        own = [node["/S"]] if "/S" in node else []
        return own + (walk(node["/K"]) if "/K" in node else [])

    return walk(root_of(content)["/StructTreeRoot"])


def test_a_family_that_reads_the_workers_language_gets_one_column(tmp_path):
    read = text_of(render_letter(a_letter("fi"), at=AT), tmp_path)

    assert read.count("Mihin pyrimme") == 1


def test_equal_input_gives_equal_bytes_and_another_moment_does_not():
    letter = a_letter("ar")

    first = render_letter(letter, at=AT)

    assert render_letter(letter, at=AT) == first
    assert render_letter(letter, at=AT + timedelta(days=1)) != first


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("layout", ["side_by_side", "one_language"])
def test_a_hostile_name_is_printed_as_text_or_replaced(name, layout):
    letter = a_letter("ar")
    evil = Pair(Passage(name, "fi"), Passage(name, "ar"))
    part = PersonPart(evil, (Words(evil, evil), Action(evil, evil, evil)), is_child=True)
    section = Section(evil, (part, Goal(evil), Confirmation(evil, evil, evil)), is_tinted=True)
    letter = replace(letter, title=evil, greeting=(evil,), meta=(evil,), sections=(section,))

    document = pdf(render_letter(letter, at=AT, layout=layout))

    read = "".join(page.extract_text() for page in document.pages)
    assert 1 <= len(document.pages) <= 12
    assert latin(name) in latin(read)


def latin(text: str) -> str:
    """The Latin letters and figures of a text, in their order: what every font has and no line break changes.

    A letter that stands twice counts once, because a reader tells a letter with marks upon it for each of them.
    """
    return re.sub(r"(.)\1+", r"\1", "".join(re.findall(r"[A-Za-z0-9ö]", text)))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_cell_does_not_break_the_table(name):
    table = a_table("fi")
    rows = (tuple(Pair.same(name, "fi") for _ in table.columns),)

    document = pdf(render_table(replace(table, rows=rows), at=AT))

    assert len(document.pages) == 1


def test_code_in_a_name_is_printed_and_not_run(tmp_path):
    code = '#read("base.typ") #sys.version'
    letter = replace(a_letter("fi"), greeting=(Pair.same(code, "fi"),))

    read = text_of(render_letter(letter, at=AT), tmp_path)

    assert code in read


def test_a_name_of_three_hundred_letters_stays_on_the_page():
    name = Pair(Passage("W" * 300, "fi"), Passage("ل" * 300, "ar"))
    letter = replace(a_letter("ar"), title=name, greeting=(), sections=())

    page = pdf(render_letter(letter, at=AT)).pages[0]

    rightmost = []
    page.extract_text(visitor_text=lambda _text, cm, tm, _font, _size: rightmost.append(cm[4] + tm[4]))
    assert max(rightmost) <= page.mediabox.width


def test_a_replaced_character_is_told_at_the_end(tmp_path):
    letter = replace(a_letter("so"), greeting=(Pair.same("Hei 😀", "fi"),))

    read = text_of(render_letter(letter, at=AT), tmp_path)

    assert "□" in read
    assert words_of(TEXTS["so"]["unprintable"]) <= words_of(read)


def test_nothing_is_told_when_everything_could_be_printed(tmp_path):
    read = text_of(render_letter(a_letter("so"), at=AT), tmp_path)

    assert TEXTS["fi"]["unprintable"][:20] not in read


def test_a_note_for_one_language_stands_in_its_column_alone(tmp_path):
    note = Pair(Passage("", "fi"), Passage("Turjumaadda waa qabyo.", "so"))
    letter = replace(a_letter("so"), notes=(note,))

    read = text_of(render_letter(letter, at=AT), tmp_path)

    assert read.count("qabyo") == 1


def test_every_page_has_its_number_version_and_fingerprint(tmp_path):
    read = text_of(render_letter(a_letter("so"), at=AT), tmp_path)

    assert "Sivu 1 (2)" in read
    assert "Bogga 2 (2)" in read
    assert read.count(HASH) == 2


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_table_of_who_opened_the_data_prints_in_one_language(language, tmp_path):
    content = render_table(a_table(language, worker=language, rows=60), at=AT)

    read = text_of(content, tmp_path)
    assert read.count(TEXTS[language]["when_column"]) >= len(pdf(content).pages)
    assert {"/Table", "/TH", "/TD"} <= set(tags_of(content))


def test_a_bilingual_cell_says_the_same_thing_once(tmp_path):
    table = a_table("ar", rows=1)

    read = text_of(render_table(table, at=AT, layout="side_by_side"), tmp_path)

    assert read.count("Leena Mäkelä") == 1
    assert words_of(TEXTS["ar"]["why_cell"]) <= words_of(read)


def test_an_empty_table_says_so(tmp_path):
    read = text_of(render_table(a_table("sv", rows=0), at=AT), tmp_path)

    assert TEXTS["sv"]["nobody"] in read


def test_threads_print_side_by_side_without_mixing_their_letters():
    languages = ["fi", "ar", "so", "zh"] * 4
    alone = {language: render_letter(a_letter(language), at=AT) for language in set(languages)}

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda code: render_letter(a_letter(code), at=AT), languages))

    assert together == [alone[language] for language in languages]


def test_a_long_letter_in_arabic_script_is_made_within_the_time_of_a_request():
    render_letter(a_letter("ar"), at=AT)
    letter = replace(a_letter("ar"), meta=(Pair.same("kuuma", "fi"),))

    started = time.perf_counter()
    render_letter(letter, at=AT)

    assert time.perf_counter() - started < 0.3


def test_a_plan_in_pictures_is_one_tagged_file_whatever_the_pictures_are_called():
    both = Pair(Passage("Zahra aloittaa kurssin", "fi"), Passage("تبدأ زهرة الدورة", "ar"))
    name, day = Pair.same("Zahra", "fi"), Pair.same("27.11.2026", "fi")
    footer = Footer(version=name, page=name, unprintable=name)
    lines = (PictureLine("school", name, both, day), PictureLine("no such picture", name, both))
    pictures = Pictures(both, (PicturePart(name, lines),), footer, notes=(both,), closing=(both,))

    made = render_pictures(pictures, at=AT)

    assert made == render_pictures(pictures, at=AT)
    assert b"/StructTreeRoot" in made


def a_drawing(words: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 40" width="300" height="40">'
        f'<text x="10" y="25" font-size="16">{words}</text></svg>'
    )


@pytest.mark.parametrize("words", ["Tampere 12 %", "طلب 12", "家庭", "﹤script﹥ 😀", "q\u0308"])
def test_a_drawing_becomes_a_picture_twice_as_fine_and_always_the_same(words):
    made = render_drawing(a_drawing(words), width=300)

    assert made.startswith(b"\x89PNG")
    assert (int.from_bytes(made[16:20]), int.from_bytes(made[20:24])) == (600, 80)
    assert made == render_drawing(a_drawing(words), width=300)


def test_a_broken_drawing_is_an_error_and_no_picture():
    with pytest.raises(PressError):
        render_drawing("<svg", width=300)
