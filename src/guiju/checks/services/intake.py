"""Where handed-in files lie, how much of them is read, and reading them again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from django.conf import settings

from guiju.checks.models import Check
from guiju.checks.problems import FileGone
from guiju.checks.reading import NO_TITLE, Reading, read_file, read_pasted
from guiju.kernel.sheets import Limits

_UNFIT: Final = re.compile(r"[^\w.()（）\-+ 　]+")
LONGEST_NAME: Final = 200
"""Bytes: file systems take 255, and a Chinese character is three."""
LONGEST_ENDING: Final = 40


def safe_name(name: str) -> str:
    """A file name without a path, control signs or anything a file system takes amiss; its ending stays."""
    last = re.split(r"[\\/]", name)[-1]
    plain = _UNFIT.sub("_", last).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return _cut(plain, LONGEST_NAME) or "list"
    return f"{_cut(stem, LONGEST_NAME) or 'list'}.{_cut(ending[:10], LONGEST_ENDING)}"


def _cut(text: str, most: int) -> str:
    """The beginning of a text that takes no more bytes, in whole characters."""
    return text.encode()[:most].decode("utf-8", "ignore")


def folder_of(check: Check) -> Path:
    """Where a check's files lie."""
    return Path(settings.MEDIA_ROOT) / "checks" / str(check.uuid)


def forget_answered(check: Check) -> None:
    """Remove the files made of a check's answers, which have changed; they are made again when asked for."""
    for old in folder_of(check).glob("answered-*"):
        old.unlink(missing_ok=True)


def limits() -> Limits:
    """How much of a file is read, by the settings."""
    return Limits(
        max_bytes=settings.GUIJU_MAX_UPLOAD_MB * 1_000_000,
        max_unpacked_bytes=settings.GUIJU_MAX_UNPACKED_MB * 1_000_000,
        max_rows=settings.GUIJU_MAX_ROWS,
        max_columns=settings.GUIJU_MAX_COLUMNS,
        max_paragraphs=settings.GUIJU_MAX_ROWS,
        max_paragraph_chars=settings.GUIJU_MAX_PARAGRAPH,
        max_pages=settings.GUIJU_MAX_PAGES,
    )


def open_reading(check: Check, *, sheet: str | None = None, column: int | None = None) -> Reading:
    """What was handed in, read with the layout given; raises `SheetError` and `CheckProblem`."""
    if not check.file_path:
        return read_pasted(check.text, column=column, title_column=_title_column(check, column))
    path = Path(settings.MEDIA_ROOT) / check.file_path
    if not path.is_file():
        raise FileGone
    return read_file(
        path, sheet=sheet or None, column=column, title_column=_title_column(check, column), limits=limits()
    )


def reopen(check: Check) -> Reading:
    """What was handed in, read as its kept layout says."""
    return open_reading(check, sheet=check.layout.get("sheet"), column=check.layout.get("column"))


def _title_column(check: Check, column: int | None) -> int | None:
    """The title column once chosen; none where a person chose none; guessed before anything was chosen."""
    if column is None or not check.layout:
        return None
    chosen: int | None = check.layout.get("title_column")
    return NO_TITLE if chosen is None else chosen
