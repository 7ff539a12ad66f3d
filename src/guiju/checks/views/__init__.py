"""Pages of the standards check."""

from guiju.checks.views.asking import box_context, choose_columns, delete, example_check, new_check
from guiju.checks.views.showing import annotated, check, progress, unresolved

__all__ = [
    "annotated",
    "box_context",
    "check",
    "choose_columns",
    "delete",
    "example_check",
    "new_check",
    "progress",
    "unresolved",
]
