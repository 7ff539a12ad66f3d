"""ISO Open Data in its own schema: ids become numbers, codes are read, the scope loses its word processor."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from guiju.catalogue.importers.iso_open_data import open_iso
from guiju.catalogue.importers.kinds import Order, import_file
from guiju.catalogue.importers.mapping import MappingError
from guiju.catalogue.models import Relation, SourceRecord, Standard
from guiju.catalogue.queries import get_edition
from guiju.catalogue.services.importing import ImportSummary, SourceSpec
from guiju.platform.reasons import render

pytestmark = pytest.mark.django_db

SCOPE = (
    '<p class="MsoNormal"><!--[if gte mso 9]><xml>x</xml><![endif]--><span style="color:red">Sets</span> '
    '<b onclick="steal()">limits</b> of CO<sub>2</sub>.</p><script>alert(1)</script><o:p></o:p>'
)
DELIVERABLES: list[dict[str, Any]] = [
    {
        "id": 1,
        "deliverableType": "IS",
        "reference": "ISO 90001:2008",
        "title": {"en": "Lamps", "fr": "Lampes"},
        "publicationDate": "2008-11-15",
        "edition": 1,
        "icsCode": ["29.140.01", "03.120.10"],
        "ownerCommittee": "ISO/TC 274",
        "currentStage": 9599,
        "replaces": None,
        "replacedBy": [2],
        "languages": ["en"],
        "pages": {"en": 12},
        "scope": {"en": ""},
    },
    {
        "id": 2,
        "deliverableType": "IS",
        "reference": "ISO 90001:2015",
        "title": {"en": "Lamps"},
        "publicationDate": "2015-09",
        "edition": 2,
        "icsCode": ["29.140.01"],
        "ownerCommittee": "ISO/TC 274",
        "currentStage": 6060,
        "replaces": [1, 99],
        "replacedBy": None,
        "scope": {"en": SCOPE},
    },
    {"id": 3, "deliverableType": "DIR", "reference": "", "title": {"en": "No number"}, "currentStage": 6060},
]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, settings: Any) -> None:
    settings.GUIJU_HOME = tmp_path / "home"


def write_lines(path: Path) -> Path:
    path.write_text("\n".join(map(json.dumps, DELIVERABLES)) + "\n", encoding="utf-8")
    return path


def write_csv(path: Path) -> Path:
    """The same as ISO's CSV has it: names with dots, lists as text."""
    names = ["id", "reference", "title.en", "publicationDate", "icsCode", "ownerCommittee", "currentStage",
             "replaces", "replacedBy", "scope.en"]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, names, extrasaction="ignore")
        rows.writeheader()
        for one in DELIVERABLES:
            told = {**one, "title.en": one["title"]["en"], "scope.en": one.get("scope", {}).get("en", "")}
            rows.writerow({name: str(told[name]) if told.get(name) is not None else "" for name in names})
    return path


def take(path: Path) -> ImportSummary:
    return import_file(kind="iso-open-data", order=Order(path=path, source=SourceSpec(key="iso")))


@pytest.mark.parametrize("write", [write_lines, write_csv])
def test_deliverables_come_in_with_ids_turned_into_numbers(tmp_path: Path, write: Any) -> None:
    path = write(tmp_path / ("iso.jsonl" if write is write_lines else "iso.csv"))
    summary = take(path)
    assert (summary.read, summary.created, summary.rejected) == (3, 2, 1)
    told = Relation.objects.filter(type="replaces").order_by("record__key")
    assert list(told.values_list("record__key", "subject_key", "object_key")) == [
        ("ISO 90001:2008", "ISO 90001:2015", "ISO 90001:2008"),
        ("ISO 90001:2015", "ISO 90001:2015", "ISO 90001:2008"),
    ]
    newer = Standard.objects.get(key="ISO 90001:2015")
    assert (newer.title_en, str(newer.issued), newer.level) == ("Lamps", "2015-09", "international")
    older = Standard.objects.get(key="ISO 90001:2008")
    assert list(older.classifications.values_list("code", flat=True)) == ["03.120.10", "29.140.01"]
    assert older.committee is not None
    assert older.committee.key == "ISO/TC 274"
    assert "1 relations name an id that the file does not hold; left out" in [
        render(note, "en") for note in summary.notes
    ]


def test_stage_and_successor_decide_the_status(tmp_path: Path) -> None:
    take(write_lines(tmp_path / "iso.jsonl"))
    edition = get_edition("ISO 90001:2008")
    day = edition.facts.whole_successions[0].issued
    assert str(day) == "2015-09"
    assert [period.status for period in edition.periods][-1] == "replaced"


def test_scope_is_kept_without_what_a_word_processor_or_a_script_left(tmp_path: Path) -> None:
    take(write_lines(tmp_path / "iso.jsonl"))
    facts = SourceRecord.objects.get(key="ISO 90001:2015").facts
    assert facts["scope"] == "<p>Sets <b>limits</b> of CO<sub>2</sub>.</p>"


def test_second_run_reports_no_change(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "iso.jsonl")
    take(path)
    again = take(path)
    assert (again.read, again.created, again.updated, again.unchanged, again.rejected) == (3, 0, 0, 2, 1)


def test_file_without_the_names_iso_uses_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("number,title\nGB/T 1-2020,x\n", encoding="utf-8")
    with pytest.raises(MappingError) as told:
        open_iso(path)
    assert render(told.value.reason, "en") == "the table has no column “id”; there are: number, title"
