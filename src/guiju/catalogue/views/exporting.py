"""Lists as files: one table of kinds, one door for standards, one for tables of anything else."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.catalogue.forms import LEVELS, MANDATES, STATUSES
from guiju.catalogue.queries.entries import load_entries
from guiju.catalogue.rules import exporting
from guiju.catalogue.rules.citing import FORMS, Citable
from guiju.catalogue.rules.entries import Entry
from guiju.catalogue.rules.relaton import relaton_yaml
from guiju.kernel.dates import PartialDate
from guiju.kernel.reasons import Language
from guiju.kernel.sheets import Column, write_csv, write_xlsx
from guiju.platform.language import LANGUAGE_CODES, page_language

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from guiju.catalogue.models import Standard

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Words = Callable[[object], str]


class Field(NamedTuple):
    """A column: its name for programs, its heading and width for people, and how a value reads in a cell."""

    name: str
    heading: str
    width: float
    say: Words | None = None


class Asked(NamedTuple):
    """The standards to write, the date their status is of, and the language of the page."""

    entries: Iterator[Entry]
    on: dt.date
    language: Language


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type, its name, what it is for, how standards are written; `whole` with all facts."""

    media_type: str
    name: str | _StrPromise
    purpose: str | _StrPromise
    write: Callable[[IO[bytes], Asked], object]
    whole: bool = True


def _sheet(target: IO[bytes], asked: Asked, *, kind: str) -> None:
    rows = (_facts(entry) for entry in asked.entries)
    _write_table(target, _fields(asked.on), rows, kind=kind, title=_("Standards"))


def _json_lines(target: IO[bytes], asked: Asked) -> None:
    _write(target, exporting.json_lines(asked.entries, asked.on))


def _relaton(target: IO[bytes], asked: Asked) -> None:
    _write(target, relaton_yaml(asked.entries))


def _cited_as(form: Callable[[Iterable[Citable]], Iterator[str]]) -> Callable[[IO[bytes], Asked], None]:
    return lambda target, asked: _write(target, form(_citables(asked)))


_UTF8: Final = "; charset=utf-8"
KINDS: Final[Mapping[str, Kind]] = {
    "xlsx": Kind(XLSX, "Excel", gettext_lazy("table for people"), partial(_sheet, kind="xlsx"), whole=False),
    "csv": Kind(
        f"text/csv{_UTF8}", "CSV", gettext_lazy("table for programs"), partial(_sheet, kind="csv"), whole=False
    ),
    "jsonl": Kind(f"application/jsonl{_UTF8}", "JSON Lines", gettext_lazy("every fact"), _json_lines),
    "yaml": Kind(f"application/yaml{_UTF8}", "Relaton YAML", gettext_lazy("for another catalogue"), _relaton),
    "bib": Kind(f"{FORMS['bib'].media_type}{_UTF8}", "BibTeX", gettext_lazy("for LaTeX"), _cited_as(exporting.bibtex)),
    "ris": Kind(
        f"{FORMS['ris'].media_type}{_UTF8}", "RIS", gettext_lazy("for reference managers"), _cited_as(exporting.ris)
    ),
    "json": Kind(
        FORMS["json"].media_type, "CSL-JSON", gettext_lazy("for reference managers"), _cited_as(exporting.csl)
    ),
}
"""By the ending of their files."""
TABLE_KINDS: Final = ("xlsx", "csv", "jsonl")
"""What a table that does not list standards is handed out as."""


class Offer(NamedTuple):
    """One kind of file in the menu of a list, and its address."""

    ending: str
    kind: Kind
    address: str


def offer_exports(
    request: HttpRequest, url_name: str, *args: str, kinds: Iterable[str] = tuple(KINDS), **further: str
) -> list[Offer]:
    """The menu of a list for `catalogue/_exports.html`: each kind at its address, filtered as the page is.

    `args` are those of the address before the kind of file, `further` what its query says besides the page's.
    """
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in further.items():
        query[name] = value
    filters = f"?{query.urlencode()}" if query else ""
    return [Offer(kind, KINDS[kind], reverse(url_name, args=[*args, kind]) + filters) for kind in kinds]


def export(request: HttpRequest, rows: Iterable[Standard], *, kind: str, name: str, on: dt.date) -> FileResponse:
    """Standards, in their order and never all in memory, as a file `guiju-NAME-DATE.KIND`; 404 for another kind.

    Each of `rows` has `status_word`, its status on the date (`queries.annotate_status`, `queries.iterate_standards`).
    """
    del request  # the door is the same for every list; today the page's language is all a file takes from it
    if kind not in KINDS:
        raise Http404(kind)
    entries = load_entries(rows, whole=KINDS[kind].whole)
    target = _file()
    KINDS[kind].write(target, Asked(entries, on, page_language()))
    return _answer(target, kind, f"guiju-{name}-{on.isoformat()}")


