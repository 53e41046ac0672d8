"""What a file tells beside its content is gone; what could act is gone; what can't be read is refused in words."""

import io
import zipfile

import pikepdf
import pytest
from PIL import Image

from luukku.files.cleaning import clean
from luukku.files.kinds import Fault, Kind, Unfit
from luukku.files.names import clean_name
from luukku.files.sniffing import sniff
from luukku.files.tests.factories import (
    AUTHOR,
    a_docx,
    a_locked_pdf,
    a_pdf,
    a_picture,
    an_odt,
    an_xlsx,
    packed,
    unpacked,
)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (a_pdf(), Kind.PDF),
        (a_picture(), Kind.JPEG),
        (a_picture("PNG"), Kind.PNG),
        (a_picture("WEBP"), Kind.WEBP),
        (a_docx(), Kind.DOCX),
        (an_odt(), Kind.ODT),
        (an_xlsx(), Kind.XLSX),
        ("Hyvää päivää\n".encode(), Kind.TEXT),
        ("Hyvää päivää".encode("utf-16"), Kind.TEXT),
        ("Hyvää päivää".encode("cp1252"), Kind.TEXT),
        (b"<html><script>alert(1)</script>", Kind.TEXT),  # given out as plain text
    ],
)
def test_a_file_is_what_it_is_whatever_it_is_called(content, kind):
    assert sniff(content) is kind


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", Fault.HEIC),
        (b"MZ\x90\x00\x03\x00\x00\x00", Fault.KIND),
        (b"\x7fELF\x02\x01\x01\x00", Fault.KIND),
        (b"GIF89a\x01\x00\x01\x00", Fault.KIND),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", Fault.KIND),
        (packed({"a.txt": b"x"}), Fault.KIND),
        (packed({"mimetype": b"application/epub+zip"}), Fault.KIND),
        (packed({"[Content_Types].xml": b"", "word/document.xml": b"", "xl/workbook.xml": b""}), Fault.KIND),
        (b"PK\x03\x04broken", Fault.BROKEN),
        (b"abc\x00def", Fault.KIND),
    ],
)
def test_what_we_do_not_keep_is_named(content, fault):
    with pytest.raises(Unfit) as refused:
        sniff(content)

    assert refused.value.fault is fault


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_attack_23_a_picture_no_longer_tells_where_it_was_taken(form):
    before = a_picture(form, turned=form == "JPEG")

    after = clean(Kind[form], before)

    assert b"Salaisen puhelimen" in before
    assert b"Salaisen puhelimen" not in after
    assert AUTHOR.encode() not in after
    with Image.open(io.BytesIO(after)) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.size == ((20, 40) if form == "JPEG" else (40, 20))  # turned upright before the note was lost


def test_attack_23_a_pdf_no_longer_tells_who_made_it_and_runs_nothing():
    after = clean(Kind.PDF, a_pdf())

    with pikepdf.open(io.BytesIO(after)) as pdf:
        assert "/Info" not in pdf.trailer
        assert "/Metadata" not in pdf.Root
        assert "/OpenAction" not in pdf.Root
        assert list(pdf.attachments) == []
        assert "/A" not in pdf.pages[0].Annots[0]
        raw = b"".join(bytes(str(one), "utf-8", "replace") for one in pdf.objects)
    assert b"JavaScript" not in raw
    assert b"Launch" not in raw
    assert AUTHOR.encode() not in raw


def test_attack_23_a_picture_inside_a_pdf_is_cleaned_too():
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 100))
    image = pikepdf.Stream(pdf, a_picture())
    image.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=40, Height=20, BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceRGB, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
    target = io.BytesIO()
    pdf.save(target)

    after = clean(Kind.PDF, target.getvalue())

    with pikepdf.open(io.BytesIO(after)) as cleaned:
        kept = cleaned.pages[0].Resources.XObject.Im0.read_raw_bytes()
    assert b"Salaisen puhelimen" in target.getvalue()
    assert b"Salaisen puhelimen" not in kept
    assert Image.open(io.BytesIO(kept)).size == (40, 20)


def test_attack_23_a_word_document_no_longer_tells_author_template_or_reviser():
    after = unpacked(clean(Kind.DOCX, a_docx()))

    everything = b" ".join(after.values())
    assert AUTHOR.encode() not in everything
    assert b"Salainen malli" not in everything
    assert b"malli.dotx" not in everything
    assert b"Salaisen puhelimen" not in everything
    assert b"thumbnail" not in after["_rels/.rels"]
    assert "docProps/thumbnail.jpeg" not in after
    assert b">Hei<" in after["word/document.xml"]


