"""What a record keeps of its identifier, so that it is found by key, by number, by block, by digits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from guiju.catalogue.rules.words import Level, Mandate
from guiju.kernel.docid import DocId, parse
from guiju.kernel.docid.render import is_chinese

_DIGITS: Final = re.compile(r"\d+", re.ASCII)
_LEVELS: Final = {**{level.value: level for level in Level}, "association": Level.FOREIGN}
_MANDATES: Final = frozenset(mandate.value for mandate in Mandate)
DRAFT_KINDS: Final = frozenset({"plan", "project", "working_document"})
DRAFT_SHEETS: Final = frozenset({"DAmd", "FDAmd", "FPDAmd", "DCor", "FDCor", "prA", "FprA"})
SEPARATOR: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class Identity:
    """The derived forms of one identifier; `level` and `mandate` are what the prefix tells, empty where it does not."""

    key: str
    number: str
    printed: str
    undated_key: str
    block: str
    digits: str
    body: str
    year: int | None
    sort_key: str
    level: str
    mandate: str


def identity_of(docid: DocId) -> Identity:
    """All forms of an identifier. Level and mandate of the prefix are evidence that a record's own words overrule."""
    mandate = docid.mandate if docid.mandate in _MANDATES else ""
    number = docid.canonical
    key = key_of(docid, number)
    dashed = is_chinese(docid.body) or not docid.known or docid.kind == "plan"
    return Identity(
        key=key,
        number=number,
        printed=docid.printed if dashed else number,
        undated_key=undated_key_of(docid),
        block=docid.block,
        digits=digits_of(docid.number),
        body=docid.body,
        year=docid.year,
        sort_key=sort_text(docid, key),
        level=_LEVELS.get(docid.level, ""),
        mandate=mandate,
    )


def undated_key_of(docid: DocId) -> str:
    """What all editions of a standard share. An amendment sheet is no edition: it shares only with itself."""
    if not docid.amendments and not docid.language:
        return docid.undated.canonical
    own = tuple(replace(sheet, year=None, month=None) for sheet in docid.amendments if not sheet.included)
    undated = replace(docid.undated, amendments=own, language="")
    return undated.canonical


def bare_number(docid: DocId) -> DocId:
    """The number itself: no year, no amendment sheets, no language, no form of publication."""
    return replace(docid.undated, language="", variant="")


def changed_keys_of(docid: DocId) -> tuple[str, ...]:
    """What an amendment sheet or corrigendum changes, the nearest first; empty for anything else.

    ISO 1:2000/Amd 1:2005/Cor 1:2006 corrects ISO 1:2000/Amd 1:2005 and with it ISO 1:2000.
    """
    keys: list[str] = []
    sheets = docid.amendments
    for place in reversed([place for place, sheet in enumerate(sheets) if not sheet.included]):
        sheets = (*sheets[:place], *sheets[place + 1 :])
        keys.append(replace(docid, amendments=sheets, dual=None).key)
    return tuple(keys)


def is_own_number(name: str, key: str) -> bool:
    """Whether a name is the number of an edition or of an amendment to it, without the year: no edition of its own."""
    return name != key and key.startswith(name) and parse(key).undated.key == name


@lru_cache(maxsize=8192)
def is_draft_number(key: str) -> bool:
    """Whether a number tells by itself of what is not published: ISO/CD 1, prEN 1, a plan, ISO 1:2000/DAmd 1."""
    docid = parse(key)
    return bool(docid.stage) or docid.kind in DRAFT_KINDS or any(_is_draft_sheet(one.kind) for one in docid.amendments)


def _is_draft_sheet(kind: str) -> bool:
    """A stage stands before the word (CD Amd), or makes one word with it (FDAmd)."""
    return " " in kind or kind in DRAFT_SHEETS


def digits_of(number: str) -> str:
    """The digits of a number without leading zeros: 016 and 16 are near each other."""
    return "".join(_DIGITS.findall(number)).lstrip("0")


def key_of(docid: DocId, canonical: str) -> str:
    """The key, without rendering the identifier a second time where its canonical form is the key."""
    return docid.key if docid.dual or docid.language else canonical


def sort_text(docid: DocId, key: str) -> str:
    """Text that sorts by body, number and parts as numbers, then year."""
    year = f"{docid.year or 0:04d}{docid.month or 0:02d}"
    return SEPARATOR.join((sort_prefix(docid), year, key))[:300]


def sort_prefix(docid: DocId) -> str:
    """The beginning of `sort_text` that all editions of one number share."""
    return SEPARATOR.join((docid.body, *map(_padded, (docid.number, *docid.parts))))


def _padded(text: str) -> str:
    return _DIGITS.sub(lambda digits: digits[0].zfill(8), text)