def export_table(
    fields: Sequence[Field], rows: Iterable[Sequence[object]], *, kind: str, name: str, title: str
) -> FileResponse:
    """A table of anything else as a file `NAME.KIND`: cells in words, objects with plain values; 404 for others."""
    if kind not in TABLE_KINDS:
        raise Http404(kind)
    target = _file()
    _write_table(target, fields, rows, kind=kind, title=title)
    return _answer(target, kind, name)


def _file() -> IO[bytes]:
    return tempfile.TemporaryFile()  # the response closes it


def _answer(target: IO[bytes], kind: str, name: str) -> FileResponse:
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=f"{name}.{kind}", content_type=KINDS[kind].media_type)


def _write(target: IO[bytes], pieces: Iterable[str]) -> None:
    for piece in pieces:
        target.write(piece.encode("utf-8", "replace"))


def _write_table(
    target: IO[bytes], fields: Sequence[Field], rows: Iterable[Sequence[object]], *, kind: str, title: str
) -> None:
    if kind == "jsonl":
        names = [field.name for field in fields]
        _write(target, (exporting.json_line(dict(zip(names, map(_plain, row), strict=True))) for row in rows))
        return
    columns = [Column(field.heading, field.width) for field in fields]
    words = [field.say or _cell for field in fields]
    said = ([say(value) for say, value in zip(words, row, strict=True)] for row in rows)
    (write_xlsx if kind == "xlsx" else write_csv)(target, columns=columns, rows=said, title=title)


def _plain(value: object) -> object:
    """A value as JSON has it: nothing is null, a date as its text, a share as a number."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, (PartialDate, dt.date)):
        return str(value)
    return None if value == "" else value


def _cell(value: object) -> Any:  # noqa: ANN401 (text, or a number that stays one)
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return str(value) if isinstance(value, PartialDate) else value


def word_of(words: Mapping[Any, object]) -> Words:
    """How a code reads: by its word, else as it is."""
    return lambda code: str(words.get(str(code), code or ""))


def status_word(status: object) -> str:
    """How a status reads in a cell; nothing where there is none."""
    return str(STATUSES[str(status)].text) if status else ""


def _fields(on: dt.date) -> list[Field]:
    return [
        Field("number", _("Standard number"), 22),
        Field("title_zh", _("Title in Chinese"), 48),
        Field("title_en", _("Title in English"), 48),
        Field("status", _("Status (%(date)s)") % {"date": on.isoformat()}, 16, status_word),
        Field("issued", _("Issued"), 12),
        Field("effective", _("In force from"), 12),
        Field("withdrawn", _("Date of withdrawal"), 12),
        Field("level", _("Level"), 12, word_of(LEVELS)),
        Field("mandate", _("Mandate"), 10, word_of(MANDATES)),
        Field("ics", "ICS", 16),
        Field("ccs", "CCS", 10),
        Field("committee", _("Committee"), 30),
    ]


def _facts(entry: Entry) -> Sequence[object]:
    return (
        entry.number,
        entry.title_zh,
        entry.title_en,
        entry.status,
        entry.issued,
        entry.effective,
        entry.withdrawn,
        entry.level,
        entry.mandate,
        entry.codes_of("ICS"),
        entry.codes_of("CCS"),
        entry.committee.name or entry.committee.key,
    )


def _citables(asked: Asked) -> Iterator[Citable]:
    told = {language: standings(language, asked.on) for language in LANGUAGE_CODES}
    for entry in asked.entries:
        language = language_of(entry, asked.language)
        yield citable_of(entry, language, told[language].get(entry.status, ""))


def standings(language: Language, on: dt.date) -> dict[str, str]:
    """Each status with its date: without it the word would be untrue one day."""
    with translation.override(LANGUAGE_CODES[language]):
        return {status: f"{word.text} ({on.isoformat()})" for status, word in STATUSES.items()}


def language_of(entry: Entry, wanted: Language) -> Language:
    """That of the title: the one wanted, else the one there is."""
    if not (entry.title_zh or entry.title_en):
        return wanted
    own, other = ("zh", "en") if wanted == "zh" else ("en", "zh")
    titles: dict[str, str] = {"zh": entry.title_zh, "en": entry.title_en}
    return "zh" if (own if titles[own] else other) == "zh" else "en"


def citable_of(entry: Entry, language: Language, standing: str) -> Citable:
    """What a citation uses of an entry, its title in a language it has."""
    title, other = (entry.title_zh, entry.title_en) if language == "zh" else (entry.title_en, entry.title_zh)
    return Citable(
        key=entry.key,
        number=entry.number,
        printed=entry.printed,
        title=title,
        other_title=other,
        language=language,
        committee=entry.committee.name_zh,
        issued_by=entry.issuing_body,
        issued=entry.issued,
        standing=standing,
    )
