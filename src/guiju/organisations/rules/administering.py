"""What each of the three administrations may do: none can do another's work (等保: 三员分立)."""

from __future__ import annotations

from guiju.organisations.rules.standing import Administration, Standing


def may_run_installation(standing: Standing) -> bool:
    """See settings, take up failed jobs: the system administrator."""
    return _holds(standing, Administration.SYSTEM)


def may_govern_people(standing: Standing) -> bool:
    """Give duties, close accounts, sign people out, end tokens: the security administrator."""
    return _holds(standing, Administration.SECURITY)


def may_read_trail(standing: Standing) -> bool:
    """Read the audit trail, and nothing else: the audit administrator."""
    return _holds(standing, Administration.AUDIT)


def _holds(standing: Standing, administration: Administration) -> bool:
    return standing.administration is administration and standing.scopes is None


def fault_of_administration(held: Administration | None, *, roles: int, duties: int) -> str:
    """Why a person cannot be given an administration; nothing where they can.

    One person holds one of them, and neither works with standards for an organisation nor decides as an official.
    """
    if held is not None:
        return f"this person is the {held} administrator already; one person holds one administration"
    if duties:
        return "this person has duties of an official; take them away first"
    if roles:
        return "this person is a member of an organisation; an administrator is of none"
    return ""


def fault_of_duty(held: Administration | None, region: str) -> str:
    """Why a person cannot be given a duty for a region ("" is everywhere); nothing where they can."""
    if held is not None:
        return f"this person is the {held} administrator; an administrator has no duty beside it"
    if region and not (len(region) == 6 and region.isascii() and region.isdecimal()):
        return "a region is six digits of GB/T 2260, as 500000, or nothing for everywhere"
    return ""
