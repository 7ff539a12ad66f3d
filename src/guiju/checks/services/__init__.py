"""Use cases of the standards check."""

from guiju.checks.answers import answer_as_dict
from guiju.checks.services.completing import PutBack, complete_lines
from guiju.checks.services.completing_table import (
    Given,
    numbered,
    open_columns,
    read_completed,
)
from guiju.checks.services.contents import content_of
from guiju.checks.services.deleting import delete_check, delete_expired_checks
from guiju.checks.services.files import CheckRun, check_file
from guiju.checks.services.keeping import choose_layout, create_check, start_check
from guiju.checks.services.repeating import list_differences, repeat_check
from guiju.checks.services.report_files import KINDS, report_file, result_file
from guiju.checks.services.reporting import (
    Wording,
    approve_report,
    approve_waiting,
    change_report,
    delete_draft,
    draft_report,
    is_sealed,
    start_approval,
)
from guiju.checks.services.returning import annotated_file
from guiju.checks.services.running import run_check

__all__ = [
    "KINDS",
    "CheckRun",
    "Given",
    "PutBack",
    "Wording",
    "annotated_file",
    "answer_as_dict",
    "approve_report",
    "approve_waiting",
    "change_report",
    "check_file",
    "choose_layout",
    "complete_lines",
    "content_of",
    "create_check",
    "delete_check",
    "delete_draft",
    "delete_expired_checks",
    "draft_report",
    "is_sealed",
    "list_differences",
    "numbered",
    "open_columns",
    "read_completed",
    "repeat_check",
    "report_file",
    "result_file",
    "run_check",
    "start_approval",
    "start_check",
]
