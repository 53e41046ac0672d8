"""Which words a reader gets: in their language when there are any, ours before the source's, honest about the rest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

FALLBACKS = ("fi", "en", "sv")
"""The languages in which most is told, in the order in which they stand in for another."""

FIELDS = (
    "name",
    "alternative_name",
    "summary",
    "description",
    "how_to_get_in",
    "conditions",
    "costs",
    "times",
    "accessibility",
)
"""What a text can say, in the order of reading. `times` holds deadlines and how long it takes."""

JOINED = ("description", "how_to_get_in", "conditions", "costs", "times")
"""Where a general description comes first and the service's own words after it."""


@dataclass(frozen=True, slots=True)
class Text:
    """The words of one text in force.

    Attributes:
        is_local: written here; False means as the source tells it.
        is_general: from the national general description.
        fields: name, summary, description … → words; empty ones are left out.
    """

    language: str
    fields: dict[str, str]
    is_plain: bool = False
    is_local: bool = False
    is_general: bool = False
    keywords: tuple[str, ...] = ()
    links: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader gets.

    Attributes:
        language: of every word of it; never mixed with another.
        is_fallback: the reader asked for another language.
        local: names of the fields that were written here.
        languages: in which languages there is something to read.
    """

    language: str
    fields: dict[str, str] = field(default_factory=dict)
    is_plain: bool = False
    is_fallback: bool = False
    local: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    links: tuple[dict[str, str], ...] = ()

    def __getitem__(self, name: str) -> str:
        """The words of a field, empty when it has none.

        Raises:
            KeyError: no text has such a field. Templates look here before they look for attributes.
        """
        if name not in FIELDS:
            raise KeyError(name)
        return self.fields.get(name, "")


def tell(texts: Sequence[Text], language: str, *, plain: bool = False) -> Told:
    """The words for a reader, all in one language.

    What is written here goes before the source; plain words before others when `plain` is asked for, and where they are
    missing the others stand in. A service's general description comes before the service's own words in description,
    ways in, conditions, costs and times; its name and summary only where the service has none.

    Args:
        texts: all texts in force of the entry, and of its general description.
        language: what the reader reads.

    Source: DVV's rules for reading PTV, as far as its interface descriptions tell them; docs/rules/directory.md.
    """
    languages = tuple(sorted({one.language for one in texts if not one.is_general and _says_something(one)}))
    chosen = next((code for code in (language, *FALLBACKS, *languages) if code in languages), language)
    here = [one for one in texts if one.language == chosen]
    fields, local, is_plain = _combine(here, plain=plain)
    return Told(
        language=chosen,
        fields=fields,
        is_plain=is_plain,
        is_fallback=chosen != language,
        local=local,
        languages=languages,
        keywords=tuple(dict.fromkeys(word for one in here for word in one.keywords)),
        links=tuple({link.get("url", ""): link for one in here for link in one.links}.values()),
    )


def _says_something(text: Text) -> bool:
    return any(text.fields.get(name) for name in ("name", "summary", "description"))


def _combine(here: Iterable[Text], *, plain: bool) -> tuple[dict[str, str], frozenset[str], bool]:
    texts = list(here)
    fields: dict[str, str] = {}
    for text in (one for one in texts if one.is_general):
        fields |= {name: words for name, words in text.fields.items() if words}
    for text in (one for one in texts if not (one.is_general or one.is_local)):
        for name, words in text.fields.items():
            if words:
                before = fields.get(name, "") if name in JOINED else ""
                fields[name] = f"{before}\n\n{words}" if before and words not in before else words
    local: set[str] = set()
    is_plain = False
    for text in sorted((one for one in texts if one.is_local), key=lambda one: one.is_plain):
        told = {name: words for name, words in text.fields.items() if words}
        if text.is_plain and not plain:  # better plain words than none
            told = {name: words for name, words in told.items() if name not in fields}
        fields |= told
        local |= set(told)
        is_plain = is_plain or (text.is_plain and bool(told))
    return fields, frozenset(local), is_plain


def inherited(own: str, general: str) -> str:
    """A kind or a charge: what the general description tells goes before the service's own.

    Source: PTV's interface description of a service: such a value of the service is ignored.
    """
    return general or own
