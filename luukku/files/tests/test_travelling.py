"""Packed files from outside, and contents that arrive elsewhere as they left."""

import pytest

from luukku.files.cleaning import clean
from luukku.files.kinds import Kind, Unfit
from luukku.files.tests.factories import a_docx, a_pdf, a_picture, packed
from luukku.files.travelling import steady
from luukku.files.unpacking import Fault, Fits, Unopened, unpacked

SMALL = Fits(together=30, one=20, files=2)


def why(content, fits=SMALL):
    with pytest.raises(Unopened) as refused:
        list(unpacked(content, fits))
    return refused.value.fault


def test_what_fits_is_read_with_its_names():
    content = packed({"a.json": b"{}", "b.txt": b"x"})

    assert dict(unpacked(content, SMALL)) == {"a.json": b"{}", "b.txt": b"x"}
    assert dict(unpacked(content, Fits(30, 20, 2, (".json",)))) == {"a.json": b"{}"}


def test_what_does_not_fit_is_not_read_on():
    assert why(packed({"a": b"x" * 21})) is Fault.TOO_LARGE
    assert why(packed({"a": b"x" * 20, "b": b"x" * 20})) is Fault.TOO_LARGE
    assert why(packed({"a": b"", "b": b"", "c": b""})) is Fault.TOO_MANY


def test_a_damaged_file_is_told_so_whichever_way_it_is_damaged():
    content = packed({"a": bytes(range(256)) * 4})
    place = content.index(b"a") + 10

    assert why(b"no zip") is Fault.DAMAGED
    assert why(content[:place] + b"\xff" * 8 + content[place + 8 :], Fits(5000, 5000, 5)) is Fault.DAMAGED


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_travels_as_what_cleaning_leaves_alone(form):
    content = a_picture(form)

    travels = steady(Kind(form.lower()), content)

    assert clean(Kind.PNG, travels) == travels
    assert steady(Kind.PNG, travels) == travels


@pytest.mark.parametrize(("kind", "made"), [(Kind.PDF, a_pdf), (Kind.DOCX, a_docx), (Kind.TEXT, lambda: b"Paperi")])
def test_a_document_travels_as_what_cleaning_leaves_alone(kind, made):
    travels = steady(kind, clean(kind, made()))

    assert clean(kind, travels) == travels


def test_what_is_no_picture_does_not_travel():
    with pytest.raises(Unfit):
        steady(Kind.PNG, b"no picture")


def test_what_never_comes_to_rest_does_not_travel(monkeypatch):
    monkeypatch.setattr("luukku.files.travelling.clean", lambda _kind, content: content + b"x")

    with pytest.raises(Unfit):
        steady(Kind.TEXT, b"a")
