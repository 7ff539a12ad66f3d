"""Pages of the standards check."""

from guiju.checks.views.asking import box_context, choose_columns, delete, example_check, new_check
from guiju.checks.views.completing import complete, unresolved
from guiju.checks.views.listing import checks, export_checks
from guiju.checks.views.repeating import differences, differences_table, repeat
from guiju.checks.views.reporting import approve, approving, correct, new_report, remove, report, report_file, scan
from guiju.checks.views.showing import annotated, check, progress
from guiju.checks.views.verifying import stored_result, verify, verify_form

__all__ = [
    "annotated",
    "approve",
    "approving",
    "box_context",
    "check",
    "checks",
    "choose_columns",
    "complete",
    "correct",
    "delete",
    "differences",
    "differences_table",
    "example_check",
    "export_checks",
    "new_check",
    "new_report",
    "progress",
    "remove",
    "repeat",
    "report",
    "report_file",
    "scan",
    "stored_result",
    "unresolved",
    "verify",
    "verify_form",
]
