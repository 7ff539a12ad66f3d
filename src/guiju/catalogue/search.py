"""What the search may find in the catalogue, and what words of a query say of standards."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from guiju.catalogue.queries.searching import (
    bilingual_pairs,
    carrying_codes,
    concerned_by,
    count_searchable,
    of_committees,
    search_documents,
    turned_between,
)
from guiju.catalogue.rules import Level, Mandate, Status
from guiju.search.registry import Code, Preference, Searchable, searchables

LONGEST: Final = 40
"""Characters of the longest query that may be a code."""

WORDS: Final[dict[str, Preference]] = {
    **dict.fromkeys(("国标", "国家标准", "对应国标"), Preference("level", (Level.NATIONAL,))),
    **dict.fromkeys(("行标", "行业标准"), Preference("level", (Level.INDUSTRY,))),
    **dict.fromkeys(("地标", "地方标准"), Preference("level", (Level.LOCAL,))),
    **dict.fromkeys(("团标", "团体标准"), Preference("level", (Level.GROUP,))),
    **dict.fromkeys(("企标", "企业标准"), Preference("level", (Level.ENTERPRISE,))),
    **dict.fromkeys(("国际标准", "international standard"), Preference("level", (Level.INTERNATIONAL,))),
    **dict.fromkeys(("强制性", "强制", "强标", "强制性标准", "mandatory"), Preference("mandate", (Mandate.MANDATORY,))),
    **dict.fromkeys(("推荐性", "推标", "推荐性标准"), Preference("mandate", (Mandate.RECOMMENDED,))),
    **dict.fromkeys(("指导性", "指导性技术文件"), Preference("mandate", (Mandate.GUIDANCE,))),
    **dict.fromkeys(("现行", "现行有效", "在用", "in force"), Preference("status", (Status.IN_FORCE,))),
    **dict.fromkeys(("即将实施", "未实施", "upcoming"), Preference("status", (Status.PUBLISHED,))),
    **dict.fromkeys(("废止", "作废", "已废止", "withdrawn"), Preference("status", (Status.WITHDRAWN, Status.REPLACED))),
    **dict.fromkeys(("被代替", "已被代替", "旧版", "历史版本", "superseded"), Preference("status", (Status.REPLACED,))),
}

STATUS_WEIGHTS: Final[dict[str, float]] = {
    Status.IN_FORCE: 6.0,
    Status.PUBLISHED: 5.5,
    Status.UNKNOWN: 3.5,
    Status.DRAFT: 1.5,
    Status.REPLACED: 0.8,
    Status.WITHDRAWN: 0.8,
}

_ICS: Final = re.compile(r"(?:ICS\s*:?\s*(?=\d)|(?=\d\d\.))(\d\d(?:\.\d{3}(?:\.\d\d)?)?)", re.IGNORECASE)
_CCS: Final = re.compile(r"(?:CCS\s*:?\s*)?([A-Z](?:\d\d(?:/\d\d)?)?)", re.IGNORECASE)
_COMMITTEE: Final = re.compile(
    r"(?:(ISO/IEC|ISO|IEC|SAC)[\s/]*)?(J?TC|PC)\s*(\d{1,4})(?:[\s/]*(SC|SWG)\s*(\d{1,3}[A-Z]?))?", re.IGNORECASE
)
_PUBLISHERS: Final = ("SAC", "ISO", "IEC")


def codes_of(text: str) -> Iterator[Code]:
    """The ICS code, CCS code or committee that a whole query may be; one character alone is none.

    Lists of IEC give its committees without its name, so that `TC 34` may be IEC/TC 34.
    """
    typed = unicodedata.normalize("NFKC", text[: LONGEST + 1]).strip()
    if not len("K7") <= len(typed) <= LONGEST:
        return
    if found := _ICS.fullmatch(typed):
        yield Code("ics", found[1], f"ICS {found[1]}")
    if found := _CCS.fullmatch(typed):
        yield Code("ccs", found[1].upper(), f"CCS {found[1].upper()}")
    if found := _COMMITTEE.fullmatch(typed):
        publisher, rest = (found[1] or "").upper(), " ".join(filter(None, found.group(2, 3))).upper()
        rest += f"/{found[4].upper()} {found[5].upper()}" if found[4] else ""
        yield from (Code("committee", name, name) for name in _committees(publisher, rest))


def _committees(publisher: str, rest: str) -> Iterator[str]:
    joint = " " if rest.startswith("J") else "/"
    for one in (publisher,) if publisher else _PUBLISHERS:
        yield f"{one}{joint}{rest}"
    if publisher in {"", "IEC"}:
        yield rest


searchables.add(
    "standard",
    Searchable(
        kind="standard",
        facets=("level", "mandate", "body", "year", "ics", "ccs", "committee", "adoption", "language"),
        single=("level", "mandate"),
        documents=search_documents,
        count=count_searchable,
        subject="standard",
        concerned=concerned_by,
        named_by={"classification": carrying_codes, "committee": of_committees},
        turned=turned_between,
        words=WORDS,
        codes=codes_of,
        status_weights={str(status): weight for status, weight in STATUS_WEIGHTS.items()},
        pairs=bilingual_pairs,
    ),
)
