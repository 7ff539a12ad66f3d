"""The words of the alerts' own reasons."""

from typing import Final

from guiju.kernel.reasons import Text
from guiju.platform import reasons

TEXTS: Final[dict[str, Text]] = {
    "alert.handed_on": Text(
        "%(whose)s 收到后 %(hours)s 个工作小时内无人查看，转交给您",
        "%(whose)s was told and nobody looked for %(hours)s working hours; it is handed on to you",
    ),
}

reasons.declare(TEXTS)
