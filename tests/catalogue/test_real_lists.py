"""Lists as authorities and libraries publish them; skipped where they are not at hand.

Counts come from the files themselves: rows, blank cells, numbers that occur twice.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
from pathlib import Path
from typing import Any

import pytest

from guiju.catalogue.importers.kinds import Order, import_file
from guiju.catalogue.importers.table import import_table
from guiju.catalogue.models import Relation, Standard
from guiju.catalogue.queries import get_edition, load_chains, load_editions
from guiju.catalogue.services.importing import ImportSummary, SourceSpec

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, settings: Any) -> None:
    settings.GUIJU_HOME = tmp_path / "home"


def refused(summary: ImportSummary) -> list[tuple[str, str]]:
    """Row and field of every refused row."""
    if not summary.rejects_file:
        return []
    with Path(summary.rejects_file).open(encoding="utf-8-sig", newline="") as file:
        return [(row["guiju:row"], row["guiju:field"]) for row in csv.DictReader(file)]


FILES = [
    ("announcement", "lists/announcement_hb.csv", 668),
    ("announcement", "lists/announcement_db.csv", 427),
    ("announcement", "lists/announcement_gb.csv", 16),
    ("table", "lists/standards.csv", 83),
    ("table", "lists/sh_local.csv", 60),
    ("table", "lists/film_standards.csv", 366),
    ("table", "lists/engineering_2014.csv", 527),
    ("samr", "lists/gb_samples.json", 40),
    ("table", "lists/construction_supersession.json", 84),
    ("announcement", "cn/sn_standards.csv", 1243),
    ("sectors", "cn/industry_codes.csv", 77),
    ("codes", "cn/sector_prefixes.csv", 64),
    ("regions", "cn/province_codes.csv", 34),
    ("codes", "cn/enterprises_customs_survey.csv", 12_110),
    ("table", "led/led_standards.csv", 199),
    ("references", "led/led_references.csv", 130),
    ("references", "led/led_limits.csv", 85),
    ("codes", "led/led_system.csv", 45),
    ("ics", "classification/ics_ed7.csv", 1381),
    ("ccs", "classification/ccs", 1857),
    ("regions", "classification/mca_202012.csv", 3209),
    ("industries", "classification/gbt4754/GBT4754-2002.xlsx", 1199),
    ("industries", "classification/gbt4754/GBT4754-2011.xlsx", 1425),
    ("industries", "classification/gbt4754/GBT4754-2017.xlsx", 1768),
    ("codes", "classification/gbt4754/GBT13745-1992_subjects.xlsx", 3149),
    ("codes", "classification/gbt4754/GBT13745-2009_subjects.xlsx", 3540),
    ("committees", "catalogue/iso_committees_derived.csv", 768),
    ("committees", "catalogue/iec_committees_derived.csv", 257),
    ("table", "catalogue/lighting_subset_iec_iso.csv", 1355),
    ("table", "catalogue/cie.csv.gz", 990),
]
"""Kind, file and rows below the headings; the ISO and IEC lists are read in parts below."""


@pytest.mark.parametrize(("kind", "name", "rows"), FILES)
def test_real_list_is_accounted_for_row_by_row_and_a_second_run_changes_nothing(
    shared_data: Path, kind: str, name: str, rows: int
) -> None:
    order = Order(path=shared_data / name, source=SourceSpec(key="list"))
    first = import_file(kind=kind, order=order)
    assert (first.read, first.created + first.unchanged + first.rejected) == (rows, rows)
    assert first.rejected == len(refused(first))
    second = import_file(kind=kind, order=order)
    assert (second.read, second.created, second.updated) == (rows, 0, 0)
    assert refused(second) == refused(first)


def test_every_real_list_has_a_kind_that_reads_it(shared_data: Path) -> None:
    read = [name for _kind, name, _rows in FILES] + ["catalogue/iso.csv.gz", "catalogue/iec.csv.gz"]
    folders = ("catalogue", "lists", "cn", "led", "classification")
    held = {str(one.relative_to(shared_data)) for name in folders for one in (shared_data / name).rglob("*.*")}
    assert {one for one in held if not one.startswith(tuple(read))} == set()


def test_announcement_of_industry_standards_gives_several_replaced_numbers_and_none_for_a_literal_none(
    shared_data: Path,
) -> None:
    import_table(path=shared_data / "lists/announcement_hb.csv")
    replaced = Relation.objects.filter(subject_key="MT/T 238-2025", type="replaces").order_by("object_key")
    assert list(replaced.values_list("object_key", flat=True)) == ["MT/T 238.2-2008", "MT/T 238.3-2006"]
    assert not Relation.objects.filter(object_key="").exists()
    assert [link.key for link in load_chains(["MT/T 596-2006"])["MT/T 596-2006"]] == ["MT/T 560-2025"]


def test_announcement_of_local_standards_reads_the_prefix_and_the_dash(shared_data: Path) -> None:
    import_table(path=shared_data / "lists/announcement_db.csv")
    assert Relation.objects.filter(type="replaces", object_key="DB23/T 2419-2019").count() == 1


def test_withdrawals_of_a_ministry_are_withdrawn_and_two_texts_of_one_number_refused(shared_data: Path) -> None:
    summary = import_table(path=shared_data / "cn/sn_standards.csv")
    assert summary.unchanged == 1  # SN/T 2506-2010 stands there twice, word for word
    assert Standard.objects.filter(key="SN/T 5278-2020").count() == 1  # the other title under this number is refused
    on = dt.date.fromisoformat("2100-01-01")
    assert get_edition("SN/T 1268-2010").status_on(on).status == "withdrawn"
    assert get_edition("SN/T 0570-2023").status_on(dt.date(2023, 12, 1)).status == "in_force"


def test_adoption_cells_of_a_library_are_read(shared_data: Path) -> None:
    import_table(path=shared_data / "lists/film_standards.csv")
    adopted = Relation.objects.filter(subject_key="GB/T 2926-2000", type="adopts")
    assert list(adopted.values_list("object_key", "degree")) == [("ISO 4241:1987", "IDT")]


def write_part(source: Path, target: Path, beginnings: tuple[str, ...]) -> Path:
    """Rows of a bibliographic file whose id begins so."""
    with gzip.open(source, "rt", encoding="utf-8", newline="") as file, target.open("w", newline="") as out:
        rows = csv.reader(file)
        writer = csv.writer(out)
        writer.writerow(next(rows))
        writer.writerows(row for row in rows if row[0].startswith(beginnings))
    return target


def test_iso_editions_replace_one_another_by_relation_and_old_updates_means_replaced_by(
    shared_data: Path, tmp_path: Path
) -> None:
    part = write_part(shared_data / "catalogue/iso.csv.gz", tmp_path / "iso.csv", ("ISO 9001:", "IEC 31010:"))
    import_table(path=part)
    chain = [link.key for link in load_chains(["ISO 9001:1987"])["ISO 9001:1987"]]
    assert chain == ["ISO 9001:1994", "ISO 9001:2000", "ISO 9001:2008", "ISO 9001:2015"]
    current = get_edition("ISO 9001:2015")
    assert current.status_on(dt.date(2026, 1, 1)).status == "in_force"
    sheets = {sheet.key: str(sheet.issued) for sheet in current.facts.amendments}
    assert sheets["ISO 9001:2015/Amd 1:2024"] == "2024"
    assert [link.key for link in load_chains(["IEC 31010:2009"])["IEC 31010:2009"]] == ["IEC 31010:2019"]
    edition = get_edition("IEC 31010:2009")
    days = [dt.date(2009, 11, 15), dt.date(2009, 11, 30), dt.date(2019, 6, 15), dt.date(2019, 6, 30)]
    assert [edition.status_on(day).status for day in days] == ["unknown", "in_force", "unknown", "replaced"]


def test_iec_editions_without_relations_end_on_the_date_their_record_gives(shared_data: Path, tmp_path: Path) -> None:
    import_table(path=write_part(shared_data / "catalogue/iec.csv.gz", tmp_path / "iec.csv", ("CISPR 10:",)))
    edition = get_edition("CISPR 10:1971")
    assert [edition.status_on(dt.date(1975, 12, 31)).status, edition.status_on(dt.date(1976, 1, 1)).status] == [
        "in_force",
        "replaced",
    ]
    last = load_editions(["CISPR 10"])["CISPR 10"][0]
    assert (last.key, last.status_on(dt.date(2005, 1, 1)).status) == ("CISPR 10:1992", "withdrawn")
    assert [sheet.key for sheet in get_edition("CISPR 10:1981").facts.amendments] == [
        "CISPR 10:1981/AMD1:1983",
        "CISPR 10:1981/AMD2:1983",
        "CISPR 10:1981/AMD3:1989",
    ]


def test_one_identifier_in_two_files_keeps_both_records_and_does_not_flip_on_a_second_run(
    shared_data: Path, tmp_path: Path
) -> None:
    names = ("IEC 31010:2019", "IEC 31010:2009")
    iso = write_part(shared_data / "catalogue/iso.csv.gz", tmp_path / "iso.csv", names)
    iec = write_part(shared_data / "catalogue/iec.csv.gz", tmp_path / "iec.csv", names)
    import_table(path=iso)
    import_table(path=iec)
    before = str(Standard.objects.get(key="IEC 31010:2019").issued)
    for path in (iso, iec, iso):
        summary = import_table(path=path)
        assert (summary.created, summary.updated) == (0, 0)
    assert str(Standard.objects.get(key="IEC 31010:2019").issued) == before
