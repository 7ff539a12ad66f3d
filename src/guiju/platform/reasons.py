"""The words behind reason codes, gathered from every package that gives reasons, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from guiju.kernel.docid.reasons import TEXTS as DOCID_TEXTS
from guiju.kernel.reasons import Language, Reason, Text
from guiju.kernel.sheets.reasons import TEXTS as SHEETS_TEXTS
from guiju.platform.registries import Registry

texts: Final[Registry[Text]] = Registry("reason text")


def declare(table: Mapping[str, Text]) -> None:
    """Add a package's reason texts."""
    for code, text in table.items():
        texts.add(code, text)


def render(reason: Reason, language: Language) -> str:
    """The reason in words; `LookupError` for a code nobody declared."""
    text = texts.get(reason.code)
    return (text.zh if language == "zh" else text.en) % dict(reason.params)


def render_all(reasons: tuple[Reason, ...], language: Language) -> str:
    """Several reasons as one text, joined as the language joins sentences."""
    return ("；" if language == "zh" else "; ").join(render(reason, language) for reason in reasons)


for _table in (DOCID_TEXTS, SHEETS_TEXTS):  # the kernel cannot declare upwards
    declare(_table)
