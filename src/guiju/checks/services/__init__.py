"""Use cases of the standards check."""

from guiju.checks.answers import answer_as_dict
from guiju.checks.services.deleting import delete_check, delete_expired_checks
from guiju.checks.services.files import CheckRun, check_file
from guiju.checks.services.keeping import choose_layout, create_check, start_check
from guiju.checks.services.returning import annotated_file
from guiju.checks.services.running import run_check

__all__ = [
    "CheckRun",
    "annotated_file",
    "answer_as_dict",
    "check_file",
    "choose_layout",
    "create_check",
    "delete_check",
    "delete_expired_checks",
    "run_check",
    "start_check",
]
