"""From the parts back to text: the canonical form, the printed form, the order and the JSON form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from guiju.kernel.docid.bodies import INDUSTRIES, OTHER_CHINESE

if TYPE_CHECKING:
    from guiju.kernel.docid.model import Amendment, DocId

_MANDATE: Final = {"recommended": "/T", "guidance": "/Z"}


def is_chinese(body: str) -> bool:
    """Whether numbers of this prefix are written the Chinese way."""
    return not body or body[:2] in {"T/", "Q/", "DB", "DG"} or body in INDUSTRIES or body.partition("(")[0] in OTHER_CHINESE


def canonical(docid: DocId) -> str:
    """The one spelling; empty for nothing."""
    if not docid.kind:
        return ""
    own = chinese(docid) if is_chinese(docid.body) else international(docid)
    return f"{own}/{canonical(docid.dual)}" if docid.dual else own


def printed(docid: DocId) -> str:
    """With the em dash Chinese standards print before the year."""
    if not is_chinese(docid.body):
        return canonical(docid)
    own = chinese(docid, dash="—")
    return f"{own}/{canonical(docid.dual)}" if docid.dual else own


def chinese(docid: DocId, dash: str = "-") -> str:
    """GB/T 5171.1-2014/XG1-2020."""
    if docid.kind == "plan":
        return "-".join((docid.number, *docid.parts))
    number = ".".join((docid.number, *docid.parts))
    marks = (
        f"~{docid.part_range}" if docid.part_range else "",
        f"{dash}{docid.year}" if docid.year else "",
        f"({docid.reaffirmed})" if docid.reaffirmed else "",
        f"({docid.reissue})" if docid.reissue else "",
        "(all parts)" if docid.all_parts else "",
    )
    return _prefix(docid) + number + "".join(marks) + "".join(map(_sheet, docid.amendments))


def _prefix(docid: DocId) -> str:
    body = docid.body
    if body.startswith(("DG/", "DGJ08", "CNCA")):
        return f"{body}-"
    bare_local = docid.mandate == "mandatory" and body[:2] == "DB" and body[2:].isdigit()
    return body + ("/ " if bare_local else _MANDATE.get(docid.mandate, "") + " ")


def _sheet(amendment: Amendment) -> str:
    return f"/{amendment.kind}{amendment.number}" + (f"-{amendment.year}" if amendment.year else "")


_GLUED_AMENDMENT: Final = frozenset({"A", "AC", "C", "ISH", "FRAG", "prA", "FprA"})


def international(docid: DocId) -> str:
    """ISO/IEC 14496-15:2019/DAmd 2:2020(en)."""
    marks = (
        docid.version,
        "(all parts)" if docid.all_parts else "",
        _dated(docid.year, docid.month),
        _amendments(docid),
        f" {docid.variant}" if docid.variant else "",
        f"({docid.language})" if docid.language else "",
    )
    return _titled(docid) + "-".join((docid.number, *docid.parts)) + "".join(marks)


def _dated(year: int | None, month: int | None) -> str:
    if not year:
        return ""
    return f":{year}-{month:02d}" if month else f":{year}"


def _titled(docid: DocId) -> str:
    """Bodies, stage and deliverable: ISO/DIS, ISO/IEC DIS, IEC TR, CEN/TS, prEN."""
    last = docid.body.rpartition(" ")[2]
    words = [word for word in (docid.stage, docid.doctype) if word]
    if docid.stage == docid.doctype or docid.stage.endswith(docid.doctype or "-"):
        words = words[:1]
    if docid.stage in {"pr", "Fpr"}:
        head, _, name = docid.body.rpartition(" ")
        return " ".join(filter(None, (head, f"{docid.stage}{name}", docid.doctype))) + " "
    slash = last in {"ISO", "CEN", "CLC", "CEN/CLC"} and words and words[0] != "Guide"
    return docid.body + ("/" if slash else " ") + "".join(f"{word} " for word in words)


def _amendments(docid: DocId) -> str:
    publisher = docid.publisher.split("/")[0]
    return "".join(_amendment(amendment, publisher) for amendment in docid.amendments)


def _amendment(amendment: Amendment, publisher: str) -> str:
    kind = amendment.kind
    if publisher in {"IEC", "CISPR"} and kind in {"Amd", "Cor"}:
        kind = kind.upper()
    elif kind not in _GLUED_AMENDMENT:
        kind += " "
    sign = "+" if amendment.included else "/"
    return f"{sign}{kind}{amendment.number}".rstrip() + _dated(amendment.year, amendment.month)


_PIECES: Final = re.compile(r"\d+|\D+", re.ASCII)


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in _PIECES.findall(text)
    )


def sort_key(docid: DocId) -> tuple[object, ...]:
    """Publisher, number numerically then textually, parts, year; the canonical form decides what is left."""
    return (
        docid.publisher,
        docid.body,
        _natural(docid.number),
        tuple(_natural(part) for part in docid.parts),
        docid.year or 0,
        docid.month or 0,
        canonical(docid),
        docid.kind,
    )


def as_dict(docid: DocId) -> dict[str, object]:
    """Fields and derived forms as plain JSON values."""
    return {"canonical": canonical(docid)}
