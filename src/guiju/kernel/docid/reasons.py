"""The words of the reasons this package gives."""

from __future__ import annotations

from typing import Final

from guiju.kernel.reasons import Text

TEXTS: Final[dict[str, Text]] = {
    "docid.nothing": Text("这里没有标准编号", "no identifier here"),
    "docid.two_digit_year": Text("两位年号 %(written)s 读作 %(year)s", "two-digit year %(written)s read as %(year)s"),
}
