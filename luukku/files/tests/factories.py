"""Files for tests of every app: small ones that tell more than they should. Nobody in them exists."""

import io
import zipfile
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

AUTHOR = "Kerttu Kirjoittaja"
PLACE = (60.0, 10.0, 33.0)
"""Degrees, minutes, seconds that no test's picture may keep."""


def an_upload(content: bytes = b"Paperi", name: str = "paperi.txt", **more: Any) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, **more)


def a_pdf(**info: str) -> bytes:
    """A page with an author, XMP, a script that runs at opening, an attachment and a link that is fetched."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
        xmp["dc:creator"] = [AUTHOR]
    pdf.docinfo["/Author"] = info.get("author", AUTHOR)
    pdf.docinfo["/Title"] = info.get("title", "Salainen otsikko")
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.launchURL('http://127.0.0.1/steal')")
    pdf.Root.OpenAction = pdf.make_indirect(script)
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["x", script])))
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9]), A=launch
    )
    pdf.pages[0].Annots = pikepdf.Array([note])
    pdf.attachments["salainen.txt"] = b"liite"
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def a_locked_pdf() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    target = io.BytesIO()
    pdf.save(target, encryption=pikepdf.Encryption(owner="omistaja", user="lukija"))
    return target.getvalue()


def a_picture(form: str = "JPEG", *, size: tuple[int, int] = (40, 20), turned: bool = False) -> bytes:
    """A picture that knows where and by what it was taken; `turned` lies on its side."""
    picture = Image.new("RGB", size, (200, 30, 30))
    exif = Image.Exif()
    exif[0x010F] = "Salaisen puhelimen valmistaja"
    exif[0x013B] = AUTHOR
    exif[0x0112] = 6 if turned else 1
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", PLACE, "E", PLACE
    target = io.BytesIO()
    picture.save(target, form, exif=exif.tobytes())
    return target.getvalue()


def a_docx() -> bytes:
    """A Word document with an author, a template's path, a reviser, a thumbnail and a picture fetched from outside."""
    told = {
        "[Content_Types].xml": b'<?xml version="1.0"?><Types/>',
        "_rels/.rels": (
            b'<?xml version="1.0"?><Relationships>'
            b'<Relationship Id="r1" Type="http://x/officeDocument" Target="word/document.xml"/>'
            b'<Relationship Id="r2" Type="http://x/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/>'
            b"</Relationships>"
        ),
        "word/document.xml": f'<w:document><w:ins w:author="{AUTHOR}" w:date="2026-01-01"><w:t>Hei</w:t></w:ins>'
        "</w:document>".encode(),
        "word/people.xml": f'<w15:people><w15:person w15:author="{AUTHOR}"><w15:presenceInfo/></w15:person>'
        "</w15:people>".encode(),
        "word/_rels/settings.xml.rels": (
            b'<Relationships><Relationship Id="r1" Type="http://x/attachedTemplate"'
            b' Target="file:///C:/Users/salainen/malli.dotx" TargetMode="External"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            b'<Relationships><Relationship Id="r9" Type="http://x/image" TargetMode="External"'
            b' Target="http://127.0.0.1/seuraa.png"/>'
            b'<Relationship Id="r8" Type="http://x/hyperlink" TargetMode="External" Target="https://www.infofinland.fi/"/>'
            b"</Relationships>"
        ),
        "word/media/kuva.jpeg": a_picture(),
        "docProps/core.xml": f"<cp:coreProperties><dc:creator>{AUTHOR}</dc:creator></cp:coreProperties>".encode(),
        "docProps/app.xml": b"<Properties><Template>Salainen malli</Template><Company>Yritys</Company></Properties>",
        "docProps/thumbnail.jpeg": a_picture(),
    }
    return packed(told)


def an_odt() -> bytes:
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:annotation><dc:creator>{AUTHOR}</dc:creator></office:annotation>".encode(),
            "meta.xml": f"<meta:initial-creator>{AUTHOR}</meta:initial-creator>".encode(),
            "settings.xml": b'<config:config-item config:name="PrinterName">Salainen tulostin</config:config-item>',
            "Thumbnails/thumbnail.png": b"x",
            "META-INF/manifest.xml": b'<manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png"/>',
        }
    )


def an_xlsx() -> bytes:
    return packed(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.xml": b'<workbook><fileSharing userName="salainen"/><x15ac:absPath url="C:\\Users\\salainen"/>'
            b"</workbook>",
            "xl/comments1.xml": f"<comments><authors><author>{AUTHOR}</author></authors></comments>".encode(),
            "xl/persons/person.xml": f'<person displayName="{AUTHOR}" userId="s-1"/>'.encode(),
            "docProps/core.xml": AUTHOR.encode(),
            "docProps/custom.xml": AUTHOR.encode(),
        }
    )


def packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
