"""How each body outside China writes its numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from guiju.kernel.docid.bodies_foreign import AMERICAN

if TYPE_CHECKING:
    from guiju.kernel.docid.model import Amendment, DocId

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def foreign(docid: DocId) -> str:
    """The canonical form of a body outside China."""
    if docid.kind == "working_document":
        return _document(docid)
    if docid.kind == "project" and not _is_ieee(docid.body):
        return " ".join(filter(None, (docid.stage, docid.doctype, f"{docid.body}-{docid.number}")))
    first = docid.body.split(" ", 1)[0]
    style: Callable[[DocId], str] | None = _american if first.split("/")[0] in AMERICAN else None
    style = _ieee if docid.kind == "project" else _STYLES.get(docid.body) or _STYLES.get(first) or style
    return style(docid) if style else international(docid)


def _is_ieee(body: str) -> bool:
    return "IEEE" in body or body in {"ANSI", "ASA", "AIEE", "IEC"}


def international(docid: DocId) -> str:
    """ISO/IEC 14496-15:2019/DAmd 2:2020(en)."""
    marks = (
        f"/{docid.part_range}" if docid.part_range else "",
        docid.version,
        _colon(docid.year, docid.month),
        "(all parts)" if docid.all_parts else "",
        _amendments(docid),
        _form(docid.variant),
        f"({docid.language})" if docid.language else "",
    )
    joint = (
        "."
        if docid.body.startswith(("AS", "NZS")) and all(part.isdigit() and len(part) < 4 for part in docid.parts)
        else "-"
    )
    return _front(docid.variant) + _titled(docid) + joint.join((docid.number, *docid.parts)) + "".join(marks)


def _colon(year: int | None, month: int | None) -> str:
    if not year:
        return ""
    return f":{year}-{month:02d}" if month else f":{year}"


def _dash(docid: DocId) -> str:
    return f"-{docid.year}" if docid.year else ""


def _short(docid: DocId) -> str:
    return f"-{docid.year % 100:02d}" if docid.year else ""


def _front(variant: str) -> str:
    """A national annex and a supplement stand before the number they belong to."""
    return f"{variant} to " if variant.startswith(("NA", "Supplement")) else ""


def _form(variant: str) -> str:
    return f" {variant}" if variant and not _front(variant) else ""


def _titled(docid: DocId) -> str:
    """Bodies, stage and deliverable: ISO/DIS, ISO/IEC DIS, IEC TR, CEN/TS, prEN."""
    head, _, last = docid.body.rpartition(" ")
    words = [word for word in (docid.stage, docid.doctype) if word]
    if docid.stage in {"pr", "Fpr"}:
        words, last = words[1:], docid.stage + last
    elif docid.doctype and docid.stage.endswith(docid.doctype):
        words = words[:1]
    slash = words and last in {"ISO", "CEN", "CLC", "CEN/CLC"} and words[0] != "Guide"
    front = f"{head} {last}".strip()
    return front + ("/" if slash else " ") + "".join(f"{word} " for word in words)


_GLUED: Final = frozenset({"A", "AC", "C", "ISH", "FRAG", "prA", "FprA"})


def _amendments(docid: DocId) -> str:
    capital = docid.publisher.split("/")[0] in {"IEC", "CISPR"}
    return "".join(_amendment(amendment, capital=capital) for amendment in docid.amendments)


def _amendment(amendment: Amendment, *, capital: bool) -> str:
    kind = amendment.kind
    if capital and kind in {"Amd", "Cor"}:
        kind = kind.upper()
    elif kind not in _GLUED:
        kind += " "
    sign = "+" if amendment.included else "/"
    return f"{sign}{kind}{amendment.number}".rstrip() + _colon(amendment.year, amendment.month)


def _itu(docid: DocId) -> str:
    """ITU-R BT.1082-1, ITU-T G.984.1 (03/2008)."""
    date = f" ({docid.month:02d}/{docid.year})" if docid.month else f" ({docid.year})" if docid.year else ""
    if docid.doctype:
        front = f"{docid.variant} to " if docid.variant else ""
        return f"{front}ITU OB No. {docid.number}" + (f"-{docid.language.upper()}" if docid.language else "") + date
    revision = f"-{docid.version}" if docid.version else ""
    return f"{docid.body} {docid.number}{revision}{date}{_amendments(docid)}"


def _etsi(docid: DocId) -> str:
    number = "-".join((docid.number, *docid.parts))
    change = "".join(f"/{one.kind}{one.number}" for one in docid.amendments)
    version = f" {docid.version}" if docid.version else ""
    date = f" ({docid.year}-{docid.month:02d})" if docid.month else _colon(docid.year, None)
    return f"ETSI {docid.doctype} {number}{change}{version}{date}"


def _cie(docid: DocId) -> str:
    if docid.body != "CIE":
        return international(docid)
    paper = docid.parts[:1] if docid.number[:2] in {"OP", "PO", "PP", "WP", "IP"} else ()
    number = " ".join((docid.number, *paper)) if paper else "-".join((docid.number, *docid.parts))
    own = docid.language in {"en", "fr", "de"} and (docid.number[:1] == "S" or bool(docid.stage))
    language = {"en": "/E", "fr": "/F", "de": "/G"}[docid.language] if own else ""
    after = f"({docid.language})" if docid.language and not own else ""
    stage = f"{docid.stage} " if docid.stage else ""
    whole = "(all parts)" if docid.all_parts else ""
    date = _colon(docid.year, None)
    return f"CIE {stage}{number}{language}{date}{whole}{_amendments(docid)}{_form(docid.variant)}{after}"


def _gost(docid: DocId) -> str:
    """GOST 15150-69: two digits until 1999; dots between parts, dashes in adopted numbers."""
    adopted = docid.body not in {"GOST", "GOST R", "OST", "STB"}
    number = ("-" if adopted else ".").join((docid.number, *docid.parts))
    doctype = f"/{docid.doctype}" if docid.doctype and docid.doctype != "Guide" else ""
    guide = " Guide" if docid.doctype == "Guide" else ""
    if not docid.year:
        return f"{docid.body}{doctype}{guide} {number}"
    year = docid.year if docid.year > 1999 else f"{docid.year % 100:02d}"
    return f"{docid.body}{doctype}{guide} {number}-{year}"


def _astm(docid: DocId) -> str:
    """ASTM E2613-14, ASTM C483-95(2000)e1, ASTM MNL20-2ND-SUP-EB."""
    if _ASTM_SERIES.match(docid.number):
        early = [part for part in docid.parts if part != "SUP"]
        late = [part for part in docid.parts if part == "SUP"]
        marks = (docid.number, *early, docid.version, *late, docid.variant)
        return "ASTM " + "-".join(filter(None, marks))
    again = f"({docid.reaffirmed})" if docid.reaffirmed else ""
    letter, _, epsilon = docid.version.partition("e")
    return f"ASTM {docid.number}{_short(docid)}{letter}{again}" + (f"e{epsilon}" if epsilon else "")


_ASTM_SERIES: Final = re.compile(r"MNL|DS|MONO|STP|TR|RR|ADJ|WK")


def _ieee(docid: DocId) -> str:
    """IEEE 1789-2015, IEEE P802.3/D3.1, February 2022."""
    project = "P" if docid.kind == "project" else ""
    number = "-".join((docid.number, *docid.parts)) + (f"-{docid.version}" if docid.version else "")
    change = "".join(f"/{one.kind} {one.number}" + (f"-{one.year}" if one.year else "") for one in docid.amendments)
    again = f"(R{docid.reaffirmed})" if docid.reaffirmed else ""
    name = f"{docid.body} {project}{number}"
    draft = f"/{docid.stage}" if docid.stage[:1] == "D" else ""
    if draft or docid.month:
        return f"{name}{again}{change}{draft}{_written_date(docid)}"
    return f"{name}{_dash(docid)}{again}{change}"


def _written_date(docid: DocId) -> str:
    if not docid.year:
        return ""
    return f", {_MONTHS[docid.month - 1]} {docid.year}" if docid.month else f", {docid.year}"


def _american(docid: DocId) -> str:
    number = "-".join((docid.number, *docid.parts))
    again = f"(R{docid.reaffirmed})" if docid.reaffirmed else ""
    return f"{docid.body} {number}{_form(docid.variant)}{_dash(docid)}{again}"


def _ies(docid: DocId) -> str:
    again = f"(R{docid.reaffirmed})" if docid.reaffirmed else ""
    return f"{docid.body} {docid.number}{_short(docid) if docid.number[:1].isalpha() else _dash(docid)}{again}"


def _asme(docid: DocId) -> str:
    form = {"Spanish": " (SPANISH)"}.get(docid.variant, f" {docid.variant}" if docid.variant else "")
    return f"{docid.body} {docid.number}{form}" + ("-20XX" if docid.stage else _dash(docid))


def _document(docid: DocId) -> str:
    language = f"({docid.language[0].upper()})" if docid.language else ""
    if docid.body == "BSI":
        return f"{docid.year % 100:02d}/{docid.number} DC" if docid.year else docid.number
    return f"{docid.body}/{docid.number}{language}/{docid.stage}"


def _scheme(docid: DocId) -> str:
    doctype = f"{docid.doctype} " if docid.doctype else ""
    number = "-".join((docid.number, *docid.parts))
    language = f"({docid.language})" if docid.language else ""
    return f"{docid.body} {doctype}{number}{docid.version}{_colon(docid.year, docid.month)}{language}"


_NAMED: Final = re.compile(r"[A-Z][a-z]+|[A-Z]\d\d[A-Z]?:[A-Z]")


def _british(docid: DocId) -> str:
    """BS 2782-1:Method 150D:1976, BS 9111 N002:1974, BS A 242-A 245:1974."""
    if docid.body not in {"BS", "PD", "DD", "PAS", "BSI Flex", "PP", "HB", "EP", "Handbook", "DISC PD"}:
        return international(docid)
    text = docid.number
    for part in docid.parts:
        text += (":" if _NAMED.match(part) else " " if _DETAIL.match(part) else "-") + part
    text += f" to {docid.part_range}" if docid.part_range else ""
    version = f" {docid.version}" if docid.version else ""
    named = [one for one in docid.amendments if one.kind in {"Addendum", "Supplement", "Amendment"}]
    before = "".join(f":{one.kind} No. {one.number}" for one in named)
    after = "".join(_amendment(one, capital=False) for one in docid.amendments if one not in named)
    date = _colon(docid.year, docid.month)
    return f"{_front(docid.variant)}{docid.body} {text}{version}{before}{date}{after}{_form(docid.variant)}"


_DETAIL: Final = re.compile(r"[NC]\d{3}")

_STYLES: Final[dict[str, Callable[[DocId], str]]] = {
    "ITU-R": _itu, "ITU-T": _itu, "ITU-D": _itu, "ITU": _itu, "ETSI": _etsi, "CIE": _cie, "GOST": _gost, "OST": _gost,
    "STB": _gost, "ASTM": _astm, "IEEE": _ieee, "AIEE": _ieee, "ANSI/IEEE": _ieee, "ASA": _ieee, "USAS": _ieee,
    "NACE/IEEE": _ieee, "IEEE/EIA": _ieee, "IEEE/ASTM": _ieee, "ANSI": _ieee, "ASME": _asme, "ISO/ASME": international,
    "ASME/ANS": _asme, "IES": _ies, "ANSI/IES": _ies, "IECEE": _scheme, "IECQ": _scheme, "IECEX": _scheme,
    "BS": _british, "PD": _british, "DD": _british, "PAS": _british, "BSI": _british, "PP": _british, "HB": _british,
    "EP": _british, "Handbook": _british, "DISC": _british,
}  # fmt: skip
