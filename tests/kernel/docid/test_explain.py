"""What the parser says it understood, in both languages."""

from __future__ import annotations

import re

import pytest

from guiju.kernel.docid import parse
from guiju.kernel.docid.reasons import TEXTS
from guiju.kernel.reasons import Reason


def told(text: str) -> list[tuple[str, str]]:
    return [_both(reason) for reason in parse(text).understood()]


def _both(reason: Reason) -> tuple[str, str]:
    words, values = TEXTS[reason.code], dict(reason.params)
    return words.zh % values, words.en % values


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("见附件", [("这里没有标准编号", "no identifier here")]),
        (
            "GB/T 19001",
            [
                ("国家标准（GB，national standard of China）", "national standard of China (GB, 国家标准)"),
                ("GB/T 19001，不限年份", "GB/T 19001, all years"),
            ],
        ),
        (
            "DB50/T 1234-2022",
            [
                (
                    "重庆市地方标准（DB50，local standard of Chongqing）",
                    "local standard of Chongqing (DB50, 重庆市地方标准)",
                ),
                ("2022 年版", "edition of 2022"),
            ],
        ),
        (
            "CJJ 45-91",
            [
                (
                    "城镇建设工程（CJJ，urban construction engineering）",
                    "urban construction engineering (CJJ, 城镇建设工程)",
                ),
                ("1991 年版", "edition of 1991"),
                ("两位年号 91 读作 1991", "two-digit year 91 read as 1991"),
            ],
        ),
        (
            "XYZ/T 1-2015",
            [
                ("未知的发布机构 XYZ，按原样保留", "unknown body XYZ, kept as written"),
                ("2015 年版", "edition of 2015"),
            ],
        ),
        (
            "GB 7OOO.1-2015",
            [
                ("国家标准（GB，national standard of China）", "national standard of China (GB, 国家标准)"),
                ("2015 年版", "edition of 2015"),
                ("把 7OOO.1-2015 中的字母读作数字 7000.1-2015", "letters in 7OOO.1-2015 read as digits: 7000.1-2015"),
            ],
        ),
    ],
)
def test_understood_tells_what_was_read(text: str, reasons: list[tuple[str, str]]) -> None:
    assert told(text) == reasons


@pytest.mark.parametrize("code", TEXTS)
def test_texts_share_their_placeholders_in_both_languages(code: str) -> None:
    zh, en = (set(re.findall(r"%\((\w+)\)s", words)) for words in TEXTS[code])
    assert zh == en
