"""The table of who is responsible, read once."""

from functools import cache

from luukku.core.law.provisions import Citation, cited
from luukku.core.law.reading import law_file, rules_of
from luukku.directory.rules.responsible import Answer


@cache
def answers() -> tuple[Answer, ...]:
    return rules_of(Answer, law_file(__package__, "responsibilities.toml")["answer"], when=_when)


def source_of(answer: Answer) -> Citation:
    """The sections on which an answer rests, with the address of their act."""
    return cited(f"{answer.act}, {answer.section}")


def _when(told: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {question: tuple(accepted) for question, accepted in told.items()}
