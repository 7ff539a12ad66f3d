"""The rules of the standards check, pure: an identifier, what the catalogue holds, a date; one outcome with reasons."""

from guiju.checks.rules.certainty import Doubt, doubts, is_open
from guiju.checks.rules.conclusions import CONCLUDED, conclude
from guiju.checks.rules.differences import Difference, Standing, compare, in_force
from guiju.checks.rules.excerpts import excerpt
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
from guiju.checks.rules.sealing import (
    canonical_line,
    checksum,
    new_code,
    printed_code,
    read_code,
    same_checksum,
)
from guiju.checks.rules.titles import FITS, MUCH_BETTER, likeness
from guiju.checks.rules.wording import control_signs, shown

__all__ = [
    "CONCLUDED",
    "DEFAULT_SOON",
    "FITS",
    "MUCH_BETTER",
    "STRENGTH",
    "UNRESOLVED",
    "Candidate",
    "Difference",
    "Doubt",
    "Finding",
    "Holdings",
    "Outcome",
    "Standing",
    "Verdict",
    "canonical_line",
    "checksum",
    "compare",
    "conclude",
    "control_signs",
    "docid_of",
    "doubts",
    "excerpt",
    "find_meant",
    "in_force",
    "is_open",
    "is_range",
    "judge",
    "likeness",
    "names_an_edition",
    "new_code",
    "number_of",
    "parts_held",
    "printed_code",
    "read_code",
    "same_checksum",
    "shown",
    "strongest",
    "title_fits",
    "variants_of",
]