def test_attack_60_nothing_in_a_document_is_fetched_from_outside():
    links = unpacked(clean(Kind.DOCX, a_docx()))["word/_rels/document.xml.rels"]

    assert b"seuraa.png" not in links
    assert b"https://www.infofinland.fi/" in links  # what a reader clicks stays


def test_attack_23_open_documents_and_spreadsheets_lose_their_makers():
    odt, xlsx = unpacked(clean(Kind.ODT, an_odt())), unpacked(clean(Kind.XLSX, an_xlsx()))

    told = b" ".join([*odt.values(), *xlsx.values()])
    assert AUTHOR.encode() not in told
    assert b"salainen" not in told.lower()
    assert "Thumbnails/thumbnail.png" not in odt
    assert next(iter(odt)) == "mimetype"


@pytest.mark.parametrize(
    ("kind", "content", "fault"),
    [
        (Kind.PDF, a_locked_pdf(), Fault.LOCKED),
        (Kind.PDF, b"%PDF-1.7\nnothing", Fault.BROKEN),
        (Kind.JPEG, a_picture()[:200], Fault.BROKEN),
        (Kind.PNG, b"\x89PNG\r\n\x1a\nnothing", Fault.BROKEN),
        (Kind.DOCX, packed({"word/vbaProject.bin": b"x"}), Fault.MACROS),
        (Kind.DOCX, packed({"word/embeddings/olio.bin": b"x"}), Fault.MACROS),
        (Kind.ODT, packed({"Basic/Standard/x.xml": b"x"}), Fault.MACROS),
        (Kind.DOCX, packed({"../../etc/passwd": b"x"}), Fault.BROKEN),
        (Kind.DOCX, packed({"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]>'}), Fault.BROKEN),
        (Kind.DOCX, packed({"word/document.xml": "<x/>".encode("utf-16")}), Fault.BROKEN),
        (Kind.DOCX, b"PK\x03\x04", Fault.BROKEN),
    ],
)
def test_what_can_not_be_cleaned_is_not_kept(kind, content, fault):
    with pytest.raises(Unfit) as refused:
        clean(kind, content)

    assert refused.value.fault is fault


def test_a_file_that_grows_without_end_is_refused(monkeypatch):
    monkeypatch.setattr("luukku.files.cleaning.office.MOST_UNPACKED", 1000)
    monkeypatch.setattr("luukku.files.cleaning.pictures.MOST_PIXELS", 100)
    monkeypatch.setattr("luukku.files.cleaning.pdfs.MOST_OBJECTS", 2)

    for kind, content in (
        (Kind.DOCX, packed({"word/document.xml": b"0" * 2000})),
        (Kind.JPEG, a_picture()),
        (Kind.PDF, a_pdf()),
    ):
        with pytest.raises(Unfit) as refused:
            clean(kind, content)
        assert refused.value.fault is Fault.TOO_LARGE_INSIDE


def test_a_picture_that_moves_and_a_locked_archive_are_refused():
    frames = [Image.new("RGB", (4, 4), (shade, 0, 0)) for shade in (0, 90)]
    target = io.BytesIO()
    frames[0].save(target, "WEBP", save_all=True, append_images=frames[1:])
    locked = bytearray(packed({"word/document.xml": b"x"}))
    central = locked.index(b"PK\x01\x02")
    locked[central + 8] |= 1

    for kind, content, fault in (
        (Kind.WEBP, target.getvalue(), Fault.MOVING),
        (Kind.DOCX, bytes(locked), Fault.LOCKED),
    ):
        with pytest.raises(Unfit) as refused:
            clean(kind, content)
        assert refused.value.fault is fault


def test_plain_text_becomes_utf_8_without_what_nobody_sees():
    assert clean(Kind.TEXT, "\ufeffHei\u202e\r\nÄ\x00".encode()) == "Hei\nÄ".encode()
    assert clean(Kind.TEXT, "Päivä".encode("cp1252")) == "Päivä".encode()
    assert clean(Kind.TEXT, "Päivä".encode("utf-16")) == "Päivä".encode()


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("todistus.pdf.exe", "todistus.pdf"),
        ("../../etc/passwd", "etc passwd.pdf"),
        ("laskugnp.\u202efdp.exe", "laskugnp.pdf"),
        ('a"b\r\nSet-Cookie: x=1.pdf', "a b Set-Cookie x=1.pdf"),
        ("", "file.pdf"),
        (".pdf", "file.pdf"),
        ("شهادة.pdf", "شهادة.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_attack_58_a_files_name_misleads_nobody(told, kept):
    assert clean_name(told, Kind.PDF) == kept


def test_a_zip_of_ours_has_an_ending_and_a_type():
    assert (Kind.ZIP.ending, Kind.ZIP.media_type, Kind.JPEG.ending) == ("zip", "application/zip", "jpg")
    assert zipfile.is_zipfile(io.BytesIO(packed({})))
