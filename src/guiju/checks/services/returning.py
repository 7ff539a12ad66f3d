"""Giving the person's own file back with the answers beside each line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from guiju.checks.answers import Told, answer_columns, cells, reason_from_dict, table_columns, tone, word
from guiju.checks.models import Check, CheckLine
from guiju.checks.queries import list_lines
from guiju.checks.rules import Outcome
from guiju.checks.services.intake import folder_of, limits
from guiju.kernel.reasons import Language
from guiju.kernel.sheets import (
    CannotAnnotateError,
    Column,
    annotate_csv,
    annotate_xlsx,
    write_csv,
    write_xlsx,
)

DELIMITED = frozenset({".csv", ".tsv"})
WORKBOOK = frozenset({".xlsx", ".xlsm"})


def annotated_file(*, check: Check, language: Language) -> Path:
    """The check's file with answer columns in the language asked for; for pasted text and documents a table of answers.

    Made when first asked for and kept beside the file handed in.
    """
    folder = folder_of(check)
    folder.mkdir(parents=True, exist_ok=True)
    source = Path(settings.MEDIA_ROOT) / check.file_path if check.file_path else None
    by_line = group_by_line(map(_told, list_lines(check).iterator(chunk_size=2000)))
    checked = timezone.localtime(check.finished_at or check.created_at).date()
    ending = source.suffix.lower() if source is not None and check.kind == Check.Kind.TABLE else ".xlsx"
    target = folder / f"answered-{language}{ending if ending in DELIMITED | WORKBOOK else '.xlsx'}"
    if not target.exists():
        write_back(source, target, by_line, check.layout, as_of=check.as_of, checked=checked, language=language)
    return target


def group_by_line(answers: Iterable[Told]) -> dict[int, list[Told]]:
    """Answers by input line, in order."""
    return {line: list(parts) for line, parts in groupby(answers, key=lambda answer: answer.line)}


def _told(line: CheckLine) -> Told:
    return Told(
        line=line.line,
        part=line.part,
        input=line.input,
        outcome=Outcome(line.outcome),
        standard=line.standard_key,
        title=line.title,
        dates=line.dates,
        successors=tuple(line.successors),
        reasons=tuple(map(reason_from_dict, line.reasons)),
    )


def write_back(
    source: Path | None,
    target: Path,
    by_line: Mapping[int, Sequence[Told]],
    layout: Mapping[str, Any],
    *,
    as_of: dt.date,
    checked: dt.date,
    language: Language,
) -> None:
    """Write answers beside the lines of a table, or a table of their own where the source is none.

    A table that cannot be annotated (an old .xls) gets a table of answers too.
    """
    if source is not None and layout["kind"] == "table" and source.suffix.lower() in DELIMITED | WORKBOOK:
        answers = {line: cells(parts, language, as_of, checked) for line, parts in by_line.items()}
        if _annotated(source, target, answers, by_line, layout, answer_columns(language)):
            return
    _write_table(target, by_line, as_of=as_of, checked=checked, language=language)


def _annotated(
    source: Path,
    target: Path,
    answers: Mapping[int, Sequence[str]],
    by_line: Mapping[int, Sequence[Told]],
    layout: Mapping[str, Any],
    columns: Sequence[Column],
) -> bool:
    """Write the answers beside the lines; False where the file is of a kind that cannot take them."""
    shape: dict[str, Any] = {"header_row": layout["header_row"], "headers": columns, "limits": limits()}
    try:
        if source.suffix.lower() in DELIMITED:
            annotate_csv(source, target, answers=answers, **shape)
        else:
            tones = {line: tone(parts) for line, parts in by_line.items()}
            annotate_xlsx(source, target, sheet=layout["sheet"], answers=answers, tones=tones, **shape)
    except CannotAnnotateError:
        return False
    return True


def _write_table(
    target: Path, by_line: Mapping[int, Sequence[Told]], *, as_of: dt.date, checked: dt.date, language: Language
) -> None:
    """One row an answer: its line, the text as written, the answer columns."""
    rows = (
        (part.line, part.input, *cells([part], language, as_of, checked))
        for parts in by_line.values()
        for part in parts
    )
    write = write_csv if target.suffix.lower() == ".csv" else write_xlsx
    write(target, columns=table_columns(language), rows=rows, title=word("sheet", language))
