"""How a block's words become HTML: escaped, with two marks, and cleaned once more by a library on the way out."""

from typing import Final

import nh3
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from luukku.toolkit.rules.blocks import Block
from luukku.toolkit.rules.difference import Change, Words
from luukku.toolkit.rules.marks import Piece, Sort, pieces

register = template.Library()

TAGS: Final = {"strong", "a", "br"}
ATTRIBUTES: Final = {"a": {"href"}}
SCHEMES: Final = {"http", "https", "mailto", "tel"}


@register.filter
def marked(text: str) -> SafeString:
    """A text with its line breaks and marks as HTML."""
    lines = [format_html_join("", "{}", ((_piece(one),) for one in pieces(line))) for line in text.splitlines()]
    html = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))
    return mark_safe(  # noqa: S308 - escaped above and cleaned here
        nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer")
    )


def _piece(piece: Piece) -> SafeString | str:
    if piece.sort is Sort.STRONG:
        return format_html("<strong>{}</strong>", piece.text)
    if piece.sort is Sort.LINK:
        return format_html('<a href="{}">{}</a>', piece.url, piece.text)
    return piece.text


@register.filter
def lines(block: Block) -> list[str]:
    return block.lines


@register.filter
def changed_words(words: tuple[Words, ...]) -> SafeString:
    """A difference as a reader follows it: what went struck through, what came underlined."""
    tags = {Change.ADDED: "ins", Change.REMOVED: "del"}
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<{0}>{1}</{0}>", mark_safe(tags[one.change]), one.text) if one.change in tags else one.text,)  # noqa: S308
            for one in words
        ),
    )


@register.filter
def of(mapping: dict[str, object], key: object) -> object:
    """What stands under a key; nothing when it is not there."""
    return mapping.get(str(key), "")
