"""Finnish texts by many writers, for `luukku bench plain`: what LUUKKU_SHARED_DATA holds, each text by its name."""

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

CATALOGUE: Final = "service catalogue"
KINDS: Final = {"j": "EU law", "e": "Europarl", "w": "encyclopaedia", "b": "blogs", "f": "fiction"}
_FIELDS: Final = ("ShortDescription", "BackgroundDescription")

Named = tuple[str, str]


def documents(shared: Path) -> Iterator[Named]:
    """Names tell where a text is from: `ptv:` general descriptions of the national catalogue, `tdt:` documents of
    UD_Finnish-TDT (one sentence on a line), `services:` and `summaries:` services as their organisations describe
    them, `pud:` single translated sentences."""
    yield from _general_descriptions(shared / "ptv" / "general-descriptions" / "general_descriptions.json")
    yield from _treebank(shared / "tdt" / "fi_tdt-ud-test.conllu.gz")
    yield from _services(shared / "ptv" / "fake-ptv" / "services.json")
    yield from _column(shared / "ptv" / "real-data-auroraai" / "services_fi_name_summary_labels.tsv", "summaries")
    yield from _column(shared / "pud" / "pud_fi_sv_en_ru_ar.tsv", "pud")


def kind(name: str) -> str:
    """The known group of a text by its name; empty when it is in none."""
    source, _colon, rest = name.partition(":")
    if source == "ptv":
        return CATALOGUE
    letters = "".join(sign for sign in rest if sign.isalpha()) if source == "tdt" else ""
    return KINDS.get(letters, KINDS["f"] if letters.startswith("f") else "")


def _general_descriptions(path: Path) -> Iterator[Named]:
    for one in json.loads(path.read_text(encoding="utf-8")):
        for field in _FIELDS:
            text = (one.get(field) or {}).get("fi")
            if text:
                yield f"ptv:{one['Id']}:{field}", text


def _treebank(path: Path) -> Iterator[Named]:
    sentences: defaultdict[str, list[str]] = defaultdict(list)
    name = ""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# sent_id = "):
                name = line.split("=", 1)[1].strip().rpartition(".")[0]
            elif line.startswith("# text = "):
                sentences[name].append(line.split("=", 1)[1].strip())
    for name, found in sentences.items():
        yield f"tdt:{name}", "\n".join(found)


def _services(path: Path) -> Iterator[Named]:
    if not path.exists():
        return
    for one in json.loads(path.read_text(encoding="utf-8")):
        if one.get("description"):
            yield f"services:{one['id']}", one["description"]


def _column(path: Path, source: str) -> Iterator[Named]:
    """Of a table with tabs: the column "fi" or "summary", named by the first column."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            text = row.get("fi") or row.get("summary")
            if text:
                yield f"{source}:{next(iter(row.values()))}", text
