"""The rules of the standards check, pure: an identifier, what the catalogue holds, a date; one outcome with reasons."""

from guiju.checks.rules.judging import DEFAULT_SOON, judge, title_fits
from guiju.checks.rules.matching import docid_of, find_meant, names_an_edition, number_of, variants_of
from guiju.checks.rules.outcomes import (
    STRENGTH,
    UNRESOLVED,
    Candidate,
    Finding,
    Holdings,
    Outcome,
    Verdict,
    strongest,
)
from guiju.checks.rules.ranges import is_range, parts_held
from guiju.checks.rules.titles import FITS, MUCH_BETTER, likeness

__all__ = [
    "DEFAULT_SOON",
    "FITS",
    "MUCH_BETTER",
    "STRENGTH",
    "UNRESOLVED",
    "Candidate",
    "Finding",
    "Holdings",
    "Outcome",
    "Verdict",
    "docid_of",
    "find_meant",
    "is_range",
    "judge",
    "likeness",
    "names_an_edition",
    "number_of",
    "parts_held",
    "strongest",
    "title_fits",
    "variants_of",
]
