"""PDF documents: without notes about their making, without anything that runs, opens or sends."""

import io
from typing import Any, cast

import pikepdf

from luukku.files.cleaning.pictures import without_notes
from luukku.files.kinds import Fault, Unfit

MOST_OBJECTS = 200_000
DEEPEST = 60

_ACTING = ("/OpenAction", "/AA", "/JavaScript", "/URI")
_ACTIONS_THAT_ACT = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound"}
)
_TELLING = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")


def clean(content: bytes) -> bytes:
    """The same pages, without author, program, dates, scripts, attachments and addresses to fetch.

    A digital signature in the document does not hold afterwards: the document is written anew.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if pdf.is_encrypted and not pdf.allow.extract:
                raise Unfit(Fault.LOCKED)
            _take_away(pdf)
            target = io.BytesIO()
            pdf.save(
                target,
                deterministic_id=True,
                compress_streams=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                encryption=False,
            )
            return target.getvalue()
    except pikepdf.PasswordError as error:
        raise Unfit(Fault.LOCKED) from error
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError) as error:
        if isinstance(error, Unfit):
            raise
        raise Unfit(Fault.BROKEN) from error


def _take_away(pdf: pikepdf.Pdf) -> None:
    if len(pdf.objects) > MOST_OBJECTS:
        raise Unfit(Fault.TOO_LARGE_INSIDE)
    if not len(pdf.pages):
        raise Unfit(Fault.BROKEN)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    names: Any = pdf.Root.get("/Names")
    if names is not None:
        for name in ("/JavaScript", "/EmbeddedFiles"):
            if name in names:
                del names[name]
    for one in pdf.objects:
        _clean_with_its_own(one)


def _clean_with_its_own(one: Any, depth: int = 0) -> None:
    """An object, and what lies in it rather than being pointed to."""
    if depth > DEEPEST:
        raise Unfit(Fault.BROKEN)
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        _clean_object(one)
        inside: list[Any] = [one[key] for key in one.keys()]  # noqa: SIM118 - a stream is no mapping
    elif isinstance(one, pikepdf.Array):
        inside = list(one)
    else:
        return
    for part in inside:
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            _clean_with_its_own(part, depth + 1)


def _clean_object(one: Any) -> None:
    for name in (*_ACTING, *_TELLING):
        if name in one and not (name == "/URI" and "/S" in one):
            del one[name]
    action = one.get("/A")
    if isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) in _ACTIONS_THAT_ACT:
        del one["/A"]
    if str(one.get("/S", "")) in _ACTIONS_THAT_ACT and str(one.get("/Type", "/Action")) == "/Action":
        _disarm(one)
    if isinstance(one, pikepdf.Stream) and one.get("/Filter") == "/DCTDecode":
        raw = one.read_raw_bytes()
        plain = without_notes(raw)
        if plain != raw:
            one.write(plain, filter=pikepdf.Name.DCTDecode, decode_parms=cast("Any", one.get("/DecodeParms")))


def _disarm(action: Any) -> None:
    """An action of its own object that others point to: it stays, and does nothing."""
    for name in list(action.keys()):
        if name != "/Type":
            del action[name]
