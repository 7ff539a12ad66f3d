"""Values that are not as they must be, in words of both languages, where the validator has only English ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from guiju.kernel.reasons import Language, Reason, Text
from guiju.platform.problems import Fault
from guiju.platform.reasons import declare, render

_KNOWN: Final[dict[str, Text]] = {
    "missing": Text("必须提供", "is required"),
    "int": Text("应为整数", "must be a whole number"),
    "date": Text("应为日期，如 2026-01-01", "must be a date, as 2026-01-01"),
    "bool": Text("应为 true 或 false", "must be true or false"),
    "string": Text("应为文本", "must be text"),
    "at_least": Text("不得小于 %(than)s", "must be %(than)s or more"),
    "at_most": Text("不得大于 %(than)s", "must be %(than)s or less"),
    "too_long": Text("长度不得超过 %(than)s", "must be no longer than %(than)s"),
    "one_of": Text("应为以下之一：%(words)s", "must be one of: %(words)s"),
    "file": Text("应为文件", "must be a file"),
    "list": Text("应为列表", "must be a list"),
    "unknown": Text("没有此参数；可用参数：%(words)s", "there is no such parameter; there are: %(words)s"),
    "none_taken": Text("此处没有参数", "there are no parameters here"),
    "otherwise": Text("不合要求", "is not as it must be"),
}
declare({f"value.{name}": text for name, text in _KNOWN.items()})

_BY_TYPE: Final = {
    "missing": "missing",
    "int": "int",
    "date": "date",
    "bool": "bool",
    "string": "string",
    "greater_than": "at_least",
    "less_than": "at_most",
    "too_long": "too_long",
    "string_too_long": "too_long",
    "enum": "one_of",
    "literal_error": "one_of",
    "file": "file",
    "is_instance_of": "file",
    "list": "list",
}
_FOLLOWING: Final = {"default_factory_not_called"}
"""What is only wrong because something before it is."""
_BOUNDS: Final = ("ge", "le", "gt", "lt", "max_length")


def faults_of(errors: Iterable[Mapping[str, Any]], language: Language) -> list[Fault]:
    """What the validator found, in words."""
    wrong = (error for error in errors if error["type"] not in _FOLLOWING)
    return [Fault(_place(error["loc"]), render(_reason(error), language)) for error in wrong]


def _place(steps: Iterable[object]) -> str:
    """query.limit, body.text; the names of our own parameters are nobody's business."""
    return ".".join(str(step) for step in steps if step != "asked")


def _reason(error: Mapping[str, Any]) -> Reason:
    kind, about = str(error["type"]), error.get("ctx") or {}
    known = next((_BY_TYPE[name] for name in (kind, *_beginnings(kind)) if name in _BY_TYPE), "otherwise")
    than = next((about[name] for name in _BOUNDS if name in about), "")
    if known == "one_of":
        return Reason.of("value.one_of", words=str(about.get("expected", "")).replace("'", "").replace(" or ", ", "))
    return Reason.of(f"value.{known}", than=than)


def _beginnings(kind: str) -> Iterable[str]:
    """date_from_datetime_parsing begins with date."""
    parts = kind.split("_")
    return ("_".join(parts[:length]) for length in range(len(parts) - 1, 0, -1))
