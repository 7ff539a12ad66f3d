"""A report as PDF: its texts set by typst in the form of its version, with the Chinese font of a wheel."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from functools import cache
from importlib import resources
from pathlib import Path

import manimgx_fonts_cjk
import typst

from guiju.checks.reports.printed import Printed
from guiju.checks.reports.scanning import svg


def pdf(printed: Printed, *, template: str, moment: dt.datetime) -> bytes:
    """The document; the same texts, form and moment give the same bytes."""
    report = {**asdict(printed), "lang": printed.language}
    scan = svg(printed.address) if printed.address else ""
    inputs = {"report": json.dumps(report, ensure_ascii=False), "scan": scan}
    return typeset(_form(template), inputs, moment)


def typeset(form: bytes, inputs: dict[str, str], moment: dt.datetime) -> bytes:
    """Any form with its texts, set in the Chinese font of a wheel."""
    compiler = typst.Compiler(form, font_paths=_fonts(), ignore_system_fonts=True)
    made = compiler.compile(format="pdf", sys_inputs=inputs, timestamp=int(moment.timestamp()))
    assert isinstance(made, bytes)
    return made


def _form(template: str) -> bytes:
    return (resources.files("guiju.checks.reports") / f"report_{template}.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """Read once a process: the font has 30 MB."""
    folder = Path(manimgx_fonts_cjk.__file__).parent
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])
