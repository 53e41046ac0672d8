"""The package in which models travel: a zip file that is the same, byte by byte, whoever makes it.

`manifest.json` tells the shape's version, the id and version of what is shared, who made it, the licence, what needs
what, and the SHA-256 of every other file. Each part is a JSON file of its own; attachments lie in `files/` under
their SHA-256.
"""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from luukku.programme.rules.package_shapes import (
    ID,
    MANIFEST,
    SHAPES,
    Kind,
    Refused,
    Wrong,
    ensure_shape,
)

SCHEMA: Final = "luukku-package/1"
MANIFEST_NAME: Final = "manifest.json"
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
MOST_JSON: Final = 4 * 1024 * 1024
"""Bytes of one part. In memory it takes some twenty times as much; a long item of the toolkit has a hundredth."""
_NAME: Final = re.compile(rf"manifest\.json|({'|'.join(Kind)})/{ID}\.json|files/[0-9a-f]{{64}}")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that travels.

    Attributes:
        body: as its shape says.
    """

    kind: Kind
    id: str
    version: int
    title: str
    body: Mapping[str, Any]

    @property
    def path(self) -> str:
        return f"{self.kind.value}/{self.id}.json"

    @property
    def needs(self) -> list[str]:
        """Ids of the parts that it leads to."""
        told = [one["id"] for one in self.body.get("parts", ())]
        embedded = [one["ref"] for one in self.body.get("blocks", ()) if one["kind"] == "embed" and one["ref"]]
        return sorted({*told, *embedded})


@dataclass(frozen=True, slots=True)
class Package:
    """What is shared.

    Attributes:
        id, version: of the model, or of the report, for which it was made.
        origin: the organisation that made it.
        files: attachments by their SHA-256.
    """

    id: str
    version: int
    origin: str
    licence: str
    parts: tuple[Part, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)


def canonical(told: Any) -> bytes:
    """JSON in the one way in which packages have it."""
    return (json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def written(package: Package) -> bytes:
    """The package as a zip file: fixed order, fixed moments, nothing pressed together, so that no program's version
    shows in it."""
    parts = sorted(package.parts, key=lambda one: one.path)
    contents = {one.path: canonical(one.body) for one in parts}
    attached = {f"files/{digest}": content for digest, content in sorted(package.files.items())}
    manifest = {
        "schema": SCHEMA,
        "id": package.id,
        "version": package.version,
        "origin": package.origin,
        "licence": package.licence,
        "dependencies": [{"item": one.id, "needs": needed} for one in parts for needed in one.needs],
        "items": [
            {
                "kind": one.kind.value, "id": one.id, "version": one.version, "title": one.title, "path": one.path,
                "sha256": sha256(contents[one.path]),
            }
            for one in parts
        ],
        "files": [{"path": path, "sha256": sha256(content)} for path, content in attached.items()],
    }  # fmt: skip
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in ({MANIFEST_NAME: canonical(manifest)} | contents | attached).items():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.create_system = 3
            archive.writestr(info, content)
    return target.getvalue()


def opened(entries: Iterable[tuple[str, bytes]]) -> Package:
    """The package of a zip file's entries.

    Raises:
        Refused: a name that leads elsewhere, a file that is missing, changed or not told of, another shape, markup.
    """
    contents: dict[str, bytes] = {}
    for name, content in entries:
        if not _NAME.fullmatch(name) or name in contents:
            raise Refused(Wrong.PATH, name[:100])
        contents[name] = content
    if MANIFEST_NAME not in contents:
        raise Refused(Wrong.SCHEMA)
    manifest = _parsed(contents.pop(MANIFEST_NAME), MANIFEST_NAME)
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
        raise Refused(Wrong.SCHEMA, str(manifest.get("schema"))[:40] if isinstance(manifest, dict) else "")
    ensure_shape(manifest, MANIFEST, MANIFEST_NAME)
    _ensure_untouched(manifest, contents)
    parts = tuple(_part(one, contents[one["path"]]) for one in manifest["items"])
    package = Package(
        manifest["id"], manifest["version"], manifest["origin"], manifest["licence"], parts,
        {one["sha256"]: contents[one["path"]] for one in manifest["files"]},
    )  # fmt: skip
    _ensure_whole(package, manifest["dependencies"])
    return package


def _parsed(content: bytes, place: str) -> Any:
    """Raises Refused: it is too long or no JSON, or not written in the one way: then it was changed by hand."""
    if len(content) > MOST_JSON:
        raise Refused(Wrong.TOO_LARGE, place)
    try:
        told = json.loads(content)
        again = canonical(told)
    except (ValueError, RecursionError) as error:
        raise Refused(Wrong.SHAPE, place) from error
    if again != content:
        raise Refused(Wrong.TAMPERED, place)
    return told


def _ensure_untouched(manifest: Mapping[str, Any], contents: Mapping[str, bytes]) -> None:
    """Every file is told of once, with the SHA-256 that it has."""
    listed = [*manifest["items"], *manifest["files"]]
    if sorted(one["path"] for one in listed) != sorted(contents):
        raise Refused(Wrong.TAMPERED, MANIFEST_NAME)
    for one in listed:
        if sha256(contents[one["path"]]) != one["sha256"]:
            raise Refused(Wrong.TAMPERED, one["path"])
    if any(one["path"] != f"files/{one['sha256']}" for one in manifest["files"]):
        raise Refused(Wrong.TAMPERED, MANIFEST_NAME)


def _part(told: Mapping[str, Any], content: bytes) -> Part:
    kind, body = Kind(told["kind"]), _parsed(content, told["path"])
    ensure_shape(body, SHAPES[kind], told["path"])
    part = Part(kind, told["id"], told["version"], told["title"], body)
    if part.path != told["path"] or part.title not in _titles(kind, body):
        raise Refused(Wrong.TAMPERED, told["path"])
    return part


def _titles(kind: Kind, body: Mapping[str, Any]) -> list[str]:
    """What a part may be called in the manifest: what is accepted by its name is what comes in."""
    if kind is Kind.CRITERIA:
        return [body["key"], *body["titles"].values()]
    return [body["place"] if kind is Kind.ADOPTION else body["title"]]


def _ensure_whole(package: Package, dependencies: list[dict[str, str]]) -> None:
    """What it was made for is in it, with its licence and whoever made it; nothing needs what is not in it."""
    main = next((one for one in package.parts if one.id == package.id), None)
    if main is None or main.version != package.version or not package.origin.strip():
        raise Refused(Wrong.SHAPE, MANIFEST_NAME)
    if main.kind not in (Kind.MODEL, Kind.ADOPTION) or package.licence != main.body.get("licence", ""):
        raise Refused(Wrong.SHAPE, f"{MANIFEST_NAME}.licence")
    needed = [{"item": one.id, "needs": other} for one in package.parts for other in one.needs]
    attached = {one["sha256"] for part in package.parts for one in part.body.get("files", ())}
    ids = [one.id for one in package.parts]
    if needed != dependencies or attached != set(package.files) or len(set(ids)) != len(ids):
        raise Refused(Wrong.TAMPERED, MANIFEST_NAME)
    if not {one["needs"] for one in dependencies} <= set(ids):
        raise Refused(Wrong.SHAPE, MANIFEST_NAME)
