"""A small catalogue that holds one case of every outcome."""

from __future__ import annotations

from tests.factories import given_standards


def given_small_catalogue() -> None:
    given_standards(
        {
            "number": "GB/T 7000.1-2023",
            "title_zh": "灯具 第1部分：一般要求与试验",
            "status": "现行",
            "issued": "2023-12-28",
            "effective": "2024-07-01",
            "replaces": "GB 7000.1-2015",
        },
        {
            "number": "GB 7000.1-2015",
            "title_zh": "灯具 第1部分：一般要求与试验",
            "issued": "2015-12-31",
            "effective": "2017-01-01",
            "replaces": "GB 7000.1-2007",
        },
        {"number": "GB 7000.1-2007", "effective": "2009-01-01"},
        {"number": "GB 20-2001", "effective": "2001-10-01", "withdrawn": "2017-03-23"},
        {"number": "GB/T 30-2027", "issued": "2026-09-01", "effective": "2027-03-01", "replaces": "GB/T 30-2014"},
        {"number": "GB/T 30-2014", "status": "现行", "effective": "2015-01-01"},
        {"number": "GB/T 40-2010", "status": "现行", "effective": "2011-01-01", "title_zh": "照明设备电子镇流器"},
        {"number": "GB/T 50.1-2004", "effective": "2005-01-01", "title_zh": "日光灯管 第1部分：总则"},
        {"number": "GB/T 50.2-2005", "effective": "2006-01-01", "title_zh": "日光灯管 第2部分：试验"},
        {"number": "GB/T 50.4-2005", "effective": "2006-01-01", "title_zh": "日光灯管 第4部分：标志"},
        {"number": "GB/T 60-1999", "title_zh": "没有日期的标准"},
    )
