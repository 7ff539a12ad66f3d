"""Translations without system tools: `python -m guiju.site.messages extract|compile`.

Messages are English in code and templates; `locale/zh_Hans` holds their Chinese. `extract` brings the .po up to date
and reports what has no translation; `compile` writes the .mo that Django reads.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract as extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.template.base import Lexer, Token, TokenType
from django.utils.translation import trim_whitespace
from django.utils.translation.template import block_re, constant_re, endblock_re, inline_re, plural_re

PACKAGE: Final = Path(__file__).resolve().parents[1]
PO: Final = PACKAGE / "locale/zh_Hans/LC_MESSAGES/django.po"
KEYWORDS: Final = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
CHANGING: Final = (
    b'"Project-Id',
    b'"POT-Creation',
    b'"PO-Revision',
    b'"Last-Trans',
    b'"Language-Team',
    b'"Report-Msgid',
    b'"Generated-By',
)
"""Header lines that change with every run or name nobody."""
Found = tuple[str | tuple[str, str], str | None, str]


def find_messages() -> Iterator[Found]:
    """Every message with its context and the file it stands in."""
    for path in sorted(PACKAGE.rglob("*.py")):
        place = str(path.relative_to(PACKAGE))
        for _, message, _, context in extract_python("python", BytesIO(path.read_bytes()), KEYWORDS):
            yield (message if isinstance(message, str) else (message[0], message[1])), context, place
    for path in sorted(one for one in PACKAGE.rglob("templates/**/*") if one.suffix in {".html", ".txt"}):
        for message in _find_in_template(path.read_text(encoding="utf-8")):
            yield message, None, str(path.relative_to(PACKAGE))


def _find_in_template(text: str) -> Iterator[str | tuple[str, str]]:
    block: list[list[str]] | None = None
    trimmed = False
    for token in Lexer(text).tokenize():
        if block is None and token.token_type == TokenType.BLOCK and block_re.match(token.contents):
            block, trimmed = [[]], "trimmed" in token.split_contents()
        elif block is None:
            yield from _find_inline(token)
        elif token.token_type == TokenType.BLOCK and plural_re.match(token.contents):
            block.append([])
        elif token.token_type == TokenType.BLOCK and endblock_re.match(token.contents):
            forms = ["".join(pieces) for pieces in block]
            forms = [trim_whitespace(form) if trimmed else form for form in forms]
            yield (forms[0], forms[1]) if len(forms) > 1 else forms[0]
            block = None
        else:
            block[-1].append(_block_text(token))


def _find_inline(token: Token) -> Iterator[str]:
    if token.token_type == TokenType.BLOCK and (match := inline_re.match(token.contents)):
        yield str(ast.literal_eval(match[1]))
    if token.token_type in {TokenType.BLOCK, TokenType.VAR}:
        for constant in constant_re.findall(token.contents):
            yield str(ast.literal_eval(constant))


def _block_text(token: Token) -> str:
    if token.token_type == TokenType.VAR:
        return f"%({token.contents.strip()})s"
    return token.contents.replace("%", "%%")


def extract() -> list[str]:
    """Bring the .po up to date, translations kept; returns the messages that have none."""
    found = Catalog(locale="zh_Hans", project="Guiju", charset="utf-8")
    for message, context, place in find_messages():
        found.add(message, context=context, locations=[(place, 0)])
    kept = _read(PO) if PO.is_file() else Catalog(locale="zh_Hans")
    kept.update(found, no_fuzzy_matching=True)
    kept.obsolete.clear()
    PO.parent.mkdir(parents=True, exist_ok=True)
    kept.header_comment = "# Chinese words of Guiju's pages."
    kept.fuzzy = False
    text = BytesIO()
    write_po(text, kept, width=110, sort_output=True, include_lineno=False)
    lines = text.getvalue().splitlines(keepends=True)
    PO.write_bytes(b"".join(line for line in lines if not line.startswith(CHANGING)))
    return untranslated()


def untranslated() -> list[str]:
    """Messages found in code and templates that the .po does not translate."""
    kept = _read(PO)
    missing = []
    for message, context, _ in find_messages():
        identity = message if isinstance(message, str) else message[0]
        entry = kept.get(identity, context)
        if entry is None or not (all(entry.string) if isinstance(entry.string, tuple) else entry.string):
            missing.append(identity)
    return sorted(set(missing))


def compile_messages() -> None:
    """Write the .mo beside the .po."""
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, _read(PO))


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hans")


if __name__ == "__main__":
    if sys.argv[1:] == ["extract"]:
        sys.stdout.writelines(f"no translation: {message}\n" for message in extract())
    elif sys.argv[1:] == ["compile"]:
        compile_messages()
    else:
        sys.exit(__doc__)
