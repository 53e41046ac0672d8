"""Finding the messages that the code and the templates mark for translation.

Python is read by its own parser, templates by Django's own lexer: no kept-up library joins Babel and Django 5.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template.base import Lexer, Token, TokenType
from django.utils.translation import trim_whitespace

PACKAGE = Path(__file__).resolve().parent.parent
SKIPPED_FOLDERS = {"tests", "migrations", "static", "locale"}
TEMPLATE_SUFFIXES = {".html", ".txt", ".svg"}

_FUNCTIONS = {f"{prefix}gettext{ending}" for prefix in ("", "n", "p", "np") for ending in ("", "_lazy", "_noop")}
_CONSTANT = re.compile(r"""\b_\(("[^"]*"|'[^']*')\)""")
_SINGLE = {"translate", "trans"}
_BLOCK = {"blocktranslate", "blocktrans"}


class ExtractionError(ValueError):
    """A text is marked in a way that can't be translated; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Message:
    """One marked text: what it says in English, in which context, and in which file it stands."""

    text: str
    plural: str = ""
    context: str = ""
    path: str = ""


def messages_of_package(package: Path = PACKAGE) -> list[Message]:
    """Every marked text of the product, file after file."""
    found: list[Message] = []
    for path in sorted(package.rglob("*")):
        relative = path.relative_to(package.parent)
        if SKIPPED_FOLDERS & set(relative.parts) or not path.is_file():
            continue
        if path.suffix == ".py":
            found += messages_of_python(path.read_text(encoding="utf-8"), relative.as_posix())
        elif path.suffix in TEMPLATE_SUFFIXES and "templates" in relative.parts:
            found += messages_of_template(path.read_text(encoding="utf-8"), relative.as_posix())
    return found


def messages_of_python(source: str, path: str) -> list[Message]:
    """The texts given literally to gettext and its kin, under whatever name they were imported.

    A call whose text is not a literal is passed over: it translates what another place has marked.
    """
    tree = ast.parse(source, path)
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    calls.sort(key=lambda call: (call.lineno, call.col_offset))
    return [message for call in calls if (message := _message_of_call(call, names, path)) is not None]


def _message_of_call(call: ast.Call, names: dict[str, str], path: str) -> Message | None:
    called = call.func
    if isinstance(called, ast.Attribute):
        function = called.attr
    elif isinstance(called, ast.Name):
        function = names.get(called.id, "")
    else:
        return None
    if function not in _FUNCTIONS:
        return None
    texts = [argument.value if isinstance(argument, ast.Constant) else None for argument in call.args]
    context = texts.pop(0) if "pgettext" in function and texts else ""
    wanted = 2 if function.startswith("n") else 1
    given = [text for text in [context, *texts[:wanted]] if isinstance(text, str)]
    if len(given) != wanted + 1:
        return None
    return Message(given[1], given[2] if wanted == 2 else "", given[0], path)


def messages_of_template(source: str, path: str) -> list[Message]:
    """The texts of {% translate %}, {% blocktranslate %} and _("…") in a template, in their order.

    Raises:
        ExtractionError: a block holds something that no translation can carry, or is never closed.
    """
    return list(_walk(iter(Lexer(source).tokenize()), path))


def _walk(tokens: Iterator[Token], path: str) -> Iterator[Message]:
    for token in tokens:
        if token.token_type not in (TokenType.VAR, TokenType.BLOCK):
            continue
        words = token.split_contents()
        if token.token_type is TokenType.BLOCK and words[0] == "comment":
            _skip(tokens)
            continue
        for constant in _CONSTANT.findall(token.contents):
            yield Message(_escaped(constant[1:-1]), path=path)
        if token.token_type is TokenType.BLOCK and words[0] in _SINGLE and _is_literal(words[1]):
            yield Message(_escaped(words[1][1:-1]), context=_context(words), path=path)
        elif token.token_type is TokenType.BLOCK and words[0] in _BLOCK:
            yield _block(token, words, tokens, path)


def _block(start: Token, words: list[str], tokens: Iterator[Token], path: str) -> Message:
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token.token_type is TokenType.TEXT:
            parts[-1].append(token.contents.replace("%", "%%"))
        elif token.token_type is TokenType.VAR:
            parts[-1].append(f"%({token.contents})s")
        elif token.token_type is TokenType.BLOCK and token.contents.strip() == "plural":
            parts.append([])
        elif token.token_type is TokenType.BLOCK and token.contents.strip() in {f"end{name}" for name in _BLOCK}:
            texts = ["".join(part) for part in parts]
            texts = [trim_whitespace(text) for text in texts] if "trimmed" in words else texts
            return Message(texts[0], texts[1] if len(texts) > 1 else "", _context(words), path)
        elif token.token_type is TokenType.BLOCK:
            msg = f"{path}:{token.lineno}: a translated block can't hold {{% {token.contents} %}}"
            raise ExtractionError(msg)
    msg = f"{path}:{start.lineno}: the translated block is never closed"
    raise ExtractionError(msg)


def _skip(tokens: Iterator[Token]) -> None:
    for token in tokens:
        if token.token_type is TokenType.BLOCK and token.contents.strip() == "endcomment":
            return


def _context(words: list[str]) -> str:
    if "context" not in words[:-1]:
        return ""
    value = words[words.index("context") + 1]
    return value[1:-1] if _is_literal(value) else ""


def _is_literal(word: str) -> bool:
    return len(word) > 1 and word[0] == word[-1] and word[0] in "\"'"


def _escaped(text: str) -> str:
    # Django looks such texts up with every percent sign doubled.
    return text.replace("%", "%%")
