"""The heading is found as a person would point at it."""

from __future__ import annotations

import pytest

from guiju.kernel.sheets.headings import column_names, find_heading
from guiju.kernel.sheets.tables import Row


def rows(*cells: str) -> list[Row]:
    """Rows written as lines with | between cells; blank lines count but are no rows."""
    split = [Row(number, tuple(line.split("|"))) for number, line in enumerate(cells, 1)]
    return [row for row in split if any(row.cells)]


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        (("标准号|标准名称", "GB 7000.1-2015|灯具"), 1),
        (("某厂标准清单|", "", "序号|标准编号", "1|GB 7000.1-2015", "2|GB 1"), 3),
        (("2024年标准清单||", "编制：质量部||日期：2024-01-05", "序号|标准号|名称", "1|GB 1-2000|灯"), 3),
        (("序号|标准||", "|编号|名称|状态", "1|GB 1|灯具|现行"), 2),
        (("number,title", "x"), 1),
        (("Standard No.|Title", "IEC 60598-1|Luminaires"), 1),
        (("GB 7000.1-2015|灯具", "GB 7000.2-2008|应急灯具"), 0),
        (("GB 7000.1-2015", "GB/T 31831-2015"), 0),
        (("标准号", "GB 7000.1-2015"), 1),
        (("甲方要求", "GB 7000.1-2015", "GB 7000.2-2008"), 1),
        (("甲|乙", "GB 7000.1-2015|x", "GB 7000.2-2008|y"), 1),
        (("标准|名称", "灯具|标准", "镇流器|标准"), 1),
        (("GB 7000.1-2015|灯具", "标准号|名称", "GB 7000.2-2008|灯"), 2),
        (("prefix|industry_zh|admin_en", "AQ|安全生产|State Administration", "BB|包装|Packaging"), 1),
        (("hs2022|description_en|relation_1to1", "010121|Horses|1"), 1),
        (("code8|name_zh|rate_2014", "01012100|改良种用马|0.0"), 1),
        (("序号|标准|||状态", "|编号|名称|年代|", "1|GB 1|灯|2000|现行"), 2),
        (("某厂执行标准清单", "标准号", "GB 7000.1-2015"), 2),
        (("number|title", "标准|名称"), 1),
        ((), 0),
    ],
)
def test_heading_of_lists_as_people_make_them_is_found(lines: tuple[str, ...], heading: int) -> None:
    assert find_heading(rows(*lines)) == heading


@pytest.mark.parametrize(
    ("lines", "heading", "names"),
    [
        (("名称|名称||名称",), 1, ("名称", "名称 (2)", "C", "名称 (3)")),
        (("标准\n 号|状态", "a|b|c"), 1, ("标准 号", "状态", "C")),
        (("序号|标准||", "|编号|名称|状态", "1|a|b|c"), 2, ("序号", "编号", "名称", "状态")),
        (("清单||", "|编号|名称", "1|a|b"), 2, ("A", "编号", "名称")),
        (("GB 1|x",), 0, ("A", "B")),
        (("B||B",), 1, ("B", "B (2)", "B (3)")),
    ],
)
def test_column_names_are_unique_and_never_blank(lines: tuple[str, ...], heading: int, names: tuple[str, ...]) -> None:
    assert column_names(rows(*lines), heading) == names
