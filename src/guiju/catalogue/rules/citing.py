"""One standard cited: after GB/T 7714, and as BibTeX, RIS and CSL-JSON for reference managers.

Only what is on record is written. Records do not name the house that printed a standard or its place, so no form
has a publisher or a place; the date is that of issue, as precise as it is known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from guiju.kernel.dates import PartialDate
from guiju.kernel.docid import parse
from guiju.kernel.reasons import Language


@dataclass(frozen=True, slots=True)
class Citable:
    """What a citation of one edition may use, its title in `language` already chosen.

    `other_title` is the title in the other language. `committee` is a name, not a number. `standing` says where
    the edition stands and on which date, in words. `apart` tells it from another whose number makes the same word.
    """

    key: str
    number: str
    printed: str
    title: str
    other_title: str
    language: Language
    committee: str = ""
    issued_by: str = ""
    issued: PartialDate | None = None
    standing: str = ""
    apart: str = ""

    @property
    def responsible(self) -> tuple[str, ...]:
        """Who answers for the text: the committee that prepared it, else the bodies that issued it."""
        return (self.committee,) if self.committee else self.issuers

    @property
    def issuers(self) -> tuple[str, ...]:
        """The issuing bodies; lists join several Chinese names with a stroke. ISO/IEC is one name."""
        names = re.split("[/、]", self.issued_by) if _CHINESE.search(self.issued_by) else [self.issued_by]
        return tuple(name.strip() for name in names if name.strip())

    @property
    def name(self) -> str:
        """The number as one word: what reference managers tell entries apart by."""
        return re.sub(r"[\s{}(),\\#%~\"']+", "_", self.key) + self.apart


_CHINESE: Final = re.compile("[\u4e00-\u9fff]")


def cite_gbt7714(cited: Citable) -> str:
    """After GB/T 7714, "主要责任者. 标准名称: 标准号[S]."

    Place, publisher and pages are not on record. The year follows only where the number does not tell it.
    """
    title = f"{cited.title}: {cited.printed}[S]." if cited.title else f"{cited.printed}[S]."
    year = f" {cited.issued.year}." if cited.issued and not parse(cited.key).is_dated else ""
    who = ", ".join(cited.responsible)
    return _in_one_line(f"{who}. {title}{year}" if who else f"{title}{year}")


MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def cite_bibtex(cited: Citable) -> str:
    """A BibTeX entry `@standard`, as biblatex and the styles for GB/T 7714 know it; months as BibTeX's own words."""
    fields = {
        "author": " and ".join(f"{{{_bibtex(name)}}}" for name in cited.responsible),
        "title": f"{{{_bibtex(cited.title)}}}" if cited.title else "",
        "number": _bibtex(cited.number),
        "organization": " and ".join(f"{{{_bibtex(name)}}}" for name in cited.issuers),
        "year": str(cited.issued.year) if cited.issued else "",
        "langid": {"zh": "chinese", "en": "english"}[cited.language] if cited.title else "",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if cited.issued and cited.issued.month:
        lines.append(f"  month = {MONTHS[cited.issued.month - 1]},")
    if cited.issued and cited.issued.day:
        lines.append(f"  day = {{{cited.issued.day}}},")
    return "\n".join([f"@standard{{{cited.name},", *lines, "}", ""])


_BIBTEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "&%$#_"},
    }
)
"""Braces by name: BibTeX counts them even behind a backslash."""


def _bibtex(text: str) -> str:
    return _in_one_line(text).translate(_BIBTEX)


def cite_ris(cited: Citable) -> str:
    """RIS, type STAND: the number under SN, where reference managers keep the number of a document."""
    fields = [
        ("TY", "STAND"),
        *(("AU", name) for name in cited.responsible),
        ("TI", cited.title),
        ("TT", cited.other_title),
        ("SN", cited.number),
        ("PY", str(cited.issued.year) if cited.issued else ""),
        ("DA", _ris_date(cited.issued) if cited.issued else ""),
        ("LA", cited.language if cited.title else ""),
    ]
    lines = [f"{tag}  - {value}" for tag, text in fields if (value := _in_one_line(text))]
    return "\r\n".join([*lines, "ER  - ", ""])


def _ris_date(date: PartialDate) -> str:
    """Year/month/day/other; what is not known stays empty between its strokes."""
    return f"{date.year:04d}/{_two(date.month)}/{_two(date.day)}/"


def _two(number: int | None) -> str:
    return f"{number:02d}" if number else ""


def cite_csl(cited: Citable) -> str:
    """CSL-JSON, a list of one item."""
    return json.dumps([csl_item(cited)], ensure_ascii=False, indent=2) + "\n"


def csl_item(cited: Citable) -> dict[str, Any]:
    """An item of type `standard`, valid against the schema of CSL 1.0.2."""
    item = {
        "id": cited.name,
        "type": "standard",
        "title": _in_one_line(cited.title),
        "number": cited.number,
        "author": [{"literal": _in_one_line(name)} for name in cited.responsible],
        "authority": _in_one_line(", ".join(cited.issuers)),
        "issued": {"date-parts": [_date_parts(cited.issued)]} if cited.issued else {},
        "status": cited.standing,
        "language": cited.language if cited.title else "",
        "custom": {"other-title": _in_one_line(cited.other_title)} if cited.other_title else {},
    }
    return _without_empty(item)


def _date_parts(date: PartialDate) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part]


def _without_empty(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if value}


def _in_one_line(text: str) -> str:
    """Titles come with line breaks and control characters from some lists; no form may hold them."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


class Form(NamedTuple):
    """A way to write a citation: its name, its media type, how it is written."""

    name: str
    media_type: str
    write: Callable[[Citable], str]


FORMS: Final[Mapping[str, Form]] = {
    "txt": Form("GB/T 7714", "text/plain", cite_gbt7714),
    "bib": Form("BibTeX", "application/x-bibtex", cite_bibtex),
    "ris": Form("RIS", "application/x-research-info-systems", cite_ris),
    "json": Form("CSL-JSON", "application/vnd.citationstyles.csl+json", cite_csl),
}
"""By the ending of their files."""
