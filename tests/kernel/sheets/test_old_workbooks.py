"""Old workbooks (.xls) read like new ones; `data/list.xls` was made by hand for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import (
    BrokenError,
    CannotAnnotateError,
    Limits,
    NoSuchSheetError,
    Row,
    SheetError,
    TooLargeError,
    WrongTypeError,
    annotate_xlsx,
    open_table,
)

LIST = Path(__file__).parent / "data" / "list.xls"
SPARSE = Path(__file__).parent / "data" / "sparse.xls"


def test_old_workbook_reads_as_text_with_row_numbers() -> None:
    table = open_table(LIST)
    assert (table.sheet, table.sheet_names, table.header_row, table.total_rows) == ("清单", ("清单", "隐藏"), 3, 3)
    assert table.columns == ("A", "序号", "标准号", "实施日期")
    assert list(table.rows()) == [
        Row(4, ("", "1", "GB 7000.1-2015", "2017-01-01")),
        Row(6, ("", "2.5", "GB/T 31831-2015", "TRUE")),
    ]
    assert table.notes == (
        Reason.of("sheets.note.merged_cells", count=1, cell="B1"),
        Reason.of("sheets.note.hidden_sheets", names="隐藏"),
    )


def test_hidden_sheet_of_an_old_workbook_is_read_on_demand() -> None:
    assert list(open_table(LIST, sheet="隐藏", header_row=0).rows()) == [Row(1, ("x",))]


def test_unknown_sheet_of_an_old_workbook_lists_those_there_are() -> None:
    with pytest.raises(NoSuchSheetError) as caught:
        open_table(LIST, sheet="无")
    assert caught.value.reason == Reason.of("sheets.no_such_sheet", sheet="无", names="清单，隐藏")


@pytest.mark.parametrize(
    ("limits", "code"), [(Limits(max_rows=1), "too_many_rows"), (Limits(max_columns=3), "too_many_columns")]
)
def test_old_workbook_past_a_limit_is_refused(limits: Limits, code: str) -> None:
    with pytest.raises(TooLargeError) as caught:
        list(open_table(LIST, limits=limits).rows())
    assert caught.value.reason.code == f"sheets.{code}"


def test_old_workbook_that_claims_every_cell_is_refused_without_holding_them() -> None:
    with pytest.raises(BrokenError) as caught:
        open_table(SPARSE)
    assert caught.value.reason == Reason.of("sheets.broken_xls")


def test_truncated_old_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(LIST.read_bytes()[:4000])
    with pytest.raises(WrongTypeError) as caught:
        open_table(tmp_path / "a.xls")
    assert caught.value.reason == Reason.of("sheets.is_ole")


def test_damaged_old_workbook_gives_rows_or_a_sheet_error(tmp_path: Path) -> None:
    content = LIST.read_bytes()
    outcomes = set()
    for position in range(8, len(content), 251):
        damaged = bytearray(content)
        damaged[position] ^= 0xFF
        (tmp_path / "a.xls").write_bytes(damaged)
        try:
            list(open_table(tmp_path / "a.xls").rows())
            outcomes.add("read")
        except SheetError:
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}


def test_old_workbook_cannot_be_given_back_in_place(tmp_path: Path) -> None:
    with pytest.raises(CannotAnnotateError) as caught:
        annotate_xlsx(LIST, tmp_path / "out.xls", sheet="清单", header_row=3, headers=[], answers={})
    assert caught.value.reason == Reason.of("sheets.not_annotatable")
