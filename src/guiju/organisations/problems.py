"""What can be wrong with what a person asks of an organisation."""

from __future__ import annotations

from guiju.kernel.reasons import Reason


class OrganisationProblem(Exception):  # noqa: N818 (reads as what happened)
    """Something a person can put right; `reason` says what and how."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(f"{reason.code}: {dict(reason.params)}")


def refuse_for(reason: Reason | None) -> None:
    """Raise `OrganisationProblem` where there is a reason to."""
    if reason is not None:
        raise OrganisationProblem(reason)
