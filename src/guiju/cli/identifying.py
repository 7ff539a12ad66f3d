"""`guiju identify`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from guiju.kernel.docid import DocId, parse
from guiju.platform.reasons import render


def identify(
    as_json: Annotated[bool, typer.Option("--json", help="All fields, one object a line.")] = False,
) -> None:
    """Read one raw identifier a line, write `raw<TAB>canonical`; an empty canonical means: no identifier."""
    out = typer.get_text_stream("stdout", encoding="utf-8")
    for line in typer.get_text_stream("stdin", encoding="utf-8", errors="replace"):
        raw = line.rstrip("\r\n")
        docid = parse(raw)
        out.write((_as_json(raw, docid) if as_json else f"{raw}\t{docid.canonical}") + "\n")
        out.flush()  # whoever feeds one line at a time gets its answer at once


def _as_json(raw: str, docid: DocId) -> str:
    understood = docid.understood()
    explanation = {
        "understood_zh": [render(reason, "zh") for reason in understood],
        "understood_en": [render(reason, "en") for reason in understood],
    }
    return json.dumps({"raw": raw, **docid.as_dict(), **explanation}, ensure_ascii=False)
