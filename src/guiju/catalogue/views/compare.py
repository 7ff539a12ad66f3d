"""Two standards side by side: their facts, status and relations, and where they differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from guiju.catalogue import queries
from guiju.catalogue.forms import DEGREES, STATUSES, CompareForm, Word
from guiju.catalogue.rules.addresses import file_name_of
from guiju.catalogue.views.exporting import TABLE_KINDS, Field, export_table, offer_exports
from guiju.catalogue.views.record_facts import Shown, every_fact
from guiju.kernel.docid import parse

if TYPE_CHECKING:
    from guiju.catalogue.queries.record import Related, StandardRecord

SAME: Final = Word(gettext_lazy("the same"), "good", "check")
DIFFERS: Final = Word(gettext_lazy("differs"), "past", "swap")
ONE_SIDED: Final = Word(gettext_lazy("on one side only"), "soon", "plus")
RELATIONS: Final = (
    ("replaces", gettext_lazy("Replaces")),
    ("replaced_by", gettext_lazy("Was replaced by")),
    ("adopts", gettext_lazy("This standard adopts")),
    ("adopted_by", gettext_lazy("Adopted by")),
    ("cites", gettext_lazy("Normative references")),
    ("amended_by", gettext_lazy("Amended by")),
    ("corrected_by", gettext_lazy("Corrected by")),
)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact; `alone` where the other standard has values of this fact, but not this one."""

    text: str
    address: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One fact on both sides, and whether it is the same."""

    label: str
    left: tuple[Value, ...]
    right: tuple[Value, ...]
    word: Word

    @property
    def sides(self) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
        """Left and right."""
        return self.left, self.right


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """The page; with one number or none it asks for what is missing, and offers the other editions."""
    form = CompareForm(request.GET)
    records = [_find(form.asked(name), form.date) for name in ("a", "b")]
    left, right = records
    rows = _rows(left, right, form.date) if left and right else []
    context = {
        "form": form,
        "on": form.date,
        "is_today": form.date == timezone.localdate(),
        "left": left,
        "right": right,
        "unknown": [
            text for name, found in zip("ab", records, strict=True) if (text := form.asked(name)) and not found
        ],
        "rows": [row for row in rows if row.word is not SAME] if form.asked("only") else rows,
        "differing": sum(row.word is not SAME for row in rows),
        "count": len(rows),
        "editions": _others(left, right, form),
        "exports": offer_exports(request, "compare_export", kinds=TABLE_KINDS),
    }
    return render(request, "catalogue/compare.html", context)


def _find(text: str, on: dt.date) -> StandardRecord | None:
    """The record meant by a number in any spelling; of one without its year the edition in force, else the newest."""
    meant = parse(text)
    for key in dict.fromkeys((text, meant.key)):
        if key and queries.find_standard(key) is not None:
            return queries.get_record(key, on=on)
    editions = (
        queries.load_editions([meant.undated.key]).get(meant.undated.key, ()) if meant and not meant.is_dated else ()
    )
    in_force = [edition for edition in editions if edition.status_on(on).status == "in_force"]
    return next((queries.get_record(edition.key, on=on) for edition in (*in_force, *editions)), None)


def _others(left: StandardRecord | None, right: StandardRecord | None, form: CompareForm) -> list[tuple[str, str]]:
    """The other editions of the left standard, what it replaced and what replaced it, each with its comparison."""
    if left is None:
        return []
    replaced = [item for name in ("replaces", "replaced_by") for item in left.relations.get(name, ()) if item.edition]
    keys = [*(edition.key for edition in left.editions), *(item.key for item in replaced)]
    shown = {record.standard.key for record in (left, right) if record}
    return [(key, _address(left.standard.key, key, form)) for key in dict.fromkeys(keys) if key not in shown]


def _address(left: str, right: str, form: CompareForm) -> str:
    query = {"a": left, "b": right, **{name: form.data[name] for name in ("on", "only") if form.data.get(name)}}
    return f"{reverse('compare')}?{urlencode(query)}"


def _rows(left: StandardRecord, right: StandardRecord, on: dt.date) -> list[Row]:
    both = zip(_facts(left, on), _facts(right, on), strict=True)
    return [_row(label, mine, theirs) for (label, mine), (_same, theirs) in both if mine or theirs]


def _row(label: str, left: Sequence[Shown], right: Sequence[Shown]) -> Row:
    texts = [{value.text for value in side} for side in (left, right)]
    word = SAME if texts[0] == texts[1] else DIFFERS if left and right else ONE_SIDED
    return Row(label, _values(left, texts[1]), _values(right, texts[0]), word)


def _values(shown: Iterable[Shown], others: set[str]) -> tuple[Value, ...]:
    return tuple(Value(one.text, one.address, alone=bool(others) and one.text not in others) for one in shown)


def _facts(record: StandardRecord, on: dt.date) -> Iterator[tuple[str, Sequence[Shown]]]:
    """Label and values of everything that is compared, in one order for all standards."""
    row, period = record.standard, record.edition.status_on(on)
    single: Mapping[str, object] = {
        _("Status on %(date)s") % {"date": on.isoformat()}: STATUSES[period.status].text,
        _("Title in Chinese"): row.title_zh,
        _("Title in English"): row.title_en,
        _("Issued"): row.issued,
        _("In force from"): row.effective,
        _("Date of withdrawal"): row.withdrawn,
    }
    yield from ((label, [Shown(str(value))] if value else []) for label, value in single.items())
    yield from every_fact(row)[1:]  # the number itself heads the column
    yield from ((str(label), [_related(item) for item in record.relations.get(name, ())]) for name, label in RELATIONS)


def _related(item: Related) -> Shown:
    degree = f" {DEGREES.get(item.degree, item.degree)}" if item.degree else ""
    held = item.edition or item.state.edition
    return Shown(f"{item.key}{degree}", reverse("standard", args=[held.key]) if held else "")


@require_safe
def export_compare(request: HttpRequest, kind: str) -> FileResponse:
    """The comparison as a file; not found where one of the two is not."""
    form = CompareForm(request.GET)
    left, right = (_find(form.asked(name), form.date) for name in ("a", "b"))
    if left is None or right is None:
        raise Http404(kind)
    fields = [
        Field("fact", _("Fact"), 24),
        Field("left", left.standard.number, 48, _lines),
        Field("right", right.standard.number, 48, _lines),
        Field("comparison", _("Comparison"), 18),
    ]
    rows = [row for row in _rows(left, right, form.date) if row.word is not SAME or not form.asked("only")]
    name = "-".join(file_name_of(record.standard.key) for record in (left, right))
    return export_table(fields, map(_cells, rows), kind=kind, name=name, title=_("Comparison"))


def _cells(row: Row) -> Sequence[object]:
    return (row.label, *([value.text for value in side] for side in row.sides), str(row.word.text))


def _lines(values: object) -> str:
    return "\n".join(values) if isinstance(values, list) else ""
