"""The files of a report: PDF, Word and the workbook of all findings, in either language."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from django.conf import settings

from guiju.checks.models import Report
from guiju.checks.reports.content import Content
from guiju.checks.reports.documents import docx
from guiju.checks.reports.printed import print_report
from guiju.checks.reports.sheets import finding_columns, finding_rows
from guiju.checks.reports.typesetting import pdf
from guiju.checks.rules import canonical_line
from guiju.checks.services.contents import content_of
from guiju.kernel.reasons import Language, Reason
from guiju.kernel.sheets import write_xlsx
from guiju.platform.reasons import render

KINDS: Final = ("pdf", "docx", "xlsx")


def report_file(*, report: Report, kind: str, language: Language) -> Path:
    """A file of the report. That of an approved report is made once and kept; a draft's is made anew each time."""
    folder = folder_of_report(report)
    target = folder / f"{'report' if report.number else 'draft'}-{language}.{kind}"
    if report.number and target.exists():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, suffix=f".{kind}")
    os.close(handle)
    made = Path(name)
    try:
        _write(made, report, kind, language)
        made.replace(target)  # whole or not at all, also when two people ask at once
    finally:
        made.unlink(missing_ok=True)
    return target


def _write(target: Path, report: Report, kind: str, language: Language) -> None:
    content = content_of(report)
    if kind == "xlsx":
        _write_findings(target, content, language)
        return
    printed = print_report(content, report.checksum, language)
    moment = report.approved_at or report.created_at
    if kind == "pdf":
        target.write_bytes(pdf(printed, template=report.template, moment=moment))
    else:
        target.write_bytes(docx(printed, moment=moment))


def _write_findings(target: Path, content: Content, language: Language) -> None:
    title = render(Reason.of("report.part.findings"), language)
    write_xlsx(target, columns=finding_columns(language), rows=finding_rows(content, language), title=title)


def result_file(*, report: Report) -> Path:
    """The stored result as the checksum covers it: one canonical JSON object a line, the facts first."""
    folder = folder_of_report(report)
    target = folder / "result.jsonl"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=folder, encoding="utf-8", newline="", delete=False) as file:
        file.writelines(canonical_line(value) for value in content_of(report).values)
    Path(file.name).replace(target)
    return target


def folder_of_report(report: Report) -> Path:
    """Where a report's files lie."""
    return Path(settings.MEDIA_ROOT) / "reports" / str(report.uuid)


def forget_files(report: Report) -> None:
    """Remove what was made of a draft."""
    shutil.rmtree(folder_of_report(report), ignore_errors=True)
