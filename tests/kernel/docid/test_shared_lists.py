"""The lists of real identifiers, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiju.kernel.docid import parse

SHARES = {
    "iso": 99, "iec": 99, "jis": 99, "itu": 99, "etsi": 99, "cie": 99, "gost": 99, "astm": 99, "bsi": 95,
    "cen_cenelec": 92, "ieee": 85, "asme": 75,
}  # fmt: skip


def read_rows(folder: Path, name: str) -> list[tuple[str, str]]:
    lines = (folder / "identifiers" / f"{name}.tsv").read_text("utf-8").splitlines()
    rows = [line.partition("\t") for line in lines if line.strip() and not line.startswith("#")]
    return [(raw, expected or raw) for raw, _tab, expected in rows]


def test_parse_chinese_gold_list_gives_every_canonical_form(shared_data: Path) -> None:
    rows = read_rows(shared_data, "chinese_gold")
    assert [parse(raw).canonical for raw, _expected in rows] == [expected for _raw, expected in rows]


@pytest.mark.parametrize(("name", "share"), SHARES.items())
def test_parse_list_of_body_reaches_its_share(shared_data: Path, name: str, share: int) -> None:
    rows = read_rows(shared_data, name)
    good = [raw for raw, expected in rows if _holds(raw, expected)]
    assert 100 * len(good) / len(rows) >= share


def _holds(raw: str, expected: str) -> bool:
    docid = parse(raw)
    return bool(docid) and docid == parse(expected) and parse(docid.canonical) == docid


def test_parse_raw_chinese_list_leaves_only_lines_without_an_identifier(shared_data: Path) -> None:
    lines = (shared_data / "identifiers" / "chinese_raw.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not parse(line)] == [
        "DY/J X—2019", "GB/T -2006", "GBT-YYYYY-20XX", "T5219-2005", "住建部令第 37 号", "应急厅函 299 号",
    ]  # fmt: skip
