"""From the parts back to text: the canonical form, the printed form, the order and the JSON form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from guiju.kernel.docid import render_styles
from guiju.kernel.docid.bodies import INDUSTRIES, OTHER_CHINESE

if TYPE_CHECKING:
    from guiju.kernel.docid.model import Amendment, DocId

_MANDATE: Final = {"recommended": "/T", "guidance": "/Z"}


def is_chinese(body: str) -> bool:
    """Whether numbers of this prefix are written the Chinese way."""
    return body[:2] in {"T/", "Q/", "DB", "DG"} or body in INDUSTRIES or body.partition("(")[0] in OTHER_CHINESE


def canonical(docid: DocId, dash: str = "-") -> str:
    """The one spelling; empty for nothing. `dash` stands before the year of a Chinese number."""
    if not docid.kind:
        return ""
    if docid.kind == "plan":
        own = f"{docid.number}{docid.parts[0]}-{docid.body}" if docid.body else "-".join((docid.number, *docid.parts))
    else:
        own = _chinese(docid, dash) if is_chinese(docid.body) or not docid.known else render_styles.foreign(docid)
    return f"{own}/{canonical(docid.dual)}" if docid.dual else own


def printed(docid: DocId) -> str:
    """With the em dash Chinese standards print before the year."""
    return canonical(docid, dash="—")


def _chinese(docid: DocId, dash: str) -> str:
    """GB/T 5171.1-2014/XG1-2020."""
    number = ".".join((docid.number, *docid.parts))
    marks = (
        f"~{docid.part_range}" if docid.part_range else "",
        f"{dash}{docid.year}" if docid.year else "",
        f"({docid.reaffirmed % 100:02d})" if docid.reaffirmed else "",
        f"({docid.reissue})" if docid.reissue else "",
        "(all parts)" if docid.all_parts else "",
    )
    return _prefix(docid) + number + "".join(marks) + "".join(map(_sheet, docid.amendments))


def _prefix(docid: DocId) -> str:
    body = docid.body
    if body.startswith(("DG/", "DGJ08", "CNCA")):
        return f"{body}-"
    if body == "DBT29":
        return "DB/T 29-"
    bare_local = docid.mandate == "mandatory" and body[:2] == "DB" and body[2:].isdigit()
    return body + ("/ " if bare_local else _MANDATE.get(docid.mandate, "") + " ")


def _sheet(amendment: Amendment) -> str:
    return f"/{amendment.kind}{amendment.number}" + (f"-{amendment.year}" if amendment.year else "")


_PIECES: Final = re.compile(r"\d+|\D+", re.ASCII)


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in _PIECES.findall(text))


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
    return {
        "canonical": docid.canonical,
        "key": docid.key,
        "printed": docid.printed,
        "undated": docid.undated.canonical,
        "block": docid.block,
        "publisher": docid.publisher,
        "level": docid.level,
        "known": docid.known,
        **{name: getattr(docid, name) for name in _PLAIN},
        "parts": list(docid.parts),
        "amendments": [_amendment_dict(amendment) for amendment in docid.amendments],
        "dual": docid.dual.canonical if docid.dual else None,
    }


_PLAIN: Final = (
    "body", "kind", "mandate", "doctype", "number", "part_range", "all_parts", "year", "month", "reissue", "reaffirmed",
    "stage", "language", "version", "variant", "edition",
)  # fmt: skip


def _amendment_dict(amendment: Amendment) -> dict[str, object]:
    return {name: getattr(amendment, name) for name in ("kind", "number", "year", "month", "included")}
