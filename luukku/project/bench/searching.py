"""What `bench.search` measures, in the database of this process; prints one JSON object.

Arguments: a JSON object with `what` (quality, speed), `folder`, `sizes`, `questions`, `seed`, `voikko`.
"""

import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from luukku.project.environment import DatabaseRole, prepare

if TYPE_CHECKING:
    from luukku.search.services import NewDocument

WORDS: Final = 100
_TITLE_WORDS: Final = 3
_HOT: Final = 0.1
_INDEX: Final = "search_documents_by_term"


def main() -> None:
    prepare(DatabaseRole.OWNER)
    import django

    django.setup()
    from luukku.language import morphology

    told = json.loads(sys.argv[1])
    if told["voikko"]:
        answer = quality(Path(told["folder"])) if told["what"] == "quality" else speed(told)
    else:
        with morphology.switched_off():
            answer = finnish_alone(Path(told["folder"]))
    sys.stdout.write(json.dumps(answer))


def quality(folder: Path) -> dict[str, Any]:
    """All questions with everything indexed; then the foreign ones with Finnish texts alone."""
    from luukku.project.bench import retrieval

    told = finnish_alone(folder)
    told["reference"] = retrieval.measure(
        retrieval.finnish(folder), retrieval.reference(retrieval.documents(folder, ["fi"]))
    ).told()
    told["reference_typo"] = retrieval.measure(
        retrieval.finnish(folder), retrieval.reference(retrieval.documents(folder, ["fi"])), retrieval.with_a_typo
    ).told()
    for language in ("sv", "en"):
        told[f"known_{language}"] = retrieval.measure(retrieval.known_item(folder, language), _ask).told()
    _fill(retrieval.documents(folder, ["fi"]))
    for language in ("sv", "en"):
        told[f"across_{language}"] = retrieval.measure(retrieval.known_item(folder, language), _ask).told()
    return told


def finnish_alone(folder: Path) -> dict[str, Any]:
    """The Finnish questions, as they are and with one typo each."""
    from luukku.project.bench import retrieval

    _fill(retrieval.documents(folder))
    questions = retrieval.finnish(folder)
    return {
        "finnish": retrieval.measure(questions, _ask).told(),
        "typo": retrieval.measure(questions, _ask, retrieval.with_a_typo).told(),
    }


def _ask(text: str, language: str) -> Sequence[str]:
    from luukku.core.actor import SystemActor
    from luukku.search import services

    return [one.source_id for one in services.find(SystemActor.now(), text, language=language, limit=10).results]


def _fill(documents: "Sequence[NewDocument]") -> None:
    from luukku.core.actor import SystemActor
    from luukku.language import wording
    from luukku.search import services
    from luukku.search.models import Document

    Document.objects.all().delete()
    services.index_documents(documents, terms_of=wording.terms_with_much_memory)
    services.recount(SystemActor.now().at)


def speed(told: dict[str, Any]) -> dict[str, Any]:
    """Half a thousand questions and as many beginnings of words, at each size, as somebody unknown asks them."""
    from luukku.core import clock
    from luukku.core.actor import AnonymousActor
    from luukku.search import services

    chance = random.Random(told["seed"])  # noqa: S311 - invents texts
    words = _words(told["folder"])
    actor = AnonymousActor.at_moment(clock.now())
    answer = {}
    for size in sorted(told["sizes"]):
        began = time.monotonic()
        _fill_quickly(_texts(size, words, chance))
        indexed = round(time.monotonic() - began, 1)
        asked = [_question(words, chance, number) for number in range(told["questions"])]
        for text in asked[:50]:  # warm
            services.find(actor, text, language="fi")
        answer[str(size)] = {
            "search": _timed([lambda text=text: services.find(actor, text, language="fi") for text in asked]),
            "suggest": _timed(
                [lambda text=text: services.suggest(actor, text[: 2 + len(text) // 2]) for text in asked]
            ),
            "index_seconds": indexed,
        }
    return answer


def _timed(visits: Sequence[Any]) -> dict[str, float]:
    seconds = []
    for visit in visits:
        began = time.perf_counter()
        visit()
        seconds.append(time.perf_counter() - began)
    seconds.sort()
    return {
        f"p{share}_ms": round(seconds[min(len(seconds) - 1, len(seconds) * share // 100)] * 1000, 1)
        for share in (50, 95)
    }


def _words(folder: str) -> list[str]:
    """Words as often as texts have them: of the test data where it is, else of our own glossary."""
    from luukku.language import folding, glossary
    from luukku.project.bench import retrieval

    if folder:
        rows = retrieval.documents(Path(folder), ["fi"])
        common = [word for row in rows for word in folding.tokens(f"{row.title} {row.summary} {row.text}")]
        rare = (Path(folder).parent / "wordlists" / "fi_wordfreq_top20000.tsv").read_text(encoding="utf-8").splitlines()
        return common + [row.split("\t")[1] for row in rare[1:]]
    names = [name for concept in glossary.concepts() for name in concept.names["fi"]]
    return [
        word
        for place, name in enumerate(names)
        for word in folding.tokens(name)
        for _again in range(1 + 4000 // (place + 20))
    ]


def _texts(size: int, words: Sequence[str], chance: random.Random) -> "Iterator[NewDocument]":
    from luukku.search.services import NewDocument

    for number in range(size):
        told = chance.choices(words, k=WORDS)
        yield NewDocument(
            type=chance.choice(("service", "item", "place", "event")),
            source_id=str(number),
            language="fi",
            title=" ".join(told[:_TITLE_WORDS]).capitalize(),
            text=" ".join(told[_TITLE_WORDS:]),
            places=(chance.choice(("Tampere", "Nokia", "Pirkkala", "Ylöjärvi")),),
        )


def _question(words: Sequence[str], chance: random.Random, number: int) -> str:
    """One to four words as texts have them; every tenth question is one of the commonest words alone."""
    if number % round(1 / _HOT) == 0:
        return max(chance.choices(words, k=40), key=words[:20_000].count)
    return " ".join(chance.choices(words, k=chance.randint(1, 4)))


def _fill_quickly(documents: "Iterator[NewDocument]") -> None:
    """As an import does it, with the large index made afterwards."""
    from django.db import connection

    from luukku.core.actor import SystemActor
    from luukku.search import services
    from luukku.search.models import Document

    Document.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {_INDEX}")
        services.index_documents(documents)
        cursor.execute(f"CREATE INDEX {_INDEX} ON search_document USING gin (vector) WITH (fastupdate = off)")
        cursor.execute("VACUUM ANALYZE search_document")
        cursor.execute("VACUUM ANALYZE search_word")
    services.recount(SystemActor.now().at)


if __name__ == "__main__":
    main()
