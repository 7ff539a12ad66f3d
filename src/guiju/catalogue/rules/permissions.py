"""Who may change the catalogue, decided on a standing alone."""

from __future__ import annotations

from guiju.kernel.docid import DocId
from guiju.organisations.rules.standing import Duty, Standing


def may_import(standing: Standing) -> bool:
    """Lists and ranks change standards of every level: only an official who answers for the catalogue everywhere."""
    return standing.has_duty(Duty.CATALOGUE)


def may_correct(standing: Standing, docid: DocId) -> bool:
    """An official who answers for the catalogue everywhere, or where a local standard holds."""
    return standing.has_duty(Duty.CATALOGUE, region_of(docid))


def region_of(docid: DocId) -> str:
    """The region (GB/T 2260, six digits) a local standard holds in, told by its prefix; "" for any other standard."""
    digits = docid.body.removeprefix("DB")
    return digits.ljust(6, "0") if docid.body.startswith("DB") and digits.isdigit() else ""
